package import Formats
package import Leads
internal import Outreach

/// What the rows of a bulk file leave open, from `<name>.defaults.json` beside it.
package struct RowDefaults: Sendable {
  /// What a row's request would say.
  package let members: [JSONMember]
  /// All of the file, with what is about how the rows are read.
  package let all: [JSONMember]
  private let facts: LeadFacts
  private let encoding: TextEncoding?
  package let leadIDSource: LeadIDSource?
  /// Whether rows that were only skipped are kept in a file of their own; nil: as the configuration says.
  package let keepsSkipped: Bool?

  package static let none = RowDefaults()

  private init() {
    members = []
    all = []
    facts = LeadFacts()
    (encoding, leadIDSource, keepsSkipped) = (nil, nil, nil)
  }

  /// What is about the file, and no row's request.
  private static let readingNames = ["encoding", LeadIDSource.name, "keep_skipped"]

  /// Reads the file.
  ///
  /// - Throws: everything that is wrong with its names; what is wrong with a value, a planner knows.
  package init(parsing bytes: [UInt8]) throws(Refusal) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Refusal(error.reason == .invalidEncoding ? .invalidEncoding : .invalidJSON, error.message)
    }
    guard case .object(let members) = value else {
      throw Refusal(
        .invalidJSON, "Defaults are a JSON object such as {\"tone\":\"samimi\"}; this is \(value.kindName).")
    }
    let names = RequestFields.names.filter { $0 != "lead_id" } + ["command"] + Self.readingNames
    let problems = members.filter { !names.contains($0.key) }.map { member in
      let nearest = NearestName.of(member.key, among: names)
      let advice = nearest.map { "did you mean \"\($0)\"?" } ?? "they are \(names.joined(separator: ", "))."
      return Problem(
        .unknownField, "There is no default \"\(member.key.prefix(64))\"; \(advice)", field: member.key,
        value: member.value, allowed: names, suggestion: nearest)
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    all = members.filter { $0.value != .null }
    self.members = all.filter { !Self.readingNames.contains($0.key) }
    do throws(Problem) {
      encoding = try Self.choice("encoding", in: value, TextEncoding.names, TextEncoding.init(named:))
      leadIDSource = try Self.choice(LeadIDSource.name, in: value, LeadIDSource.allCases.map(\.rawValue)) {
        .init(rawValue: $0)
      }
      keepsSkipped = try Self.flag("keep_skipped", in: value)
    } catch {
      throw Refusal([error])
    }
    if case .object(let lead)? = value["lead"] {
      facts = LeadFacts.reading(requestObject: lead).facts
    } else {
      facts = LeadFacts()
    }
  }

  private static func flag(_ key: String, in value: JSONValue) throws(Problem) -> Bool? {
    guard let said = value[key], said != .null else { return nil }
    if let flag = said.bool { return flag }
    throw Problem(.invalidField, "\"\(key)\" should be true or false.", field: key, value: said)
  }

  private static func choice<Choice>(
    _ key: String, in value: JSONValue, _ names: [String], _ make: (String) -> Choice?
  ) throws(Problem) -> Choice? {
    guard let said = value[key], said != .null else { return nil }
    if let choice = said.string.flatMap(make) { return choice }
    throw Problem(
      .invalidField, "\"\(key)\" should be one of \(names.joined(separator: ", ")).", field: key, value: said,
      allowed: names,
      suggestion: said.string.flatMap { NearestName.of($0, among: names) })
  }

  /// The mapping for this file: what its defaults say of its reading counts before what the configuration says.
  package func applied(to mapping: ColumnMapping) -> ColumnMapping {
    var mapping = mapping
    if let encoding { mapping.reading.encoding = encoding }
    if let leadIDSource { mapping.reading.leadIDSource = leadIDSource }
    return mapping
  }

  /// What refused rows have to bring along, since they may be dropped again without the defaults.
  package var ofRejected: [JSONMember] { members + all.filter { $0.key == LeadIDSource.name } }

  /// Null in a row says as little as nothing.
  package func fill(_ row: inout RequestRow) {
    guard !members.isEmpty else { return }
    row.facts = row.facts.merged(over: facts)
    // What rows command was told to those who read them.
    for member in members where member.key != "lead" && member.key != "command" {
      guard let i = row.document.firstIndex(where: { $0.key == member.key }) else {
        row.document.append(member)
        continue
      }
      if row.document[i].value == .null { row.document[i] = member }
    }
  }
}
