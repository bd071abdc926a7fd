internal import Formats
internal import Outreach
internal import Records
internal import Requests

extension SpoolStatus {
  /// One line for machines. Ages in whole seconds; `jobs.days` has every day that has jobs,
  /// `jobs.pending_days` every one on which some are still to be sent.
  package func json(isStalled: Bool) -> [UInt8] {
    var out = JSONWriter(capacity: 1024)
    out.raw(#"{"as_of":"#)
    out.string(asOf.iso8601)
    out.raw(#","waiting":{"requests":"#)
    out.int(waiting.requests)
    out.raw(#","oldest_seconds":"#)
    if let oldest = waiting.oldest { out.int(Int(oldest)) } else { out.null() }
    out.raw(#"},"processing":["#)
    for (index, batch) in processing.enumerated() {
      out.raw(index > 0 ? #",{"batch":"# : #"{"batch":"#)
      out.string(batch.batch.description)
      out.raw(#","requests":"#)
      out.int(batch.requests)
      out.raw(#","age_seconds":"#)
      out.int(Int(batch.age))
      out.raw("}")
    }
    out.raw(#"],"processed":"#)
    append(processed, to: &out)
    out.raw(#","archived_days":"#)
    out.int(archivedDays)
    out.raw(#","failed":"#)
    append(failed, to: &out)
    out.raw(#","failed_today_by_code":"#)
    append(codesToday.map { ($0.code, $0.count) }, to: &out)
    out.raw(#","jobs":{"total":"#)
    out.int(jobs.total)
    out.raw(#","by_status":"#)
    append(CalendarJob.Status.allCases.map { ($0.rawValue, jobs.byStatus[$0] ?? 0) }, to: &out)
    out.raw(#","reasons":{"failed":"#)
    append(reasons(.failed), to: &out)
    out.raw(#","cancelled":"#)
    append(reasons(.cancelled), to: &out)
    out.raw(#"},"days":"#)
    append(jobs.days.map { ($0.day.iso8601, $0.jobs) }, to: &out)
    out.raw(#","pending_days":"#)
    append(jobs.days.filter { $0.pending > 0 }.map { ($0.day.iso8601, $0.pending) }, to: &out)
    out.raw(#"},"roster":{"tables":"#)
    out.int(roster.tables)
    out.raw(#","bytes":"#)
    out.int(roster.bytes)
    out.raw(#"},"locked":"#)
    out.bool(isLocked)
    out.raw(#","last_batch":"#)
    out.string(lastBatch?.description)
    out.raw(#","stalled":"#)
    out.bool(isStalled)
    out.raw("}\n")
    return out.bytes
  }

  private func reasons(_ status: CalendarJob.Status) -> [(name: String, count: Int)] {
    jobs.reasons.filter { $0.outcome.status == status }.map { ($0.outcome.reason ?? "", $0.count) }
  }

  private func append(_ answered: Answered, to out: inout JSONWriter) {
    out.raw(#"{"today":"#)
    out.int(answered.today)
    out.raw(#","total":"#)
    out.int(answered.total)
    out.raw("}")
  }

  private func append(_ counts: [(name: String, count: Int)], to out: inout JSONWriter) {
    out.raw("{")
    for (index, entry) in counts.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(entry.name)
      out.raw(":")
      out.int(entry.count)
    }
    out.raw("}")
  }
}
