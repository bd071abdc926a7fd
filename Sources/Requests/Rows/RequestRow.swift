package import Formats
package import Leads
package import Outreach

/// One row of a stream of requests: which lead it asks about, what it asks for, and what it says about the lead.
package struct RequestRow: Sendable {
  /// From 1, the header not counted.
  package var number: Int
  package var lead: LeadID?
  package var ref: String?
  /// The request's own fields, as a one-lead request has them.
  package var document: [JSONMember] = []
  /// What the row's other columns say about the lead.
  package internal(set) var facts = LeadFacts()
  /// What the row commands; nil if it asks for a sequence.
  package private(set) var command: CommandRow?
  /// The lead's id as the file spells it, if that is no lead id's spelling.
  package private(set) var foreignID: String?
  /// What a person should know of the row, though it is read.
  package private(set) var warnings: [String] = []
  /// What is wrong with the row itself.
  package var problems: [Problem] = []

  /// A row that was not taken apart.
  package init(number: Int) { self.number = number }

  /// One that could not be read.
  package init(number: Int, unreadable error: CSVError, isTable: Bool) {
    self.number = number
    problems = Refusal(error, isTable: isTable).problems
  }

  /// The row as a request of its own would say it.
  package var requestMembers: [JSONMember] {
    let own = document.filter { $0.key != "lead" }
    var facts = facts
    if case .object(let members)? = document.first(where: { $0.key == "lead" })?.value {
      facts = LeadFacts.reading(requestObject: members).facts.merged(over: facts)
    }
    return facts.isEmpty ? own : own + [JSONMember(key: "lead", value: facts.requestObject)]
  }

  private mutating func take(leadID value: JSONValue) {
    // A program that had no id to give: there is no lead called "null" or "#N/A".
    if value == .null || value.string.map({ NothingWords.isOne($0) }) ?? false { return }
    lead = LeadID(value)
    if lead == nil { problems.append(Self.invalid("lead_id", value)) }
  }

  private mutating func take(ref value: JSONValue) {
    if value == .null { return }
    if let text = value.string, LeadID.isValid(text.utf8) {
      ref = text
    } else if case .number(let text) = value, LeadID.isValid(text.utf8) {
      ref = text
    } else {
      problems.append(Self.invalid("ref", value))
    }
  }

  /// However it is spelled: a command that was taken for a request would contact whom it should leave alone.
  private static func isCommand(_ key: String) -> Bool { key.utf8.count == 7 && key.lowercased() == "command" }

  /// Whether all it says is that the row commands nothing.
  private func asksForSequence(_ member: JSONMember, _ mapping: ColumnMapping) -> Bool {
    Self.isCommand(member.key) && (member.value == .null || member.value.string == RequestName.enqueueCommand)
      && mapping.column(for: member.key) == .request("command")
  }

  /// A field of a command's, or a command under another name, in a row that would ask for a sequence instead.
  private static func misplaced(_ member: JSONMember) -> Problem? {
    let key = member.key.lowercased()
    let advice: String
    switch key {
    case "send_at", "sendat", "send_time": advice = "start_at"
    case "followups", "follow_ups", "max_follow_ups": advice = "max_followups"
    case "action", "komut", "cmd":
      guard member.value.string.flatMap(CommandVerb.init(spelled:)) != nil else { return nil }
      advice = "command"
    default: return nil
    }
    return Problem(
      .unknownField,
      "A request has no field \"\(member.key)\"; did you mean \"\(advice)\"? A fact of your own goes under \"custom\".",
      field: member.key, value: member.value, suggestion: advice)
  }

  static func invalid(_ field: String, _ value: JSONValue) -> Problem {
    var message = "\"\(field)\" should be 1 to 64 of A-Z a-z 0-9 _ -"
    switch value {
    case .string(let text), .number(let text):
      message += " and is \"\(text.prefix(80))\""
      if PhoneNumber.isRounded(text) || text.hasSuffix(".0") {
        message += ", as a spreadsheet writes numbers; format the column as text and export again"
      }
    default: message += " and is \(value.kindName)"
    }
    return Problem(.invalidField, message + ".", field: field, value: value)
  }

  /// Takes a CRM's own id.
  private mutating func take(foreignID text: String) {
    let spelled = ForeignID.leadID(text)
    take(leadID: .string(spelled))
    if lead != nil, spelled != text, "{\(spelled)}" != text { foreignID = text }
  }

  /// Calls the lead after its address, in a file without ids.
  private mutating func takeID(from source: LeadIDSource) {
    guard lead == nil, problems.isEmpty else { return }
    var facts = facts
    if case .object(let members)? = document.first(where: { $0.key == "lead" })?.value {
      facts = LeadFacts.reading(requestObject: members).facts.merged(over: facts)
    }
    if let id = source.leadID(of: facts) {
      lead = id
      foreignID = source.spelling(of: facts)
      return
    }
    let value = facts[source.field].flatMap { $0.isEmpty ? nil : $0 }
    problems.append(
      Problem(
        value == nil ? .missingField : .invalidField,
        "The file has no ids and calls leads after their \(source.rawValue) (\(LeadIDSource.name)), and the row has "
          + (value.map { "\"\($0.prefix(80))\", which is none." } ?? "none."),
        field: "lead.\(source.field.rawValue)", value: value.map { .string($0) }))
  }

  private mutating func take(_ command: CommandRow) {
    (lead, ref, problems) = (command.addressee.lead, command.ref, command.problems)
    self.command = command
  }

  private mutating func requireLead() {
    guard lead == nil, problems.isEmpty else { return }
    let source = LeadIDSource.allCases.first { !(facts[$0.field] ?? "").isEmpty }
    let advice = source.map { ", or call leads after their \($0.rawValue) with \($0.asMember) in the file's defaults" }
    problems.append(
      Problem(
        .missingField, "The row does not say which lead it is about: give \"lead_id\"\(advice ?? "").",
        field: "lead_id",
        suggestion: source?.asMember))
  }

  // MARK: From NDJSON

  /// A line of NDJSON: a request's fields with `lead_id` and `ref` beside them, and the lead's facts under `lead` or beside
  /// them under a column's name.
  ///
  /// - Parameter verb: what a row commands that does not say; nil: it asks for a sequence.
  package init(number: Int, line: [UInt8], mapping: ColumnMapping, verb: CommandVerb? = nil) {
    self.init(number: number)
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: line)
    } catch {
      if takeStop(SalvagedJSON.repaired(line), mapping: mapping, verb: verb) { return }
      let code: RefusalCode = error.reason == .invalidEncoding ? .invalidEncoding : .invalidJSON
      problems = [Problem(code, "Column \(error.column): \(error.explanation)")]
      return
    }
    guard case .object(let members) = value else {
      problems = [
        Problem(.invalidJSON, "A row is a JSON object such as {\"lead_id\":139}, and this is \(value.kindName).")
      ]
      return
    }
    if verb != nil || members.contains(where: { Self.isCommand($0.key) }),
      let command = CommandRow(members, mapping: mapping, verb: verb)
    {
      take(command)
      return
    }
    var own: [JSONMember] = []
    for member in members where !asksForSequence(member, mapping) {
      if member.key == "lead_id" {
        take(leadID: member.value)
      } else if member.key == "ref" {
        take(ref: member.value)
      } else if let problem = Self.misplaced(member) {
        problems.append(problem)
      } else if RequestFields.names.contains(member.key) || RequestColumns.nearMiss(member.key) != nil {
        // A near miss is refused with the other fields, with the name that was meant.
        document.append(member)
      } else if case .request(let name) = mapping.column(for: member.key) {
        // A heading, as in a table: "Tone".
        if name == "ref" {
          take(ref: member.value)
        } else if let value = RequestColumns.value(of: name, member.value, in: mapping.reading.values) {
          document.append(JSONMember(key: name, value: value))
        } else {
          own.append(JSONMember(key: "custom", value: .object([member])))
          warnings.append(ForeignColumns.note(member.key, field: name, value: member.value.string ?? ""))
        }
      } else {
        own.append(member)
      }
    }
    if lead == nil, let alias = members.first(where: { mapping.column(for: $0.key) == .leadID }), problems.isEmpty {
      if let text = alias.value.string { take(foreignID: text) } else { take(leadID: alias.value) }
    }
    if !own.isEmpty { facts = LeadFacts.reading(bookObject: own, mapping: mapping) }
    let said = members.first { $0.key == LeadIDSource.name }?.value.string
    if let source = said.flatMap(LeadIDSource.init) ?? mapping.reading.leadIDSource { takeID(from: source) }
    requireLead()
  }

  /// A row with broken characters counts if all it does is stop messages.
  private mutating func takeStop(_ value: JSONValue?, mapping: ColumnMapping, verb: CommandVerb?) -> Bool {
    guard case .object(let members)? = value, let command = CommandRow(members, mapping: mapping, verb: verb),
      command.verb?.stops ?? false
    else { return false }
    take(command)
    return true
  }

  // MARK: From a table

  /// The current row of a table.
  ///
  /// - Parameter commands: nil if no row can be a command.
  package init(number: Int, reader: borrowing CSVReader, columns: LeadColumns, commands: CommandColumns? = nil) {
    self.init(number: number)
    if let command = commands.flatMap({ CommandRow(reader, $0) }) {
      take(command)
      // Half a text must not be obeyed as if it were all of it.
      if let shift = RowShape.shift(of: reader, columns) { (self.command, problems) = (nil, [shift]) }
      return
    }
    if commands?.onlyOptedOut ?? false {
      problems = [CommandColumns.notOptedOut]
      return
    }
    if let text = columns.leadID.flatMap({ reader.value($0) }) {
      if columns.isOwnID { take(leadID: .string(text)) } else { take(foreignID: text) }
    }
    for (name, index) in columns.requestFields where name != "command" {
      guard let text = reader.value(index) else { continue }
      if name == "ref" {
        take(ref: .string(text))
      } else {
        let value = RequestColumns.value(of: name, text, in: columns.values)
        if let problem = RequestColumns.problem(value, of: name, under: columns.headers[index], columns.values) {
          problems.append(problem)
        } else {
          document.append(JSONMember(key: name, value: value))
        }
      }
    }
    facts = columns.facts(of: reader)
    if lead == nil, let source = columns.leadIDSource(of: reader) { takeID(from: source) }
    requireLead()
    if reader.fieldCount == columns.headers.count { return }
    if let shift = RowShape.shift(of: reader, columns) { problems = [shift] }
    if let warning = RowShape.shortness(of: reader, columns) { warnings.append(warning) }
  }
}

