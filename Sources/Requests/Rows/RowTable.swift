package import Formats
package import Leads
internal import Outreach

/// What a bulk file's rows are, before the first of them is read: from its name, its defaults and its header.
///
/// Rows ask for sequences, unless something says that they command: a file's name (`netgsm.opt-out.csv`), a `command` in
/// its defaults or in a column of its own; or there is no lead to write to and a column of opt-outs, as an old system or
/// a registry gives them.
package struct RowTable: Sendable {
  package let columns: LeadColumns
  /// False if the first row is data already, as in a bare list of phones.
  package let hasHeader: Bool
  /// Nil if no row can be a command.
  package let commands: CommandColumns?

  /// - Parameters:
  ///   - stem: the file's name without its extension.
  ///   - defaultCommand: `command` of the file's defaults.
  ///   - firstRow: the cells of the first row.
  ///   - sample: rows below it, by which a CRM's own "Channel" is told from ours.
  /// - Throws: a problem with the code `MISSING_COLUMN` if no row could say whom it is about, `INVALID_FIELD` if the
  ///   command is none.
  package init(
    stem: String, defaultCommand: JSONValue? = nil, firstRow: [String], mapping: ColumnMapping = .standard,
    sample: [[String]] = []
  ) throws(Problem) {
    let verb = try Self.verb(stem: stem, defaultCommand: defaultCommand)
    hasHeader = !Self.isData(firstRow, verb)
    let columns = LeadColumns(
      headers: hasHeader ? Self.headers(firstRow, mapping: mapping, verb: verb) : Self.headers(ofData: firstRow),
      mapping: mapping, sample: sample, areCommands: verb != nil)
    self.columns = columns
    let commands = CommandColumns(columns, verb: verb)
    if verb != nil || commands.command != nil { try Self.checkSpelling(columns, verb) }
    if verb != nil || commands.command != nil {
      let needsNobody = verb?.reportsJob ?? true
      guard commands.nameSomebody || needsNobody && commands.fields.contains(where: { $0.name == "job_id" }) else {
        throw Self.missing(
          "there is no column lead_id, to, phone or email that says whom the commands are about", firstRow)
      }
      self.commands = commands
    } else if !columns.nameLeads, hasHeader, !commands.to.isEmpty, !commands.optOuts.isEmpty {
      self.commands = CommandColumns(columns, verb: nil, onlyOptedOut: true)
    } else if !columns.nameLeads {
      throw Self.unnamed(stem, commands: commands, columns: columns, header: hasHeader ? firstRow : [])
    } else {
      // Rows that say who wants no messages say it for themselves.
      if commands.optOuts.isEmpty, defaultCommand?.string == nil, let stop = Self.misspelledStop(stem) {
        throw Self.nearly(stop, stem)
      }
      self.commands = nil
    }
  }

  /// The headers of columns that nobody reads, in the file's order.
  package var unknown: [String] {
    let read = Set((commands?.to.map(\.index) ?? []) + (commands?.fields.map(\.index) ?? []))
    return zip(columns.headers, columns.columns).enumerated().compactMap { index, column in
      if case .custom(let name) = column.1, !read.contains(index) { name } else { nil }
    }
  }

  /// What the rows of a file command that do not say; nil: they ask for sequences. All that matters for NDJSON.
  package static func verb(stem: String, defaultCommand: JSONValue? = nil) throws(Problem) -> CommandVerb? {
    let parts = BulkName.original(stem).split(separator: ".", omittingEmptySubsequences: false)
    let named = parts.count > 1 ? parts.last.flatMap { CommandVerb(rawValue: $0.lowercased()) } : nil
    guard let defaultCommand, defaultCommand != .null, defaultCommand.string != RequestName.enqueueCommand else {
      return named
    }
    guard let verb = defaultCommand.string.flatMap(CommandVerb.init(written:)) else {
      throw CommandVerb.unknown(defaultCommand)
    }
    if let named, named != verb {
      throw Problem(
        .invalidField,
        "The defaults say \"command\":\"\(verb.rawValue)\", and the file's name says \(named.rawValue); rename the file or "
          + "leave out the default.",
        field: "command", value: defaultCommand, suggestion: named.rawValue)
    }
    return verb
  }

  /// The command that keeps people from being written to and that the name all but says: `list.opt-out (2)`, `opt_out`,
  /// `list.cancle`. Nil if it is nothing of the kind.
  private static func misspelledStop(_ stem: String) -> CommandVerb? {
    let stem = BulkName.original(stem).lowercased()
    let letters = stem.filter(\.isLetter)
    if letters.contains("optout") || letters.contains("unsubscribe") || isListOfRefusals(stem) { return .optOut }
    for part in stem.split(separator: ".").dropFirst() where part.utf8.count > 4 {
      let word = part.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
      if let near = NearestName.of(word, among: ["cancel", "opt-out"]) { return CommandVerb(rawValue: near) }
    }
    return nil
  }

  /// A list under another name of such lists: `kara-liste`, `aranmayacaklar (2)`, `iys_ret_2026`, `dnc`, `silinecekler`.
  private static func isListOfRefusals(_ stem: String) -> Bool {
    let words = fold(stem).split { !$0.isLetter }.map(String.init)
    if words.contains(where: refusalWords.contains) || words == ["stop"] { return true }
    let joined = zip(words, words.dropFirst()).map { $0 + $1 } + [words.joined()]
    return joined.contains(where: refusalWords.contains) || words.contains { $0.hasPrefix("aboneliktencik") }
  }

  private static let refusalWords: Set<String> = [
    "karaliste", "blacklist", "blocklist", "dnc", "donotcontact", "suppression", "suppressions", "ret", "retler",
    "istemeyenler", "engellenenler", "aranmayacak", "aranmayacaklar", "yazilmayacaklar", "bounces", "bounced",
    "silinecek",
    "silinecekler", "kvkksilme", "optedout", "unsubs", "unsub", "gdprerasure", "erasures", "vefat", "vefatedenler",
    "aboneliktencikanlar", "cikanlar", "sikayetciler", "complaints",
  ]

  // MARK: The first row

  /// Whether it is no header: somebody can be reached at one of its cells; in a list also if somebody could be but for a slip,
  /// or it is an id.
  private static func isData(_ row: [String], _ verb: CommandVerb?) -> Bool {
    if row.contains(where: { (try? ContactAddress.all(in: $0)) != nil }) { return true }
    return verb != nil && (isID(row) || row.contains(where: isNearlyAddress))
  }

  /// No heading has a letter or digit on both sides of an @, or seven digits.
  private static func isNearlyAddress(_ cell: String) -> Bool {
    if cell.utf8.count(where: { (48...57).contains($0) }) >= 7 { return true }
    let parts = cell.replacing("[at]", with: "@").replacing("(at)", with: "@").split(separator: "@")
    return zip(parts, parts.dropFirst()).contains { before, after in
      (before.last.map { $0.isLetter || $0.isNumber } ?? false)
        && (after.first.map { $0.isLetter || $0.isNumber } ?? false)
    }
  }

  private static func isID(_ row: [String]) -> Bool {
    row.count == 1 && !row[0].isEmpty && row[0].utf8.allSatisfy { (48...57).contains($0) }
  }

  /// A single column of a list is its addresses, whatever it is called, unless it is a command's field.
  private static func headers(_ row: [String], mapping: ColumnMapping, verb: CommandVerb?) -> [String] {
    guard row.count == 1, verb != nil, !CommandColumns.fieldNames.contains(row[0].lowercased()) else { return row }
    switch mapping.column(for: row[0]) {
    case .custom, .addressState, .optOut, .consent, .firstName, .lastName, .ignored, .unnamed: return ["to"]
    case .leadID, .fact, .mobile, .request: return row
    }
  }

  /// Names for the columns of a table without a header: a single one holds addresses, of several those that do.
  private static func headers(ofData row: [String]) -> [String] {
    if isID(row), row[0].utf8.count < 7 { return ["lead_id"] }
    return row.enumerated().map { index, cell in
      (try? ContactAddress.all(in: cell)) != nil || isNearlyAddress(cell) ? "to" : "column \(index + 1)"
    }
  }

  // MARK: Refusals

  /// A misspelt "job_id" that nobody reads would make the command one about all jobs.
  private static func checkSpelling(_ columns: LeadColumns, _ verb: CommandVerb?) throws(Problem) {
    // Short names are near everything.
    let names = (verb?.fields ?? CommandVerb.allCases.flatMap(\.fields)).filter { $0.count > 3 }
    for header in columns.unknown where header.count > 3 && !names.contains(header.lowercased()) {
      guard let meant = NearestName.of(header, among: names) else { continue }
      throw Problem(
        .unknownField, "There is a column \"\(header.prefix(64))\"; did you mean \"\(meant)\"?", field: header,
        suggestion: meant)
    }
  }

  private static func nearly(_ stop: CommandVerb, _ stem: String) -> Problem {
    Problem(
      .invalidFileName,
      "The file's name \"\(stem)\" looks like one of a list of people to be left alone, and its rows would be requests to write "
        + "to them: let it end in .\(stop.rawValue).csv, such as list.\(stop.rawValue).csv; if it is no such list, give it another "
        + "name, or say \"command\":\"\(RequestName.enqueueCommand)\" in its defaults.")
  }

  private static func missing(_ what: String, _ header: [String]) -> Problem {
    let found = header.isEmpty ? "" : "; the header is \(header.prefix(12).joined(separator: ", "))"
    return Problem(.missingColumn, "In the table \(what)\(found).", field: "lead_id")
  }

  /// Nothing names the leads. A bare list of addresses is perhaps one of opt-outs; a table that says more about people is
  /// rather not, and to name it so would opt all of them out.
  private static func unnamed(
    _ stem: String, commands: CommandColumns, columns: LeadColumns, header: [String]
  ) -> Problem {
    let others = columns.columns.indices.filter { index in !commands.to.contains { $0.index == index } }
    guard !commands.to.isEmpty, others.count < 2 else { return BulkHeader.withoutIDs(columns, header) }
    let source = LeadIDSource.allCases.first { columns.have($0.field) } ?? .phone
    let name = stem.split(separator: ".").first.map(String.init) ?? stem
    return Problem(
      .missingColumn,
      "The table lists phones or e-mail addresses and does not say what is to be done: name it \(name).opt-out.csv if these "
        + "people want no messages; to ask for sequences add a column lead_id, or call leads after their \(source.rawValue) with "
        + "\(source.asMember) in the file's defaults or in the configuration.",
      field: "lead_id", suggestion: others.isEmpty ? "\(name).opt-out.csv" : source.asMember)
  }
}
