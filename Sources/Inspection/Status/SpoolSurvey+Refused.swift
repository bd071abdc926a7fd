internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// What lies in `failed/` and waits for somebody.
extension SpoolSurvey {
  /// The latest first: nobody mends more at once.
  private static let mostTold = 20

  /// What has to be mended, unless it came again since and was answered.
  func refused(_ view: SpoolView) throws(FileError) -> [RefusedFile] {
    let answers = LatestAnswers(view: view)
    var found: [RefusedFile] = []
    for day in try view.days(of: ["failed"], below: view.inbox).reversed() {
      let path: [FileName] = ["failed", FileName(day.iso8601)]
      for batch in try view.list(path, below: view.inbox).compactMap({ BatchID($0.name) }).sorted(by: >)
      where view.settled.contains(batch) {
        let refused = try view.withDirectory(path + [batch.fileName], below: view.inbox) {
          (directory) throws(FileError) in
          try self.refused(by: batch, in: directory, answers)
        }
        found += refused ?? []
        if found.count >= Self.mostTold { return Array(found.prefix(Self.mostTold)) }
      }
    }
    return found
  }

  private func refused(
    by batch: BatchID, in directory: Directory, _ answers: LatestAnswers
  ) throws(FileError) -> [RefusedFile] {
    let view = answers.view
    let names = Set(try view.files.list(directory).map(\.name))
    let requests = Set(ErrorFile.requests(among: names))
    let kept = names.subtracting(requests).filter(BulkName.isRejectedRows)
    var found: [RefusedFile] = []
    for name in requests.sorted() {
      let reason = FailedRequest.code(of: name, among: names, in: directory, view.files)
      guard try answers.waits(name, since: batch, code: { reason }) else { continue }
      let rejected = BulkName(name)?.rejected
      let hasRows = rejected.map(kept.contains) ?? false
      let codes = try hasRows ? codes(ofRowsOf: name, batch, answers) : [:]
      found.append(
        RefusedFile(
          file: name, codes: codes.isEmpty ? [reason ?? "unknown": 1] : codes,
          path: directory.path(of: hasRows ? rejected ?? name : name)))
    }
    for name in kept.sorted() {
      guard let file = BulkName.original(ofRejectedRows: name), !requests.contains(file),
        try !answers.hasCome(file, since: batch)
      else { continue }
      found.append(
        RefusedFile(file: file, codes: try codes(ofRowsOf: file, batch, answers), path: directory.path(of: name)))
    }
    return found
  }

  /// How often each reason came up among a bulk file's rows; none if nothing says so any more.
  private func codes(
    ofRowsOf file: FileName, _ batch: BatchID, _ answers: LatestAnswers
  ) throws(FileError) -> [String: Int] {
    if let name = BulkName(file), let summary = try answers.summary(name), summary.batch == batch,
      let codes = summary.codes
    {
      return codes
    }
    let homes = try ProcessedBatch.all(answers.view, on: batch.time.day, where: { $0 == batch })
    return homes.first?.slices.last?.record.slice?.codesToMend ?? [:]
  }
}
