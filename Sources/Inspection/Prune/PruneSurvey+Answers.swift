internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Refusals and answers that are old enough, and what of them somebody still needs.
extension PruneSurvey {
  // MARK: Refusals

  /// - Returns: what waits to be mended. Of bulk files their answers say which rows and why.
  func decideRefused(_ plan: inout PrunePlan) throws(FileError) -> Set<FileName> {
    var toMend: Set<FileName> = []
    let answers = LatestAnswers(view: view)
    for day in try view.days(of: ["failed"], below: view.inbox) {
      let path: [FileName] = ["failed", FileName(day.iso8601)]
      var going = PrunePlan.SettledDay(day: day, requests: 0, batches: [])
      for entry in try view.list(path, below: view.inbox) where !entry.name.hasPrefix(".") {
        guard let batch = BatchID(entry.name), view.settled.contains(batch) else { continue }
        let names = Set(try view.list(path + [entry.name], below: view.inbox).map(\.name))
        let requests = ErrorFile.requests(among: names)
        var waiting: Set<FileName> = []
        for file in bulkFiles(names, requests) where try !answers.hasCome(file, since: batch) { waiting.insert(file) }
        toMend.formUnion(waiting)
        guard day < terms.before else { continue }
        waiting.formUnion(try waitingRequests(requests, of: batch, at: path, among: names, answers))
        if let first = waiting.min() {
          let what = BulkName(first) == nil ? "\(first) waits" : "rows of \(first) wait"
          plan.stays.append(.init(place: .failed, day: day, reason: "\(what) to be mended"))
        } else if day == terms.lastBatch {
          plan.stays.append(.init(place: .failed, day: day, reason: "the spool's last batch is of that day"))
        } else {
          going.batches.insert(batch)
          going.requests += requests.count { !RequestName.isDefaults($0) }
        }
      }
      if !going.batches.isEmpty { plan.refused.append(going) }
    }
    return toMend
  }

  /// Those of a batch's refused requests that are no bulk files and wait for somebody, as `status` says.
  private func waitingRequests(
    _ requests: [FileName], of batch: BatchID, at path: [FileName], among names: Set<FileName>, _ answers: LatestAnswers
  ) throws(FileError) -> [FileName] {
    try view.withDirectory(path + [batch.fileName], below: view.inbox) { (directory) throws(FileError) in
      var waiting: [FileName] = []
      for name in requests where RequestName(name).bulk == nil {
        let reason = { FailedRequest.code(of: name, among: names, in: directory, view.files) }
        if try answers.waits(name, since: batch, code: reason) { waiting.append(name) }
      }
      return waiting
    } ?? []
  }

  /// The bulk files in a batch's directory, whole or with the rows that were refused.
  private func bulkFiles(_ names: Set<FileName>, _ requests: [FileName]) -> Set<FileName> {
    let rejected = names.subtracting(requests).filter(BulkName.isRejectedRows)
    return Set(
      requests.filter { RequestName($0).bulk != nil } + rejected.compactMap(BulkName.original(ofRejectedRows:)))
  }

  // MARK: Answers

  /// Of the days before the one asked for, by their names.
  func oldAnswers() throws(FileError) -> [FileName: CivilDay] {
    try view.withDirectory(["responses"], below: view.outbox) { (responses) throws(FileError) in
      var found: [FileName: CivilDay] = [:]
      for entry in try view.files.list(responses)
      where !entry.name.hasPrefix(".") && DayArchive.day(of: entry.name) == nil {
        do throws(FileError) {
          let status = try view.files.status(of: entry.name, in: responses)
          let day = status.modified.day
          if status.kind == .regular, status.size <= TarStream.largestFile, day < terms.before {
            found[entry.name] = day
          }
        } catch  where error.isNotFound {}
      }
      return found
    } ?? [:]
  }

  /// - Parameters:
  ///   - pending: batches whose jobs are to be sent yet.
  ///   - toMend: bulk files of which rows wait to be mended.
  func decide(
    _ answers: [FileName: CivilDay], pending: Set<BatchID>, toMend: Set<FileName>, _ plan: inout PrunePlan
  ) throws(FileError) {
    guard !answers.isEmpty else { return }
    var needed = Set(toMend.compactMap(BulkName.init).flatMap { [$0.responses, $0.summary] })
    for file in try AnswerFile.finished(view)
    where answers[file.file] != nil && file.runs(from: nil).contains(where: { pending.contains($0.batch) }) {
      needed.formUnion([file.file, BulkName(file.file)?.summary].compactMap(\.self))
    }
    let names = answers.keys.filter { RequestName($0).lead != nil }
    let isNeeded = parallelMap(Array(names), run: 64) { [view] name in
      pending.isEmpty ? false : Self.batch(answeredIn: name, view).map(pending.contains) ?? false
    }
    for (name, isNeeded) in zip(names, isNeeded) where isNeeded { needed.insert(name) }
    var days: [CivilDay: Set<FileName>] = [:]
    var staying: [CivilDay: Int] = [:]
    for (name, day) in answers {
      if needed.contains(name) { staying[day, default: 0] += 1 } else { days[day, default: []].insert(name) }
    }
    plan.answers = days.sorted { $0.key < $1.key }.map { PrunePlan.AnswersDay(day: $0.key, names: $0.value) }
    for (day, count) in staying {
      plan.stays.append(
        .init(
          place: .responses, day: day,
          reason:
            "\(counted(count, "answer is", plural: "answers are")) about jobs that are pending, or rows that wait to be mended"
        )
      )
    }
  }

  /// The batch that wrote an answer; nil if it says none.
  private static func batch(answeredIn name: FileName, _ view: SpoolView) -> BatchID? {
    let bytes = try? view.withDirectory(["responses"], below: view.outbox) { (responses) throws(FileError) in
      try view.files.readFile(name, in: responses, upTo: 1 << 22)
    }
    guard let bytes, let envelope = try? JSONValue(parsing: bytes) else { return nil }
    let answer = envelope["data"] ?? envelope["error"]
    return answer?["request_id"]?.string.flatMap { RequestID(parsing: $0) }?.batch
  }
}
