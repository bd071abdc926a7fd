package import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests

extension ColumnReport {
  /// The report as one line of JSON.
  ///
  /// - Parameters:
  ///   - shown: how many rows are given one by one.
  ///   - hasAnswers: whether these have the envelopes that they would be answered with, too.
  package func json(file: String, defaults: [JSONMember], shown: Int, hasAnswers: Bool = false) -> [UInt8] {
    var out = JSONWriter(capacity: 4096)
    out.value(
      .object(
        [member("file", .string(file)), member("ok", .bool(refusal == nil))] + formMembers + [
          member("columns", .array(columns.map(Self.value))), member("missing", .array(missing.map { .string($0) })),
          member("warnings", .array((doubts + notes).map { .string($0) })),
          member("defaults", .object(defaults)), member("error", refusal.map(Self.value) ?? .null),
          member("rows_examined", .number(String(rows.count))), member("complete", .bool(isComplete)),
          member("footer_lines", .number(String(footerLines))), member("accepted", .number(String(accepted))),
          member("refused", .array(refused.map(Self.value))),
          member("rows", .array(rows.prefix(shown).map { Self.value($0, hasAnswer: hasAnswers) })),
        ]))
    out.raw(0x0A)
    return out.bytes
  }

  private var formMembers: [JSONMember] {
    switch form {
    case .table(let dialect, let lineEnd):
      [
        member("form", .string("table")), member("encoding", .string(dialect.encoding.rawValue)),
        member("byte_order_mark", .bool(dialect.hasByteOrderMark)),
        member("delimiter", .string(String(Unicode.Scalar(dialect.delimiter)))),
        member("line_end", lineEnd.map { .string($0) } ?? .null),
      ]
    case .lines: [member("form", .string("ndjson")), member("encoding", .string(TextEncoding.utf8.rawValue))]
    case nil: [member("form", .null)]
    }
  }

  private static func value(_ column: Column) -> JSONValue {
    let (kind, field) = column.meaning.kindAndField
    var members = [member("header", .string(column.header)), member("kind", .string(kind))]
    if let field { members.append(member("field", .string(field))) }
    if let field = column.commandField { members.append(member("command_field", .string(field))) }
    if let meant = column.meant { members.append(member("suggestion", .string(meant))) }
    return .object(members)
  }

  private static func value(_ refused: RefusedRows) -> JSONValue {
    .object([
      member("code", .string(refused.code.rawValue)), member("rows", .number(String(refused.rows))),
      member("first_row", .number(String(refused.first))), member("message", .string(refused.message)),
    ])
  }

  private static func value(_ refusal: Refusal) -> JSONValue {
    .object([member("code", .string(refusal.code.rawValue)), member("message", .string(refusal.message))])
  }

  private static func value(_ row: Row, hasAnswer: Bool) -> JSONValue {
    let lead = row.lead
    let facts = (lead?.knownFacts ?? []).map { member($0.field.rawValue, .string($0.text)) }
    let own = (lead?.custom ?? [:]).sorted { $0.key < $1.key }.map { member($0.key, .string($0.value)) }
    var error: JSONValue = .null
    if case .refused(let refusal) = row.outcome { error = value(refusal) }
    let answer = hasAnswer ? row.answer.flatMap { try? JSONValue(parsing: $0) } : nil
    return .object(
      [
        member("row", .number(String(row.request.number))), member("line", .number(String(row.line))),
        member("lead_id", row.request.lead.map { $0.isNumber ? .number($0.text) : .string($0.text) } ?? .null),
        member("command", row.request.command?.verb.map { .string($0.rawValue) } ?? .null),
        member("request", .object(row.request.document)), member("lead", .object(facts)),
        member("custom", .object(own)), member("error", error),
      ] + (answer.map { [member("answer", $0)] } ?? []))
  }

  private static func member(_ key: String, _ value: JSONValue) -> JSONMember { JSONMember(key: key, value: value) }
  private func member(_ key: String, _ value: JSONValue) -> JSONMember { Self.member(key, value) }
}

extension LeadColumn {
  /// In a machine's words: "fact", "phone".
  package var kindAndField: (kind: String, field: String?) {
    switch self {
    case .leadID: ("lead_id", nil)
    case .fact(let field): ("fact", field.rawValue)
    case .mobile: ("fact", "phone")
    case .firstName: ("fact", "contact_name")
    case .lastName: ("fact", "contact_name")
    case .optOut(let channel): ("opt_out", channel?.rawValue)
    case .consent(let channel): ("consent", channel?.rawValue)
    case .request(let name): ("request", name)
    case .ignored, .unnamed: ("ignored", nil)
    case .custom(let name), .addressState(_, let name): ("custom", name)
    }
  }
}
