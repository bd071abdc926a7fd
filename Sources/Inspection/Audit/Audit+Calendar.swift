internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Jobs: each line whole, in its place, of an accepted request, and there once.
extension Audit {
  private struct Read: Sendable {
    package var jobs: [(job: CalendarJob, line: Int)] = []
    /// Lines that are no jobs; the flag says whether the line is torn.
    var damaged: [(line: Int, isTorn: Bool)] = []
  }

  /// - Throws: if the calendar's directories cannot be listed; files that cannot be read are named.
  mutating func examineCalendar(_ fold: JobFold, _ accepted: AcceptedLeads) throws(FileError) {
    let calendar = JobCalendar(view: view)
    let files = try calendar.list()
    var start = 0
    while start < files.count {
      let slice = Array(files[start..<min(start + 16, files.count)])
      let results = parallelMap(slice, run: 1) { file -> Result<Read, FileError> in
        do throws(FileError) { return .success(try Self.read(file, calendar)) } catch { return .failure(error) }
      }
      for (offset, result) in results.enumerated() {
        do throws(FileError) {
          examine(
            try result.get(), of: slice[offset], number: start + offset, files: files, fold: fold, accepted: accepted)
        } catch  where error.code == FileError.damaged {
          unreadable.insert(slice[offset])
          find("\(outbox)/done/\(slice[offset].day.iso8601)/\(slice[offset].name).gz", "the compressed file is damaged")
        } catch {
          unreadable.insert(slice[offset])
          find("\(outbox)/\(slice[offset].path)", error.description)
        }
      }
      start += slice.count
    }
  }

  private static func read(_ file: JobCalendar.File, _ calendar: JobCalendar) throws(FileError) -> Read {
    var read = Read()
    try calendar.contents(of: file)?.forEachLine { (line, number, isEnded) throws(FileError) in
      if isEnded, let job = CalendarJob(line: line) {
        read.jobs.append((job, number))
      } else {
        read.damaged.append((number, !isEnded))
      }
    }
    return read
  }

  private mutating func examine(
    _ read: Read, of file: JobCalendar.File, number: Int, files: [JobCalendar.File], fold: JobFold,
    accepted: AcceptedLeads
  ) {
    // Asked for only if there is something to find.
    var path: String { location(of: file) }
    for (line, isTorn) in read.damaged { find(path, line: line, isTorn ? "the line is torn" : "the line is no job") }
    for (job, line) in read.jobs {
      report.jobs += 1
      let key = JobKey(id: job.id, revision: job.revision)
      if let earlier = places[key] {
        find(path, line: line, "job \(job.id) is in \(location(of: files[earlier.file])):\(earlier.line) too")
      } else {
        places[key] = (number, line)
      }
      if job.sendAt.day != file.day { find(path, line: line, "job \(job.id) is due on \(job.sendAt.day.iso8601)") }
      if job.revision > fold.revision(of: job.id) {
        find(path, line: line, "job \(job.id) was rescheduled, and the ledger knows nothing of it")
      }
      if let id = RequestID(parsing: job.request), accepted.include(id) {
      } else {
        find(path, line: line, "job \(job.id) belongs to no accepted request (\(job.request))")
      }
      if fold.isEffective(job) { sequences.add(job, status: fold.status(of: job).status) }
    }
  }

  /// Where whoever reads a finding has to look.
  func location(of file: JobCalendar.File) -> String {
    "\(outbox)/\((try? JobCalendar(view: view).place(of: file)) ?? file.path)"
  }

  /// What a sender says is always recorded, whatever job it names; one of ours that is missing is missed elsewhere.

  /// Events: every line understood, and about something that there is.
  mutating func examineLedger(_ log: LedgerLog) {
    for damage in log.damaged.map(\.place) {
      find("\(outbox)/\(damage.path)", line: damage.line, damage.isTorn ? "the line is torn" : "the line is no event")
    }
    // What a damaged file's jobs were nobody knows.
    guard unreadable.isEmpty else { return }
    for entry in log.entries {
      let path = "\(outbox)/\(entry.path)"
      if let job = entry.job {
        let revision = entry.kind == .rescheduled ? entry.revision ?? 0 : 0
        if places[JobKey(id: job, revision: 0)] == nil {
          find(
            path, line: entry.place.line, "\(entry.kind.rawValue) is about job \(job), which is nowhere",
            isNote: entry.kind.isReport || entry.kind.isReceipt)
        } else if revision > 0, places[JobKey(id: job, revision: revision)] == nil {
          find(path, line: entry.place.line, "job \(job) was rescheduled, and its new line is nowhere")
        }
      } else if let request = entry.request, !sequences.requests.contains(request) {
        find(path, line: entry.place.line, "\(entry.kind.rawValue) is about request \(request), which has no jobs")
      }
    }
  }
}
