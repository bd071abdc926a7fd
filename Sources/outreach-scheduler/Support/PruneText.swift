internal import Formats
internal import Inspection
internal import Outreach
internal import Records
internal import Requests
internal import Spool

/// What a prune says.
enum PruneText {
  static func text(_ plan: PrunePlan, before: CivilDay) -> String {
    var lines: [String] = []
    for day in plan.ended {
      lines.append("jobs/\(day.day.iso8601) would go to done/: \(counted(day.jobs, "job")), all ended")
    }
    for day in plan.uncompressed { lines.append("done/\(day.iso8601) would be compressed") }
    for day in plan.settled {
      let what = "\(counted(day.requests, "request")) in \(counted(day.count, "batch", plural: "batches"))"
      lines.append("processed/\(day.day.iso8601) would be archived: \(what)")
    }
    for day in plan.refused {
      lines.append("failed/\(day.day.iso8601) would be archived: \(counted(day.requests, "refused file"))")
    }
    for day in plan.answers {
      lines.append("responses/ of \(day.day.iso8601) would be archived: \(counted(day.names.count, "file"))")
    }
    return ending(lines, plan: plan, before: before, empty: "Nothing would be put away")
  }

  static func text(_ outcome: Prune.Pruned, _ plan: PrunePlan, before: CivilDay) -> String {
    var lines: [String] = []
    if !outcome.days.isEmpty {
      let days = counted(outcome.days.count, "day")
      lines.append("\(days) of jobs went to done/: \(counted(outcome.jobs, "job")), all ended")
    }
    if outcome.compressed > 0 { lines.append("\(counted(outcome.compressed, "job file")) compressed") }
    if !outcome.archivedDays.isEmpty {
      let days = counted(outcome.archivedDays.count, "day")
      lines.append("\(days) of processed/ archived: \(counted(outcome.archivedRequests, "request"))")
    }
    if outcome.archivedRefusals > 0 {
      lines.append("failed/: \(counted(outcome.archivedRefusals, "refused file")) archived")
    }
    if outcome.archivedAnswers > 0 { lines.append("responses/: \(counted(outcome.archivedAnswers, "file")) archived") }
    if outcome.bytesBefore > 0 { lines.append("\(outcome.bytesBefore) bytes became \(outcome.bytesAfter)") }
    return ending(lines, plan: plan, before: before, empty: "Nothing was put away")
  }

  private static func ending(_ lines: [String], plan: PrunePlan, before: CivilDay, empty: String) -> String {
    let lines =
      lines.isEmpty ? ["\(empty): nothing before \(before.iso8601) has ended that is not away already"] : lines
    return (lines + stays(plan.stays)).joined(separator: "\n")
  }

  /// Neighbours that stay for the same reason in one line.
  private static func stays(_ stays: [PrunePlan.Stay]) -> [String] {
    var groups: [(first: PrunePlan.Stay, last: PrunePlan.Stay, days: Int)] = []
    for stay in stays {
      if let group = groups.last, group.first.place == stay.place, group.first.reason == stay.reason {
        groups[groups.count - 1].last = stay
        groups[groups.count - 1].days += 1
      } else {
        groups.append((stay, stay, 1))
      }
    }
    return groups.map { group in
      let first = "\(group.first.place.rawValue)/\(group.first.day.iso8601)"
      return group.days == 1
        ? "\(first) stays: \(group.first.reason)"
        : "\(first) to \(group.last.day.iso8601) stay (\(group.days) days): \(group.first.reason)"
    }
  }

  // MARK: For machines

  static func json(_ plan: PrunePlan, before: CivilDay) -> String {
    var out = head(before, isDryRun: true, plan.ended.map(\.day), jobs: plan.ended.reduce(0) { $0 + $1.jobs })
    archived(plan.settled.map(\.day), requests: plan.settled.reduce(0) { $0 + $1.requests }, &out)
    archived(
      refusals: plan.refused.reduce(0) { $0 + $1.requests }, answers: plan.answers.reduce(0) { $0 + $1.names.count },
      &out)
    return finished(plan.stays, &out)
  }

  static func json(_ outcome: Prune.Pruned, _ plan: PrunePlan, before: CivilDay) -> String {
    var out = head(before, isDryRun: false, outcome.days, jobs: outcome.jobs)
    archived(outcome.archivedDays, requests: outcome.archivedRequests, &out)
    archived(refusals: outcome.archivedRefusals, answers: outcome.archivedAnswers, &out)
    out.raw(#","compressed":"#)
    out.int(outcome.compressed)
    out.raw(#","bytes_before":"#)
    out.int(outcome.bytesBefore)
    out.raw(#","bytes_after":"#)
    out.int(outcome.bytesAfter)
    return finished(plan.stays, &out)
  }

  private static func head(_ before: CivilDay, isDryRun: Bool, _ days: [CivilDay], jobs: Int) -> JSONWriter {
    var out = JSONWriter(capacity: 256)
    out.raw(#"{"before":"#)
    out.string(before.iso8601)
    out.raw(#","dry_run":"#)
    if isDryRun { out.raw("true") } else { out.raw("false") }
    out.raw(#","days":"#)
    list(days, &out)
    out.raw(#","jobs":"#)
    out.int(jobs)
    return out
  }

  private static func archived(_ days: [CivilDay], requests: Int, _ out: inout JSONWriter) {
    out.raw(#","archived":"#)
    list(days, &out)
    out.raw(#","requests":"#)
    out.int(requests)
  }

  private static func archived(refusals: Int, answers: Int, _ out: inout JSONWriter) {
    out.raw(#","refusals":"#)
    out.int(refusals)
    out.raw(#","answers":"#)
    out.int(answers)
  }

  private static func list(_ days: [CivilDay], _ out: inout JSONWriter) {
    out.raw("[")
    for (index, day) in days.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(day.iso8601)
    }
    out.raw("]")
  }

  private static func finished(_ stays: [PrunePlan.Stay], _ out: inout JSONWriter) -> String {
    out.raw(#","stays":["#)
    for (index, stay) in stays.enumerated() {
      out.raw(index == 0 ? #"{"place":"# : #",{"place":"#)
      out.string("\(stay.place.rawValue)/\(stay.day.iso8601)")
      out.raw(#","pending":"#)
      out.int(stay.pending)
      out.raw(#","reason":"#)
      out.string(stay.reason)
      out.raw("}")
    }
    out.raw("]}")
    return String(decoding: out.bytes, as: UTF8.self)
  }
}
