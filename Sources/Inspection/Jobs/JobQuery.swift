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
  package var day: CivilDay?
  /// Not due before.
  package var from: Timestamp?
  /// Due before.
  package var to: Timestamp?
  package var request: String?

  package init() {}

  func includes(_ day: CivilDay) -> Bool {
    if let only = self.day, day != only { return false }
    if let from, day < from.day { return false }
    if let to, day.start >= to { return false }
    return true
  }

  /// By what the calendar says alone.
  package func includes(_ job: CalendarJob) -> Bool {
    (channel.map { $0 == job.channel } ?? true) && (request.map { $0 == job.request } ?? true)
      && (from.map { job.sendAt >= $0 } ?? true)
      && (to.map { job.sendAt < $0 } ?? true) && (lead.map { $0 == job.lead } ?? true)
  }

  func includes(_ status: CalendarJob.Status) -> Bool {
    self.status.map { $0 == status } ?? true
  }

  /// Whether jobs of which every one has ended can be wanted.
  var includesEnded: Bool { status != .pending }
}

/// A job as it stands.
package struct EffectiveJob: Sendable {
  package var job: CalendarJob
  package var status: CalendarJob.Status
  /// Why it is so; of a pending one why the last attempt was put off, which is for people only.
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
  ///
  /// - Returns: what could not be read.
  @discardableResult
  package func run(_ body: ([EffectiveJob]) -> Void) throws(FileError) -> [LineDamage] {
    let files = try calendar.list(includingDone: filter.includesEnded, where: filter.includes)
    // An event about a job is never older than the batch that planned it. A rescheduled job is in a later file.
    guard let first = files.lazy.map({ min($0.batch.time.day, $0.day) }).min() else { return [] }
    let (fold, unreadEvents) = try LedgerLog.fold(calendar.view, from: first)
    var damaged = unreadEvents
    var rest = files[...]
    while !rest.isEmpty {
      let found = parallelMap(Array(rest.prefix(Self.slice)), run: 1) { file -> Result<Read, FileError> in
        do throws(FileError) { return .success(try read(file, fold)) } catch { return .failure(error) }
      }
      for (file, result) in zip(rest, found) {
        do throws(FileError) {
          let read = try result.get()
          damaged += read.damaged
          if !read.jobs.isEmpty { body(read.jobs) }
        } catch  where error.code == FileError.damaged {
          damaged.append(LineDamage(path: file.path, line: nil))
        }
      }
      rest = rest.dropFirst(Self.slice)
    }
    return damaged
  }

  private struct Read: Sendable {
    var jobs: [EffectiveJob] = []
    var damaged: [LineDamage] = []
  }

  private func read(_ file: JobCalendar.File, _ fold: JobFold) throws(FileError) -> Read {
    var read = Read()
    // A file that is in neither place has been pruned since: all its jobs had ended long ago.
    try calendar.contents(of: file)?.forEachLine { (line, number, isEnded) throws(FileError) in
      let fields = JobLine.fields(line)
      // Most lines are about other leads; no need to know more of them.
      if let fields, let lead = filter.lead, !line[fields.lead].elementsEqual(lead.text.utf8) { return }
      guard let job = fields.flatMap({ CalendarJob($0, in: line) }) ?? CalendarJob(line: line) else {
        return read.damaged.append(LineDamage(path: file.path, line: number, isTorn: !isEnded))
      }
      if let job = effective(job, fields: fields, line: line, fold: fold) { read.jobs.append(job) }
    }
    return read
  }

  /// Nil if the job is not wanted, or its line does not count.
  private func effective(
    _ job: CalendarJob, fields: JobLine.Fields?, line: UnsafeRawBufferPointer, fold: JobFold
  ) -> EffectiveJob? {
    guard filter.includes(job), fold.isEffective(job) else { return nil }
    let outcome = fold.status(of: job)
    guard filter.includes(outcome.status) else { return nil }
    return EffectiveJob(
      job: job, status: outcome.status,
      reason: outcome.reason ?? (outcome.status == .pending ? fold.trouble(of: job.id).map { "retrying: \($0)" } : nil),
      line: JobLine.restated(line, status: fields?.status, outcome: outcome))
  }
}
