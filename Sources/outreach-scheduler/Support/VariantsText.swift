internal import Inspection
internal import Outreach
internal import Records
internal import Requests
internal import Spool

/// What became of each wording, as a table.
enum VariantsText {
  static func lines(of outcomes: WordingOutcomes) -> [String] {
    guard !outcomes.rows.isEmpty else { return ["nothing has been planned yet"] }
    let head = [
      "OBJECTIVE", "TONE", "LANGUAGE", "CHANNEL", "STEP", "VARIANT", "PLANNED", "SENT", "REPLIES", "", "OPT-OUTS", "",
    ]
    let table = [head] + outcomes.rows.map { columns($0, $1) }
    let widths = head.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { line in
      zip(line, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column < namesShown ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }
  }

  /// These stand to the left of their columns, numbers to the right.
  private static let namesShown = 4

  private static func columns(_ row: WordingOutcomes.Row, _ counts: WordingOutcomes.Counts) -> [String] {
    [row.objective, row.tone, row.language].map { $0.isEmpty ? "?" : $0 } + [
      row.channel.rawValue, String(row.step), row.variant.isEmpty ? "?" : row.variant, String(counts.planned),
      String(counts.sent), String(counts.replies), percent(counts.replyRate), String(counts.optOuts),
      percent(counts.optOutRate),
    ]
  }

  private static func percent(_ rate: Double?) -> String {
    guard let rate else { return "" }
    let tenths = Int((rate * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
