internal import Inspection
internal import Outreach
internal import Records

/// Effective jobs in columns. No width depends on a later row, so that they can be shown as they are found.
enum JobsText {
  static let head = columns(["SEND AT", "STATUS", "CHANNEL", "STEP", "LEAD", "TO", "REASON"])

  static func row(_ job: EffectiveJob) -> String {
    let plan = job.job
    return columns([
      plan.sendAt.iso8601, job.status.rawValue, plan.channel.rawValue, String(plan.step), plan.lead.text, plan.to,
      job.reason ?? "",
    ])
  }

  private static let widths = [20, 9, 8, 4, 12, 24, 0]

  private static func columns(_ texts: [String]) -> String {
    var line = zip(texts, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }.joined(
      separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
