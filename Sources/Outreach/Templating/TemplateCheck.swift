/// Finds what a salesperson should mend in template files: `templates check`.
package enum TemplateCheck {
  /// Everything that is not as it should be in `files`, read as they would be over `base`, sorted by file and line.
  ///
  /// Errors of syntax keep a file from being used. The rest is about messages it would make: every wording is rendered
  /// for leads of which all, some and nothing is known, with the longest names and sector words there are, and for each
  /// kind of offer. What a message must not do, claim what nobody did or presume what nobody said, is an error, too.
  ///
  /// - Parameter offer: what is really offered, if that is known: it may be about the reader's customers.
  package static func problems(
    in files: [TemplateFile], over base: [TemplateFile] = TemplateFile.builtIn, offer: LocalText? = nil
  ) -> [TemplateProblem] {
    let syntaxProblems = files.flatMap(syntax)
    let catalog = TemplateCatalog(files: base + files)
    var found = syntaxProblems
    // What could not be read cannot be rendered either, and would only be reported twice.
    let broken = Set(syntaxProblems.map(\.file))
    for file in files where !broken.contains(file.path) {
      guard case .tone(let tone, let language)? = file.role else { continue }
      found += textProblems(of: file, tone: tone, language: language, catalog: catalog, offer: offer)
      found += missingSections(of: file, tone: tone, language: language, catalog: catalog)
      found += misspeltObjectives(of: file, language: language, known: TemplateCatalog(files: base).objectives)
    }
    found += ProviderTemplate.problems(in: files.filter { !broken.contains($0.path) })
    for language in Set(files.compactMap(\.language))
    where catalog.sectorWords(for: nil, language: language) == nil {
      found.append(
        TemplateProblem(
          file: "\(language.rawValue)/sectors.md", line: 0,
          message: "The fallback is missing: a sector without a match line, for all others. Every language needs one."))
    }
    return found.sorted { ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message) }
  }

  /// What keeps a file from being read as it is meant, in the order of its lines.
  package static func syntax(of file: TemplateFile) -> [TemplateProblem] {
    if let line = firstLineThatIsNotUTF8(file) {
      return [
        TemplateProblem(
          file: file.path, line: line,
          message: "The text is not UTF-8 here, and letters are lost; save the file as UTF-8.")
      ]
    }
    return switch file.role {
    case .tone(_, let language): TemplateDocument(file, language: language).problems
    case .sectors: SectorLexicon(file).problems
    case .offers: OfferLexicon(file).problems
    case nil:
      [
        TemplateProblem(
          file: file.path, line: 0,
          message:
            "A template file is <language>/<tone>.md, <language>/sectors.md or <language>/offers.md, with the language "
            + "as two or three small letters (tr, en) and the tone in a-z, 0-9, - and _.")
      ]
    }
  }

  /// Where what was read has become a mark of its own, "�". Nobody writes one.
  private static func firstLineThatIsNotUTF8(_ file: TemplateFile) -> Int? {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { $0.unicodeScalars.contains("\u{FFFD}") }.map { $0 + 1 }
  }

  /// The faults of the messages that each wording makes, each fault once.
  private static func textProblems(
    of file: TemplateFile, tone: String, language: Language, catalog: TemplateCatalog, offer: LocalText?
  ) -> [TemplateProblem] {
    let document = TemplateDocument(file, language: language)
    let values = SampleLead.all(language, isFamiliar: isFamiliar(tone: tone), catalog: catalog)
    var problems: [TemplateProblem] = []
    for heading in document.headings {
      let channels = heading.channel.map { [$0] } ?? Channel.allCases
      for wording in document.wordings[heading] ?? [] {
        for fault in channels.flatMap({ faults(of: wording, under: heading, over: $0, values, offer) }) {
          let severity: TemplateProblem.Severity = fault.isGrave ? .error : .warning
          let problem = TemplateProblem(severity, file: file.path, line: wording.line, message: fault.message)
          if !problems.contains(problem) { problems.append(problem) }
        }
      }
    }
    return problems
  }

  private static func faults(
    of wording: TemplateDocument.Wording, under heading: TemplateDocument.Heading, over channel: Channel,
    _ samples: [TemplateValues], _ offer: LocalText?
  ) -> [MessageFault] {
    var faults: [MessageFault] = []
    let needsSubject = channel.traits.isLetter && heading.role.isMessage
    if needsSubject, wording.subject == nil {
      faults.append(MessageFault("An e-mail needs a first line “Subject: …”."))
    }
    for values in samples {
      do throws(MissingValue) {
        var body: [UInt8] = []
        try wording.body.render(values, into: &body)
        let text = String(decoding: body, as: UTF8.self)
        // Who has nothing to tell opens with nothing, and signs with nothing.
        if text.isEmpty, !heading.role.mayBeEmpty(on: channel) {
          faults.append(MessageFault("Nothing is left of this wording for some leads."))
        }
        faults += MessageFaults.of(text, language: values.language).map { MessageFault($0) }
        faults += MessageFaults.leftovers(in: text).map { MessageFault($0, isGrave: true) }
        if !channel.traits.isLetter {
          faults += MessageFaults.ofLength(text, role: heading.role).map { MessageFault($0) }
        }
        faults += Claims.faults(of: text, under: heading, values, offer: offer)
        if needsSubject, let subject = wording.subject {
          let line = try subjectLine(subject, values)
          faults += MessageFaults.ofSubject(line).map { MessageFault($0) }
          faults += Claims.faults(of: line, under: heading, values, offer: offer)
        }
      } catch {
        faults.append(
          MessageFault(
            "A lead without {{\(error.name.text)}} would be refused; add |default:\"…\" or a section {{#\(error.name.text)}}."
          ))
      }
    }
    return faults
  }

  /// Objectives of one's own may be called anything, but not nearly what another is called: nobody would ask for them.
  private static func misspeltObjectives(of file: TemplateFile, language: Language, known: [String])
    -> [TemplateProblem]
  {
    let document = TemplateDocument(file, language: language)
    let own = Set(document.headings.compactMap(\.objective)).subtracting(known + ["*"]).sorted()
    return own.compactMap { objective in
      NearestName.of(objective, among: known).map { meant in
        TemplateProblem(
          .warning, file: file.path,
          line: document.headings.filter { $0.objective == objective }.compactMap { document.headingLines[$0] }.min()
            ?? 0,
          message:
            "`# \(objective)` is an objective of its own, which requests have to ask for by this name; did you mean "
            + "`# \(meant)`?")
      }
    }
  }

  /// What a sequence of any length would look for in vain.
  private static func missingSections(
    of file: TemplateFile, tone: String, language: Language, catalog: TemplateCatalog
  ) -> [TemplateProblem] {
    guard let merged = catalog.templates(tone: tone, language: language) else { return [] }
    let document = TemplateDocument(file, language: language)
    var problems: [TemplateProblem] = []
    func report(_ message: String, at line: Int = 0) {
      problems.append(TemplateProblem(.warning, file: file.path, line: line, message: message))
    }
    for channel in Channel.allCases {
      let common = merged.templates(channel: channel, objective: "*")
      if common.refusal.isEmpty {
        report("There is no `## refusal \(channel.rawValue)` under `# *`, so that no first message can be sent.")
      }
      if common.signature.isEmpty, channel.traits.isLetter {
        report("There is no `## signature \(channel.rawValue)` under `# *`, without which no e-mail can be sent.")
      }
      // Who has complained gets one message.
      for objective in merged.objectives where objective != TemplateDocument.complaint {
        let templates = merged.templates(channel: channel, objective: objective)
        let line = document.headings.filter { $0.objective == objective }.compactMap { document.headingLines[$0] }.min()
        for (heading, wordings) in [("initial", templates.initial), ("last", templates.last)] where wordings.isEmpty {
          report("`# \(objective)` has no `## \(heading)` for \(channel.rawValue).", at: line ?? 0)
        }
        let followUps = templates.pool.count + (1...9).count { !templates.followUp($0).isEmpty }
        if followUps < 9 {
          report(
            "`# \(objective)` has texts for \(followUps) follow-ups on \(channel.rawValue) before the last; nine are "
              + "needed for ten follow-ups without repetition.", at: line ?? 0)
        }
      }
    }
    return problems
  }
}
