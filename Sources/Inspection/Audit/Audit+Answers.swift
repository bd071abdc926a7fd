internal import Formats
internal import Outreach
internal import Requests
internal import Spool
package import Storage

/// Requests: the accepted ones with a record whose outputs are there, the refused ones with a reason.
extension Audit {
  package mutating func examine(_ batch: ProcessedBatch) throws(FileError) {
    let path = "\(inbox)/" + batch.path.map(\.description).joined(separator: "/")
    report.requests += batch.requests.count
    guard let record = batch.record else {
      return find(path, batch.names.contains(BatchRecord.name) ? "its .record is damaged" : "it has no .record")
    }
    let answered = Set(record.outputs.lazy.filter { $0.place == .responses }.map(\.name))
    for request in batch.requests {
      let name = RequestName(request)
      // Of a file that came again there is a summary and nothing else.
      let answers = name.bulk.map { [$0.responses, $0.summary] } ?? [request]
      if name == .defaults || answers.contains(where: answered.contains) { continue }
      find("\(path)/\(request)", "the record of its batch knows no answer to it")
    }
    for request in record.accepted where batch.requests.contains(request.name) {
      guard let found = try batch.fingerprint(request.name, view) else { continue }
      if found.size != request.size || found.checksum ?? request.checksum != request.checksum {
        find("\(path)/\(request.name)", "it is not as it was when it was answered")
      }
    }
    for output in record.outputs { try examine(output, publishedBy: batch.id, in: batch, path) }
    noteAnswers(of: record, batch.id)
    try examineSlices(of: batch, path)
  }

  /// What a bulk file's slices have published, finished or not.
  mutating func examineSlices(of home: ProcessedBatch, _ path: String) throws(FileError) {
    for (slice, record) in home.slices {
      for output in record.outputs { try examine(output, publishedBy: slice, in: home, path) }
    }
    let whole = Set(home.slices.map(\.batch))
    for name in home.names {
      if let slice = BatchRecord.settledSlice(name), view.settled.contains(slice), !whole.contains(slice) {
        find("\(path)/\(name)", "it is damaged")
      }
    }
  }

  private mutating func examine(
    _ output: BatchRecord.Output, publishedBy id: BatchID, in batch: ProcessedBatch, _ path: String
  ) throws(FileError) {
    let found: (size: Int, checksum: UInt64?)?
    let place: String
    var jobs: JobCalendar.File?
    switch output.place {
    // Readers may delete answers, tables are folded into later ones, refused requests are put back.
    case .responses, .roster, .failed: return
    case .jobs(let day):
      let file = JobCalendar.File(day: day, name: output.name, batch: id)
      if unreadable.contains(file) { return }
      (found, place) = (Self.fingerprint(try JobCalendar(view: view).contents(of: file)), "\(outbox)/\(file.path)")
      jobs = file
    case .ledger(let day):
      let file = LedgerLog.File(day: day, name: output.name)
      (found, place) = (Self.fingerprint(try LedgerLog.contents(of: file, view)), "\(outbox)/\(file.path)")
    case .batch:
      (found, place) = (try batch.fingerprint(output.name, view), "\(path)/\(output.name)")
    }
    guard let found else { return find(place, "it is missing; batch \(id) published it") }
    if found.size != output.size || found.checksum ?? output.checksum != output.checksum {
      find(jobs.map(location) ?? place, "it is not as batch \(id) published it")
    }
  }

  private static func fingerprint(_ contents: FileContents?) -> (size: Int, checksum: UInt64?)? {
    contents.map { ($0.bytes.count, Checksum.of($0.bytes)) }
  }

  mutating func examineFailed() throws(FileError) {
    for day in try FailedRequest.days(view) {
      let dayName = FileName(day.iso8601)
      var present: Set<BatchID> = []
      for batch in try view.list(["failed", dayName], below: view.inbox).compactMap({ BatchID($0.name) })
      where view.settled.contains(batch) {
        let found = try view.withDirectory(["failed", dayName, batch.fileName], below: view.inbox) {
          (directory) throws(FileError) -> (requests: [(FileName, Bool)], alone: [FileName]) in
          let names = Set(try view.files.list(directory).map(\.name))
          let requests = ErrorFile.requests(among: names)
          let reasons = names.subtracting(requests).filter(ErrorFile.isOne)
          var found: (requests: [(FileName, Bool)], alone: [FileName])
          found = ([], reasons.subtracting(requests.flatMap { ErrorFile.candidates(for: $0, among: names) }).sorted())
          for request in requests {
            let hasReason = FailedRequest.errorFile(of: request, among: names, in: directory, view.files)?.code != nil
            // A request that was put back while we looked has taken its error file with it.
            guard try view.files.exists(request, in: directory) else { continue }
            found.requests.append((request, hasReason))
          }
          return found
        }
        present.insert(batch)
        report.requests += found?.requests.count ?? 0
        let path = "\(inbox)/failed/\(dayName)/\(batch)"
        for (name, hasReason) in found?.requests ?? [] where !hasReason {
          find("\(path)/\(name)", "it was refused, and no error file says why")
        }
        // Whoever mends one by hand may well take it away.
        for name in found?.alone ?? [] {
          find("\(path)/\(name)", "the refused request itself was taken away by hand", isNote: true)
        }
      }
      try examineArchivedRefusals(of: day, except: present)
    }
  }

  private mutating func examineArchivedRefusals(of day: CivilDay, except present: Set<BatchID>) throws(FileError) {
    var damaged: [FileName] = []
    let batches = try DayArchive.batches(of: day, in: "failed", view) { damaged.append($0) }
    for name in damaged { find("\(inbox)/failed/\(name)", "the archive is damaged") }
    for batch in batches.values where !present.contains(batch.id) {
      let requests = batch.refused
      report.requests += requests.count
      for name in requests where batch.refusalCode(of: name) == nil {
        find("\(inbox)/failed/\(day.iso8601).tar.gz", "\(batch.id)/\(name) was refused, and no error file says why")
      }
    }
  }
}
