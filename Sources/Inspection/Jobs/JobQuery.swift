internal import Formats
package import Outreach
package import Records
internal import Requests
package import Storage

/// Which effective jobs somebody wants to see. What is nil does not matter.
package struct JobFilter: Sendable {
  package var lead: LeadID?
  package var channel: Channel?
  package var status: CalendarJob.Status?
  /// Pending and due at this instant; later days are not even opened.
  package var dueAt: Timestamp?
  package var day: CivilDay?
  /// Not due before.
  package var from: Timestamp?
  /// Due before.
  package var to: Timestamp?
  package var request: String?

  package init() {}

  func includes(_ day: CivilDay) -> Bool {
    if let dueAt, day > dueAt.day { return false }
    if let only = self.day, day != only { return false }
    if let from, day < from.day { return false }
    if let to, day.start >= to { return false }
    return true
  }

  /// By what the calendar says alone.
  func includes(_ job: CalendarJob) -> Bool {
    (channel.map { $0 == job.channel } ?? true) && (request.map { $0 == job.request } ?? true)
      && (dueAt.map { job.sendAt <= $0 } ?? true) && (from.map { job.sendAt >= $0 } ?? true)
      && (to.map { job.sendAt < $0 } ?? true) && (lead.map { $0 == job.lead } ?? true)
  }

  func includes(_ status: CalendarJob.Status) -> Bool {
    (self.status.map { $0 == status } ?? true) && (dueAt == nil || status == .pending)
  }

  /// Whether jobs of which every one has ended can be wanted.
  var includesEnded: Bool { dueAt == nil && status != .pending }
}

/// A job as it stands.
package struct EffectiveJob: Sendable {
  package var job: CalendarJob
  package var status: CalendarJob.Status
  package var reason: String?
  /// The job's line with its status folded in, and a line end.
  package var line: [UInt8]
}

/// Reads effective jobs, and writes nothing.
package struct JobQuery: Sendable {
  private let calendar: JobCalendar
  private let filter: JobFilter

  package init(_ view: SpoolView, _ filter: JobFilter) {
    calendar = JobCalendar(view: view)
    self.filter = filter
  }

  /// Files that are read before their jobs are handed on.
  private static let slice = 16

  /// Hands on the jobs by their UTC day, then in the order in which they were planned.
  package func run(_ body: ([EffectiveJob]) -> Void) throws(FileError) {
    let files = try calendar.list(includingDone: filter.includesEnded, where: filter.includes)
    // An event about a job is never older than the batch that planned it. A rescheduled job is in a later file.
    guard let first = files.lazy.map({ $0.batch.time.day }).min() else { return }
    let fold = JobFold(try LedgerLog(calendar.view, from: first).entries)
    var rest = files[...]
    while !rest.isEmpty {
      let found = parallelMap(Array(rest.prefix(Self.slice)), run: 1) { file -> Result<[EffectiveJob], FileError> in
        do throws(FileError) { return .success(try read(file, fold)) } catch { return .failure(error) }
      }
      for jobs in found {
        let jobs = try jobs.get()
        if !jobs.isEmpty { body(jobs) }
      }
      rest = rest.dropFirst(Self.slice)
    }
  }

  private func read(_ file: JobCalendar.File, _ fold: JobFold) throws(FileError) -> [EffectiveJob] {
    var jobs: [EffectiveJob] = []
    // A file that is in neither place has been pruned since: all its jobs had ended long ago.
    try calendar.contents(of: file)?.forEachLine { (line, _, _) throws(FileError) in
      if let job = effective(line, fold) { jobs.append(job) }
    }
    return jobs
  }

  /// Nil if the line is not wanted, or does not count.
  private func effective(_ line: UnsafeRawBufferPointer, _ fold: JobFold) -> EffectiveJob? {
    let fields = JobScanner.fields(line)
    // Most lines are about other leads; no need to know more of them.
    if let fields, let lead = filter.lead, !line[fields.lead].elementsEqual(lead.text.utf8) { return nil }
    guard let job = fields.flatMap({ CalendarJob($0, in: line) }) ?? CalendarJob(line: line), filter.includes(job),
      fold.isEffective(job)
    else { return nil }
    let outcome = fold.status(of: job)
    guard filter.includes(outcome.status) else { return nil }
    return EffectiveJob(
      job: job, status: outcome.status, reason: outcome.reason, line: JobLine.folded(line, fields?.status, outcome))
  }
}

extension JobLine {
  /// The line with another status, and the reason behind it; every other byte stays.
  ///
  /// - Parameter status: where the status stands; nil for a line that is not as we write it, which is then written anew.
  package static func folded(_ line: UnsafeRawBufferPointer, _ status: Range<Int>?, _ outcome: JobFold.Outcome)
    -> [UInt8]
  {
    let bytes = line.bindMemory(to: UInt8.self)
    guard let status else { return rewritten(bytes, outcome) }
    var out = JSONWriter(capacity: line.count + 32)
    out.raw(UnsafeBufferPointer(rebasing: bytes[..<status.lowerBound]))
    append(outcome, to: &out)
    out.raw(UnsafeBufferPointer(rebasing: bytes[status.upperBound...]))
    out.raw("\n")
    return out.bytes
  }

  private static func rewritten(_ line: UnsafeBufferPointer<UInt8>, _ outcome: JobFold.Outcome) -> [UInt8] {
    guard case .object(let members)? = try? JSONValue(parsing: line) else { return [] }
    var out = JSONWriter(capacity: line.count + 32)
    for (index, member) in members.enumerated() {
      out.raw(index == 0 ? "{" : ",")
      out.string(member.key)
      out.raw(":")
      if member.key == "status" { append(outcome, to: &out) } else { out.value(member.value) }
    }
    out.raw("}\n")
    return out.bytes
  }

  private static func append(_ outcome: JobFold.Outcome, to out: inout JSONWriter) {
    out.string(outcome.status.rawValue)
    if let reason = outcome.reason {
      out.raw(#","reason":"#)
      out.string(reason)
    }
  }
}
