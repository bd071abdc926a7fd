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
  /// What is wrong with the row itself.
  package var problems: [Problem] = []

  /// A row that was not taken apart.
  package init(number: Int) { self.number = number }

  private mutating func take(leadID value: JSONValue) {
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

  static func invalid(_ field: String, _ value: JSONValue) -> Problem {
    Problem(.invalidField, "\"\(field)\" should be 1 to 64 of A-Z a-z 0-9 _ -.", field: field, value: value)
  }

  private mutating func take(_ command: CommandRow) {
    (lead, ref, problems) = (command.addressee.lead, command.ref, command.problems)
    self.command = command
  }

  private mutating func requireLead() {
    guard lead == nil, problems.isEmpty else { return }
    problems.append(
      Problem(.missingField, "The row does not say which lead it is about: give \"lead_id\".", field: "lead_id"))
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
      if takeStop(SalvagedJSON.repaired(line), mapping, verb) { return }
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
      } else if RequestFields.names.contains(member.key) || RequestColumns.nearMiss(member.key) != nil {
        // A near miss is refused with the other fields, with the name that was meant.
        document.append(member)
      } else if case .request(let name) = mapping.column(for: member.key) {
        // A heading, as in a table: "Tone".
        if name == "ref" {
          take(ref: member.value)
        } else {
          document.append(JSONMember(key: name, value: member.value))
        }
      } else {
        own.append(member)
      }
    }
    if lead == nil, let alias = members.first(where: { mapping.column(for: $0.key) == .leadID }), problems.isEmpty {
      take(leadID: alias.value.string.map { .string(ForeignID.leadID($0)) } ?? alias.value)
    }
    if !own.isEmpty { facts = LeadFacts.reading(bookObject: own, mapping: mapping) }
    requireLead()
  }

  /// A row with broken characters counts if all it does is stop messages.
  private mutating func takeStop(_ value: JSONValue?, _ mapping: ColumnMapping, _ verb: CommandVerb?) -> Bool {
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
    if let index = columns.leadID {
      let text = reader.string(index)
      lead = columns.isOwnID ? LeadID(text) : LeadID(ForeignID.leadID(text))
      if lead == nil, !text.isEmpty { take(leadID: .string(text)) }
    }
    for (name, index) in columns.requestFields where name != "command" {
      let text = reader.string(index)
      guard !text.isEmpty else { continue }
      if name == "ref" {
        take(ref: .string(text))
      } else {
        document.append(JSONMember(key: name, value: RequestColumns.value(of: name, text)))
      }
    }
    facts = columns.facts(of: reader)
    requireLead()
    if let shift = RowShape.shift(of: reader, columns) { problems = [shift] }
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
  package static func value(of name: String, _ text: String) -> JSONValue {
    switch name {
    case "max_followups" where Int(text) != nil, "shift_hours" where Double(text) != nil: return .number(text)
    case "channel":
      let parts = text.split { ";,+".contains($0) }.map { $0.filter { $0 != " " } }
      return parts.count > 1 ? .array(parts.map { .string($0) }) : .string(text)
    default: return .string(text)
    }
  }
}
