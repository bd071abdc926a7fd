internal import Leads
internal import Outreach
internal import Records

/// A sequence as a person reads it: the score, then each message under the day on which it goes out.
enum SequenceText {
  static func lines(of order: SequenceOrder) -> [String] {
    let score = order.score
    var lines = [
      "  Lead \(order.leadID): band \(score.band.rawValue), priority \(score.priority), risk \(score.risk.rawValue), "
        + "best first channel \(score.idealEntryChannel.rawValue)",
      "  \(score.whyNow)",
    ]
    let zone = Zone(identifier: order.timeZone) ?? .utc
    for part in order.parts {
      for (index, step) in part.sequence.steps.enumerated() {
        let kind = step.kind == .initial ? "first message" : "follow-up"
        lines.append("")
        lines.append(
          "  \(index + 1)  \(day(part.sendAt[index], in: zone))  \(part.channel.rawValue) to \(part.to), \(kind)")
        if let subject = step.subject { lines.append("     Subject: \(subject)") }
        lines += step.message.split(separator: "\n", omittingEmptySubsequences: false).map {
          $0.isEmpty ? "" : "     \($0)"
        }
      }
    }
    if !order.warnings.isEmpty { lines.append("") }
    return lines + order.warnings.map { "  warning: \($0)" }
  }

  /// `Mon 2026-11-23 09:00 Europe/Istanbul`
  private static func day(_ instant: Timestamp, in zone: Zone) -> String {
    let local = instant.adding(seconds: zone.interval(at: instant).offset)
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return "\(names[local.day.weekday]) \(local.day.iso8601) \(local.iso8601.dropFirst(11).prefix(5)) \(zone)"
  }
}
