internal import Inspection
internal import Outreach
internal import Records
internal import Scheduling

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

  static func row(_ found: DueJob) -> String {
    let waits =
      switch found.verdict {
      case .due: ""
      case .expired(let at): "expired \(at.iso8601)"
      case .waiting(let reason, let until):
        reason.description + (until.map { " until \($0.iso8601)" } ?? "") + (found.trouble.map { ": \($0)" } ?? "")
      }
    let plan = found.job
    return columns([
      plan.sendAt.iso8601, "pending", plan.channel.rawValue, String(plan.step), plan.lead.text, plan.to, waits,
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
