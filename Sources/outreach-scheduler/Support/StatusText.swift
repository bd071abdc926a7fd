internal import Generating
internal import Inspection
internal import Outreach
internal import Records
internal import Requests

/// A spool's status for a person.
enum StatusText {
  private static let daysShown = 14
  private static let reasonsShown = 6
  private static let barWidth = 30

  static func lines(of status: SpoolStatus, isStalled: Bool) -> [String] {
    var lines: [String] = []
    let oldest = status.waiting.oldest.map { ", the oldest for \(duration($0))" } ?? ""
    lines.append("waiting     \(status.waiting.requests)\(oldest)")
    lines.append("processing  \(status.processing.reduce(0) { $0 + $1.requests })\(batches(status.processing))")
    lines.append("processed   \(answered(status.processed, besides: status.archivedDays))")
    lines.append("failed      \(answered(status.failed, besides: status.archivedFailedDays))")
    lines += status.codesToday.map { "            \($0.count) × \($0.code)" }
    lines += status.toMend.map(AnswersText.line(of:))
    lines += calendar(status)
    lines.append("roster      \(counted(status.roster.tables, "table")), \(counted(status.roster.bytes, "byte"))")
    let last = status.lastBatch.map { "; the last batch was \($0.time.iso8601) (\(age(of: $0, status)))" }
    lines.append(
      "worker      \(status.isLocked ? "at work" : "none at this moment")\(last ?? "; there was no batch yet")")
    if let circuit = status.circuit {
      lines.append(
        "generator   not asked since \(circuit.since.iso8601), tried again at \(circuit.until.iso8601): \(circuit.reason)"
      )
    } else if status.hasWords {
      lines.append("generator   is asked (its circuit is closed)")
    }
    if isStalled {
      let words =
        "STALLED: requests wait and nobody answers them; start outreach-scheduler run or watch, or see what it says"
      lines.append(Console.emphasised(words, .red))
    }
    return lines
  }

  private static func answered(_ count: SpoolStatus.Answered, besides archivedDays: Int) -> String {
    let archived = archivedDays > 0 ? ", besides \(counted(archivedDays, "archived day"))" : ""
    return "\(count.today) today, \(count.total) in all\(archived)"
  }

  private static func batches(_ processing: [SpoolStatus.Processing]) -> String {
    guard let oldest = processing.map(\.age).max() else { return "" }
    let count = counted(processing.count, "batch", plural: "batches")
    return " in \(count), the oldest for \(duration(oldest))"
  }

  // MARK: Jobs by day

  private static func calendar(_ status: SpoolStatus) -> [String] {
    let jobs = status.jobs
    let statuses = CalendarJob.Status.allCases.map { "\(jobs.byStatus[$0] ?? 0) \($0.rawValue)" }
    var lines = ["jobs        \(jobs.total) planned: \(statuses.joined(separator: ", "))"]
    lines += jobs.reasons.prefix(reasonsShown).map {
      "            \($0.count) × \($0.outcome.status.rawValue): \($0.outcome.reason ?? "")"
    }
    let pending = jobs.days.filter { $0.pending > 0 }.map { (day: $0.day, jobs: $0.pending) }
    let overdue = pending.filter { $0.day < status.today }
    let coming = pending.filter { $0.day >= status.today }
    if jobs.stranded > 0 { lines.append("  behind a step that was given up  \(jobs.stranded)") }
    if !overdue.isEmpty { lines.append("  pending since before today  \(sum(overdue))") }
    let shown = coming.prefix(daysShown)
    let most = shown.map(\.jobs).max() ?? 1
    let width = String(most).count
    for (day, jobs) in shown {
      let number = String(repeating: " ", count: width - String(jobs).count) + String(jobs)
      let bar = Console.isTerminal ? "  " + String(repeating: "▇", count: max(1, jobs * barWidth / most)) : ""
      lines.append("  \(weekday(day)) \(day.iso8601)  \(number)\(bar)")
    }
    let later = coming.dropFirst(daysShown)
    if !later.isEmpty { lines.append("  later  \(sum(later)) on \(counted(later.count, "day"))") }
    return lines
  }

  private static func sum(_ days: some Sequence<(day: CivilDay, jobs: Int)>) -> Int { days.reduce(0) { $0 + $1.jobs } }

  private static func weekday(_ day: CivilDay) -> String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday]
  }

  // MARK: Times

  private static func age(of batch: BatchID, _ status: SpoolStatus) -> String {
    let seconds = Double(status.asOf.microseconds - batch.time.microseconds) / 1e6
    return seconds < 0 ? "ahead of this machine's clock" : "\(duration(seconds)) ago"
  }

  /// `4 s`, `3 min`, `5 h`, `12 days`: as exact as a person wants it.
  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: "\(Int(seconds)) s"
    case ..<7200: "\(Int(seconds / 60)) min"
    case ..<172_800: "\(Int(seconds / 3600)) h"
    default: "\(Int(seconds / 86_400)) days"
    }
  }
}
