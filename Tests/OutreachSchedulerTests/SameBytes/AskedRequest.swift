import Outreach

@testable import Formats
@testable import Leads
@testable import Requests
@testable import Storage

/// One request in each form in which it can be asked: a file of its own, a row of NDJSON, a row of a table.
struct AskedRequest {
  var lead: String
  var ref: String?
  /// The request's own fields, in the order in which tables are read.
  var fields: [JSONMember] = []
  /// What is said about the lead, by the names of ``LeadField``.
  var facts: [JSONMember] = []
  var custom: [JSONMember] = []

  /// Of a file of its own; its number keeps the files in order.
  var fileName: FileName { FileName("\(lead)\(ref.map { "@\($0)" } ?? "").json") }

  var document: JSONValue { .object(fields + leadObject) }

  /// - Parameter nested: the facts stand under `lead`, as in a file; else beside the request's fields.
  func line(nested: Bool = true) -> JSONValue {
    var members = [JSONMember(key: "lead_id", value: .string(lead))]
    if let ref { members.append(JSONMember(key: "ref", value: .string(ref))) }
    return .object(members + fields + (nested ? leadObject : facts + customObject))
  }

  private var leadObject: [JSONMember] {
    facts.isEmpty && custom.isEmpty ? [] : [JSONMember(key: "lead", value: .object(facts + customObject))]
  }

  private var customObject: [JSONMember] {
    custom.isEmpty ? [] : [JSONMember(key: "custom", value: .object(custom))]
  }

  // MARK: As a row of a table

  /// A table cannot say everything: its cells are texts without white space around them, an empty one says nothing, and
  /// one that looks like a number where the request wants one is a number.
  var fitsTable: Bool {
    let cells = (fields + facts + custom).filter { $0.key != "channel" && $0.key != "max_followups" }
    return cells.allSatisfy { Self.fitsCell($0.value) }
      && fields.allSatisfy { ColumnMapping.requestFields.contains($0.key) }
      && facts.allSatisfy { LeadField(rawValue: $0.key) != nil }
      && fields.allSatisfy { Self.cell($0).map { !NothingWords.isOne($0) } ?? false }
      && fields.allSatisfy {
        RequestColumns.value(of: $0.key, Self.cell($0) ?? "", in: ExportReading().values) == $0.value
      }
  }

  private static func fitsCell(_ value: JSONValue) -> Bool {
    guard let text = value.string else { return false }
    return text == FactText.trimmed(text) && !NothingWords.isOne(text)
  }

  private static func cell(_ member: JSONMember) -> String? {
    switch member.value {
    case .string(let text), .number(let text): text
    case .array(let values): values.compactMap(\.string).joined(separator: "+")
    case .null, .bool, .object: nil
    }
  }

  static func table(of requests: [AskedRequest]) -> String {
    let names = ["lead_id"] + ColumnMapping.requestFields.filter { $0 != "command" }
    let own = Set(requests.flatMap { $0.custom.map(\.key) }).sorted()
    let header = names + LeadField.allCases.map(\.rawValue) + own
    let rows = requests.map { request in
      var cells = ["lead_id": request.lead, "ref": request.ref ?? ""]
      for member in request.fields + request.facts + request.custom { cells[member.key] = cell(member) }
      return header.map { quoted(cells[$0] ?? "") }.joined(separator: ",")
    }
    return ([header.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",;\"\n\r\t|".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

extension JSONValue {
  var text: String {
    var out = JSONWriter()
    out.value(self)
    return String(decoding: out.bytes, as: UTF8.self)
  }
}
