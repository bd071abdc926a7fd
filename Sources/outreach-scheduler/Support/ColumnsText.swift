internal import Formats
internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Spool

/// How a bulk file would be read, for a person.
enum ColumnsText {
  static func lines(of report: ColumnReport, file: String, defaults: [JSONMember], shown: Int) -> [String] {
    var lines = ["\(file): \(form(of: report))"]
    if !report.columns.isEmpty { lines += [""] + table(of: report.columns) }
    let warnings = report.doubts + report.notes
    if !warnings.isEmpty { lines += [""] + warnings.map { Console.emphasised("warning: ", .yellow) + $0 } }
    if !report.missing.isEmpty { lines += [""] + report.missing.map { "missing: \($0)" } }
    if !defaults.isEmpty {
      lines += [""] + defaults.map { "default: \($0.key) = \(text(of: $0.value)), where a row says nothing" }
    }
    guard report.refusal == nil else { return lines }
    lines += [""] + outcome(of: report)
    for row in report.rows.prefix(shown) { lines += [""] + self.lines(of: row) }
    return lines
  }

  private static func form(of report: ColumnReport) -> String {
    switch report.form {
    case .lines: return "NDJSON, a request on each line"
    case .table(let dialect, let lineEnd):
      let mark = dialect.hasByteOrderMark ? " with a byte order mark" : ""
      let ends = lineEnd.map { "lines end in \($0)" } ?? "one line without an end"
      return "a table in \(dialect.encoding.rawValue)\(mark), cells divided by \(dialect.delimiterName)s, \(ends)"
    case nil: return "cannot be read"
    }
  }

  // MARK: Columns

  private static func table(of columns: [ColumnReport.Column]) -> [String] {
    let headers = columns.map { $0.header.allSatisfy(\.isWhitespace) ? "(no heading)" : $0.header }
    let width = min(40, headers.map(\.count).max() ?? 0)
    return zip(headers, columns).map { header, column in
      let padding = String(repeating: " ", count: max(0, width - header.count))
      return "  \(header)\(padding)  \(meaning(of: column))"
    }
  }

  private static func meaning(of column: ColumnReport.Column) -> String {
    if let meant = column.meant {
      return Console.emphasised("refused: did you mean \"\(meant)\"?", .red)
    }
    if let field = column.commandField { return "command: \(field)" }
    return switch column.meaning {
    case .leadID: "lead_id"
    case .fact(let field): "fact: \(field.rawValue)"
    case .mobile: "fact: phone, a mobile"
    case .firstName: "fact: contact_name, the first name"
    case .lastName: "fact: contact_name, the last name"
    case .optOut(let channel): "opt-out: \(channel?.rawValue ?? "every channel")"
    case .consent(let channel): "consent: \(channel?.rawValue ?? "every channel")"
    case .request("lead"): "facts about the lead"
    case .request(let name): "request: \(name)"
    case .ignored: "ignored"
    case .unnamed: "not kept, for want of a heading; a no is heard"
    case .custom(let name): "your own: custom.\(name)"
    case .addressState(let field, let name): "your own: custom.\(name), and whether \(field.rawValue) is good"
    }
  }

  private static func text(of value: JSONValue) -> String {
    var out = JSONWriter()
    out.value(value)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  // MARK: Rows

  private static func outcome(of report: ColumnReport) -> [String] {
    guard !report.rows.isEmpty else { return ["There are no rows."] }
    let which = report.isComplete ? "" : " at the beginning"
    var lines = ["\(counted(report.rows.count, "row"))\(which): \(report.accepted) would be accepted"]
    lines += report.refused.map { refused in
      Console.emphasised("  \(refused.rows) refused with \(refused.code.rawValue)", .yellow)
        + ", the first in row \(refused.first): \(refused.message)"
    }
    if report.footerLines > 0 {
      lines.append(
        "  \(counted(report.footerLines, "line below the rows is", plural: "lines below the rows are")) a footer and no data"
      )
    }
    lines.append("  Whether a lead is being contacted already is decided when the file is answered.")
    return lines
  }

  private static func lines(of row: ColumnReport.Row) -> [String] {
    var lines = ["row \(row.request.number), line \(row.line): \(subject(of: row.request))"]
    for member in row.document { lines.append("  \(member.key): \(text(of: member.value))") }
    for fact in row.lead?.knownFacts ?? [] { lines.append("  \(fact.field.rawValue): \(oneLine(fact.text))") }
    for (name, text) in (row.lead?.custom ?? [:]).sorted(by: { $0.key < $1.key }) {
      lines.append("  custom.\(name): \(oneLine(text))")
    }
    switch row.outcome {
    case .command(let verb):
      lines.append("  → \(verb.rawValue); what it changes is decided when the file is answered")
    case .sequence(let order):
      let targets = order.parts.map { "\($0.channel.rawValue) to \($0.to)" }.joined(separator: " and ")
      lines.append("  → \(counted(order.parts.first?.sequence.steps.count ?? 0, "message")) by \(targets)")
      lines += order.warnings.map { "  warning: \($0)" }
    case .refused(let refusal):
      lines += refusal.problems.map { "  → \(Console.emphasised($0.code.rawValue, .yellow)): \($0.message)" }
    }
    return lines
  }

  private static func subject(of row: RequestRow) -> String {
    guard let command = row.command else { return "lead \(row.lead?.text ?? "unknown")" }
    let whom = (command.addressee.lead.map { ["lead \($0)"] } ?? []) + command.addressee.addresses.map(\.text)
    return ([command.verb?.rawValue ?? "no known command"] + whom).joined(separator: ", ")
  }

  private static func oneLine(_ text: String) -> String {
    text.split { $0.isNewline }.joined(separator: " ⏎ ")
  }
}
