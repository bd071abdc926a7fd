import Testing

@testable import Outreach

struct TemplateOverrideTests {
  static func first(_ files: [TemplateFile], _ request: SequenceRequest) throws -> OutreachSequence.Step {
    let generator = TemplateGenerator(catalog: try TemplateCatalog(overrides: files), sender: SampleBook.sender)
    return try #require(try SequenceTests.sequence(for: request, generator).steps.first)
  }

  @Test func `a heading replaces that heading alone`() throws {
    let file = TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n## initial whatsapp\nKısaca merhaba.")
    let request = SequenceTests.request(SequenceTests.nobody)
    #expect(try Self.first([file], request).message.hasPrefix("Kısaca merhaba.\n\n"))
    var other = request
    other.objective = "randevu"
    #expect(try Self.first([file], other) == Self.first([], other))
  }

  @Test func `a heading without a channel replaces both channels`() throws {
    let file = TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n## initial\nSubject: Konu\nKısaca merhaba.")
    for channel in Channel.allCases {
      let step = try Self.first([file], SequenceTests.request(SequenceTests.nobody, channel))
      #expect(step.message.hasPrefix("Kısaca merhaba."))
      #expect(step.subject == (channel == .email ? "Konu" : nil))
    }
  }

  @Test func `a new file is a new tone and a new heading a new objective`() throws {
    let tone = TemplateFile(
      path: "tr/sakin.md",
      text: "# bayram\n## initial\nİyi bayramlar.\n## last\nHoşça kalın.\n# *\n## refusal\nRET yazabilirsiniz.")
    let catalog = try TemplateCatalog(overrides: [tone])
    #expect(catalog.tones == ["kurumsal", "samimi", "samimi_sen", "premium", "teknik", "enerjik", "sakin"])
    #expect(catalog.tones(in: .en).contains("sakin") == false)
    #expect(catalog.objectives.last == "bayram")
    let request = SequenceTests.request(SequenceTests.nobody, tone: "sakin", objective: "bayram", followUps: 1)
    #expect(try Self.first([tone], request).message == "İyi bayramlar.\n\nRET yazabilirsiniz.")
    #expect {
      var longer = request
      longer.maxFollowUps = 5
      _ = try Self.first([tone], longer)
    } throws: {
      ($0 as? GenerationFailure)?.field == "max_followups"
    }
  }

  @Test func `objectives are found without compiling, and not in comments`() throws {
    var text = "# a\r\n## initial\n<!--\n# b\n-->\n<!-- # c -->\n# *\n# d"
    #expect(text.withUTF8(objectiveHeadings) == ["a", "d"])
    let compiled = TemplateFile.builtIn.flatMap { file in
      guard case .tone(_, let language)? = file.role else { return [String]() }
      return TemplateDocument(file, language: language).headings.compactMap(\.objective)
    }
    #expect(Set(compiled) == Set(TemplateCatalog.builtIn.objectives + TemplateDocument.situations))
    #expect(TemplateCatalog.builtIn.objectives.count == 6)
  }

  @Test func `a missing value without a default refuses the request and names it`() throws {
    let file = TemplateFile(
      path: "tr/kurumsal.md", text: "# ilk_temas\n## initial whatsapp\nMerhaba {{contact_name}}, {{custom.plan}}")
    #expect {
      try Self.first([file], SequenceTests.request(SequenceTests.nobody))
    } throws: {
      ($0 as? GenerationFailure)?.field == "contact_name"
        && ($0 as? GenerationFailure)?.message.contains("tr/kurumsal.md:3") ?? false
    }
  }

  @Test func `files that cannot be read as meant are refused with every fault`() {
    let files = [
      TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n## initial\n{{compny}}"),
      TemplateFile(path: "french/kurumsal.md", text: ""),
      TemplateFile(path: "tr/sectors.md", text: "# mimarlik\nmatch: mimar\n"),
    ]
    #expect {
      try TemplateCatalog(overrides: files)
    } throws: {
      Set(($0 as? TemplateProblems)?.problems.map(\.file) ?? []) == Set(files.map(\.path))
    }
  }

  @Test func `a sector of the user's is known beside the built-in ones`() throws {
    let file = TemplateFile(
      path: "tr/sectors.md",
      text: """
        # aricilik
        match: arıcılık, bal üretimi
        name: arıcılık
        customers: bal severler
        insight: Balı satmak üretmekten zor.
        question: Bal nerede satılıyor?
        busy: bal hasadına
        """)
    let catalog = try TemplateCatalog(overrides: [file])
    #expect(catalog.sectorWords(for: "ARICILIK", language: .tr)?.name == "arıcılık")
    #expect(catalog.sectorWords(for: "Mimarlik", language: .tr)?.name == "mimarlık")
    #expect(catalog.sectorWords(for: "bilinmeyen", language: .tr) == catalog.sectorWords(for: nil, language: .tr))
  }

  @Test(arguments: [
    ("# ilk_temas\n## initial whatsapp\n{{company}} merhaba", "{{company}}"),
    ("# ilk_temas\n## initial email\nmerhaba", "Subject"),
    ("# ilk_temas\n## initial whatsapp\n" + String(repeating: "Uzun bir mesaj. ", count: 40), "characters"),
    ("# ilk_temas\n## initial whatsapp\nSana ve size merhaba.", "sen and siz"),
    ("# ilk_temas\n## initial whatsapp\nMerhaba. nasılsınız", "small letter"),
    ("# ilk_temas\n## initial whatsapp\n{{#company}}Merhaba.{{/company}}", "Nothing is left"),
    ("# bayram\n## initial whatsapp\nMerhaba.", "`## last`"),
  ]) func `the check warns of messages that would not be as they should`(text: String, warning: String) {
    let problems = TemplateCheck.problems(in: [TemplateFile(path: "tr/kurumsal.md", text: text)])
    #expect(problems.contains { $0.severity == .warning && $0.message.contains(warning) }, "\(problems)")
  }
}
