internal import Formats
package import Leads
package import Outreach
package import Records
internal import Requests
package import Scheduling
package import Storage

/// A planned message whose time has come, and what the rule says of it.
package struct DueJob: Sendable {
  package var job: CalendarJob
  package var verdict: DueVerdict
  /// The recipient's; nil: the window's own.
  package var zone: Zone?
  /// Why the last attempt was put off, if it waits for the next.
  package var trouble: String?
  fileprivate var file = 0
  fileprivate var line = 0..<0
}

/// All planned messages whose time has come and that are still to be sent, with what the rule says of each.
///
/// Only days that have come are opened, so it costs the same however many jobs lie ahead; with nothing there the ledger is
/// not read either. It writes nothing.
package struct DueSurvey: Sendable {
  /// In the order in which they were planned.
  package private(set) var jobs: [DueJob] = []
  package private(set) var ledger: DueLedger?
  /// When the next of what lies under the days that have come is planned; nil if nothing more is.
  package private(set) var next: Timestamp?
  /// What could not be read; nothing that it may be about is due.
  package private(set) var damaged: [LineDamage] = []
  /// What nobody has answered yet and would keep messages from going out.
  package private(set) var stops: UnansweredStops
  private var contents: [FileContents] = []

  /// - Parameter earliest: from when on the ledger is read at least; nil: as far back as the messages need.
  package init(
    _ view: SpoolView, _ rule: DueRule, now: Timestamp, ledgerFrom earliest: CivilDay? = nil
  ) throws(FileError) {
    stops = try UnansweredStops(view)
    let calendar = JobCalendar(view: view)
    let files = try calendar.list(includingDone: false) { $0 <= now.day }
    // An event about a job is never older than the batch that planned it; but that one's name may have run ahead.
    guard let first = files.lazy.map({ min($0.batch.time.day, $0.day) }).min() else { return }
    let ledger = try DueLedger(view, from: min(first, earliest ?? first))
    damaged = ledger.damaged
    self.ledger = ledger
    let found = parallelMap(files, run: 1) { file -> Result<Read, FileError> in
      do throws(FileError) {
        // Gone to done/ meanwhile: all its jobs have ended.
        guard let contents = try calendar.contents(of: file) else { return .success(Read()) }
        return .success(Self.read(contents, of: file, ledger: ledger, now: now))
      } catch { return .failure(error) }
    }
    for result in found {
      let read = try result.get()
      damaged += read.damaged
      if let next = read.next { self.next = min(self.next ?? next, next) }
      guard let contents = read.contents, !read.jobs.isEmpty else { continue }
      for var job in read.jobs {
        job.file = self.contents.count
        jobs.append(job)
      }
      self.contents.append(contents)
    }
    for found in jobs { stops.note(found.job) }
    judge(rule, ledger: ledger, now: now)
  }

  /// What a file has.
  private struct Read: Sendable {
    var contents: FileContents?
    /// Those that are still to be sent and whose time has come.
    var jobs: [DueJob] = []
    /// When the first of the others is planned.
    var next: Timestamp?
    var damaged: [LineDamage] = []
  }

  private static func read(
    _ contents: FileContents, of file: JobCalendar.File, ledger: DueLedger, now: Timestamp
  ) -> Read {
    var found = Read(contents: contents)
    var start = 0
    contents.forEachLine { line, number, isEnded in
      defer { start += line.count + 1 }
      guard let (job, zone) = read(line) else {
        return found.damaged.append(LineDamage(path: file.path, line: number, isTorn: !isEnded))
      }
      guard job.sendAt <= now else {
        found.next = min(found.next ?? job.sendAt, job.sendAt)
        return
      }
      guard ledger.fold.isEffective(job),
        ledger.fold.status(of: job).status == .pending
      else { return }
      found.jobs.append(
        DueJob(job: job, verdict: .waiting(.notReached, until: nil), zone: zone, line: start..<(start + line.count)))
    }
    return found
  }

  private static func read(_ line: UnsafeRawBufferPointer) -> (CalendarJob, Zone?)? {
    if let fields = JobLine.fields(line), let job = CalendarJob(fields, in: line) {
      return (job, Zone(identifier: String(decoding: line[fields.zone], as: UTF8.self)))
    }
    guard let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)), let job = CalendarJob(value) else {
      return nil
    }
    return (job, value["time_zone"]?.string.flatMap { Zone(identifier: $0) })
  }

  private struct Sequence: Hashable {
    var request: String
    var channel: Channel
  }

  private mutating func judge(_ rule: DueRule, ledger: DueLedger, now: Timestamp) {
    var sequences: [Sequence: [Int]] = [:]
    for (index, found) in jobs.enumerated() {
      sequences[Sequence(request: found.job.request, channel: found.job.channel), default: []].append(index)
    }
    for (sequence, indices) in sequences {
      guard let request = RequestID(parsing: sequence.request) else {
        for index in indices { jobs[index].verdict = .waiting(.unreadable("request_id"), until: nil) }
        continue
      }
      var steps: [DueStep] = []
      var places: [Int] = []
      for index in indices.sorted(by: { jobs[$0].job.step < jobs[$1].job.step }) {
        let job = jobs[index].job
        // A line that somebody changed, or wrote twice, is no second message.
        guard (1...99).contains(job.step), job.id == request.job(job.channel, step: job.step), job.lead == request.lead,
          steps.last?.number != job.step
        else {
          jobs[index].verdict = .waiting(.unreadable("job_id"), until: nil)
          continue
        }
        var step = DueStep(number: job.step, sendAt: job.sendAt, zone: jobs[index].zone)
        step.movedGap = ledger.movedGap(job, of: request)
        step.notBefore = ledger.log[job.id]?.notBefore
        step.hold = ledger.hold(job) ?? stops.hold(job)
        steps.append(step)
        places.append(index)
      }
      let verdicts = rule.verdicts(of: steps, on: sequence.channel, now: now) {
        ledger.end($0, of: request, on: sequence.channel)
      }
      for (index, verdict) in zip(places, verdicts) {
        jobs[index].verdict = verdict
        if case .waiting(.retrying, _) = verdict { jobs[index].trouble = ledger.log[jobs[index].job.id]?.error }
      }
    }
  }

  /// Keeps back whom a lead book says to leave alone.
  package mutating func heed(_ books: inout BookRefusals, _ view: SpoolView) throws(LeadBookError) {
    let refused = try books.find(in: jobs.filter(\.verdict.isDue), view)
    let words = Dictionary(
      refused.map { ($0.found.job.id, $0.refusal.reason) }, uniquingKeysWith: { first, _ in first })
    for index in jobs.indices {
      if let words = words[jobs[index].job.id] { jobs[index].verdict = .waiting(.refused(words), until: nil) }
    }
  }

  /// The job's line as it was planned, without its end; a link in it that is to name the job names it.
  package func line(of found: DueJob) -> [UInt8] {
    let line = contents[found.file].bytes[found.line]
    let text = String(decoding: line, as: UTF8.self)
    return text.contains(Self.jobPlace) ? Array(text.replacing(Self.jobPlace, with: found.job.id).utf8) : Array(line)
  }

  /// What stands in `unsubscribe_url` for the job's id, which is not known yet when words are written.
  private static let jobPlace = "{job}"

  /// The same with its status as it stands, what it waits for if it is not due, and a line end.
  package func shownLine(of found: DueJob) -> [UInt8] {
    var line = line(of: found)
    guard !found.verdict.isDue, let end = line.lastIndex(of: UInt8(ascii: "}")) else { return line + [0x0A] }
    var out = JSONWriter(capacity: line.count + 96)
    line.removeSubrange(end...)
    out.raw(line)
    switch found.verdict {
    case .due: break
    case .expired(let at):
      out.raw(#","waiting":"expired","expired_at":"#)
      out.string(at.iso8601)
    case .waiting(let reason, let until):
      out.raw(#","waiting":"#)
      out.string(reason.description)
      if let until {
        out.raw(#","until":"#)
        out.string(until.iso8601)
      }
      if let trouble = found.trouble {
        out.raw(#","error":"#)
        out.string(trouble)
      }
    }
    out.raw("}\n")
    return out.bytes
  }
}