/// How the fields of a request look as columns.
package enum RequestColumns {
  /// Short names are near everything, and a "Comment" is no misspelt "command".
  private static let names = ColumnMapping.requestFields.filter { $0.count > 3 && $0 != "command" }

  /// The request field that a header was probably meant to be; nil if it is the user's own column.
  package static func nearMiss(_ header: String) -> String? {
    let folded = header.lowercased()
    guard !names.contains(folded), folded.count > 3 else { return nil }
    if folded != "command", abs(folded.utf8.count - 7) < 2, NearestName.distance(folded, "command") == 1 {
      return "command"
    }
    return NearestName.of(folded, among: names)
  }

  /// A cell's text as the JSON value that a request would have.
  ///
  /// - Parameter values: the values of each field, by which "Türkçe" and "E-posta" are understood.
  package static func value(of name: String, _ text: String, in values: [String: [String]] = [:]) -> JSONValue {
    switch name {
    case "max_followups": return wholeNumber(text).map { .number($0) } ?? .string(text)
    case "shift_hours" where Double(text) != nil: return .number(text)
    case "channel":
      if let value = RequestWords.value(of: text, for: name, values) { return .string(value) }
      let parts = text.split { ";,+/&".contains($0) }.map { FactText.trimmed(String($0)) }
      guard parts.count > 1 else { return .string(text) }
      return .array(parts.map { .string(RequestWords.value(of: $0, for: name, values) ?? $0) })
    default: return .string(RequestWords.value(of: text, for: name, values) ?? text)
    }
  }

  /// A value that the field cannot have, under a heading that may be a CRM's own.
  static func problem(
    _ value: JSONValue, of name: String, under heading: String, _ values: [String: [String]]
  ) -> Problem? {
    guard heading != name, let text = value.string, let known = values[name], !known.contains(text) else { return nil }
    let nearest = NearestName.of(text, among: known)
    let advice = nearest.map { "did you mean \"\($0)\"?" }
    return Problem(
      .invalidField,
      "\"\(text.prefix(80))\" in the column \"\(heading)\" is none of \(known.joined(separator: ", "))"
        + (advice.map { "; \($0)" }
          ?? ". If the column is your CRM's own, \"columns\":{\"\(heading)\":\"custom.\(heading)\"} in the configuration keeps it as such."),
      field: name, value: value, allowed: known, suggestion: nearest)
  }

  /// A value under a heading of NDJSON; nil if the heading is a CRM's own, with a value that the field cannot have.
  package static func value(of name: String, _ value: JSONValue, in values: [String: [String]]) -> JSONValue? {
    guard let text = value.string, let known = values[name] else { return value }
    if let meant = RequestWords.value(of: text, for: name, values) { return .string(meant) }
    return NearestName.of(text, among: known) == nil && !text.contains { ";,+/&".contains($0) } ? nil : .string(text)
  }

  /// `2`, and `2.0` or `2,0` as spreadsheets write it.
  private static func wholeNumber(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard let whole = parts.first.flatMap({ Int($0) }), parts.count < 3 else { return nil }
    return parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy { $0 == "0" } ? String(whole) : nil
  }
}
