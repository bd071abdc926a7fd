internal import Outreach

/// What a batch's requests come to: the files to publish, who is refused, and what the roster learns.
struct BatchAnswers {
  var outputs: [BatchOutput] = []
  var refused: [FileName] = []
  var roster: Roster
  var jobs = 0

  /// Answers the claimed files, in the order given.
  ///
  /// Planning and writing are pure and run on all cores; admission is one after the other, since each decision
  /// rests on the one before.
  static func make(
    of files: [ClaimedFile], batch: BatchID, planner: SequencePlanner, books: LeadBook.Answer, roster: Roster,
    planned: PlannedSequences, firstAnswers: FirstAnswers
  ) throws(FileError) -> BatchAnswers {
    let plans = parallelMap(files, run: 16) { plan($0, batch, planner, books) }
    var admission = Admission(
      roster: roster, batch: batch, cooldownDays: planner.configuration.cooldownDays, planned: planned)
    var refused: [FileName] = []
    var errorNames: Set<FileName> = []
    var answered: [Answered] = []
    answered.reserveCapacity(files.count)
    for i in files.indices {
      let verdict = try decide(files[i], plans[i], &admission, firstAnswers)
      var errorName: FileName?
      if case .refused = verdict {
        refused.append(files[i].name)
        errorName = ErrorFile.name(for: files[i].name, taken: &errorNames)
      }
      answered.append(
        Answered(name: files[i].name, request: files[i].request, verdict: verdict, errorName: errorName))
    }
    var answers = BatchAnswers(refused: refused, roster: admission.roster)
    let runs = stride(from: 0, to: answered.count, by: 64).map { answered[$0..<min($0 + 64, answered.count)] }
    answers.collect(parallelMap(runs, run: 1, write), batch)
    return answers
  }

  // MARK: One request

  private enum Plan: Sendable {
    case order(SequenceOrder)
    case refused(Refusal)
  }

  private enum Verdict: Sendable {
    case accepted(SequenceOrder, RequestID, ended: [Ended])
    /// The same request has come before: its first answer again.
    case repeated([UInt8])
    case refused(Refusal, RequestID?, ref: String?)
  }

  private struct Ended: Sendable {
    var id: RequestID
    var channel: Channel
  }

  private static func plan(
    _ file: ClaimedFile, _ batch: BatchID, _ planner: SequencePlanner, _ books: LeadBook.Answer
  ) -> Plan {
    switch (file.content, file.request) {
    case (.unusable(let refusal), _): return .refused(refusal)
    case (_, .refused(let code, let message)): return .refused(Refusal(code, message))
    case (.document(let document, _), .enqueue(let lead, let ref)):
      do throws(Refusal) {
        return .order(try planner.plan(document, leadID: lead, ref: ref, books: books, now: batch.time))
      } catch {
        return .refused(error)
      }
    }
  }

  private static func decide(
    _ file: ClaimedFile, _ plan: Plan, _ admission: inout Admission, _ firstAnswers: FirstAnswers
  ) throws(FileError) -> Verdict {
    guard case .enqueue(let lead, let ref) = file.request else {
      if case .refused(let refusal) = plan { return .refused(refusal, nil, ref: nil) }
      return .refused(Refusal(.internalError, "The request could not be understood."), nil, ref: nil)
    }
    let id = admission.identify(lead)
    if ref != nil, case .document(_, let checksum) = file.content,
      let earlier = try firstAnswers.find(file.name, checksum: checksum, in: admission.roster)
    {
      switch earlier {
      case .same(let response): return .repeated(response)
      case .refused(let refusal): return .refused(refusal, id, ref: ref)
      }
    }
    switch plan {
    case .refused(let refusal): return .refused(refusal, id, ref: ref)
    case .order(let order):
      switch try admission.admit(order, id: id) {
      case .failure(let refusal): return .refused(refusal, id, ref: ref)
      case .success(let admitted):
        if ref != nil, case .document(_, let checksum) = file.content {
          admission.noteAnswer(to: file.name, checksum: checksum)
        }
        return .accepted(order, id, ended: admitted.ended.map { Ended(id: $0.0, channel: $0.1) })
      }
    }
  }

  // MARK: Its files

  private struct Answered: Sendable {
    var name: FileName
    var request: RequestName
    var verdict: Verdict
    /// The name of its error file, if it is refused.
    var errorName: FileName?
  }

  /// What some neighbouring requests come to.
  fileprivate struct Written: Sendable {
    var outputs: [BatchOutput] = []
    /// Job lines by the UTC day on which they are due.
    var calendar: [CivilDay: JSONWriter] = [:]
    var jobs = 0
    var events = JSONWriter()
  }

  private static func write(_ run: ArraySlice<Answered>) -> Written {
    var written = Written()
    written.outputs.reserveCapacity(run.count)
    for answered in run {
      let response: [UInt8]
      switch answered.verdict {
      case .repeated(let first): response = first
      case .refused(let refusal, let id, let ref):
        response = ResponseEnvelope.refused(refusal, leadID: id?.lead, requestID: id?.description, ref: ref)
      case .accepted(let order, let id, let ended):
        response = ResponseEnvelope.accepted(order, id: id)
        written.plan(order, id)
        for entry in ended {
          LedgerEvent.replaced(entry.id, on: entry.channel, by: id, at: id.batch.time, to: &written.events)
        }
        if order.ref != nil {
          let name = FirstAnswers.fileName(for: answered.name)
          written.outputs.append(BatchOutput(place: .batch, name: name, bytes: response))
        }
      }
      if let errorName = answered.errorName {
        written.outputs.append(BatchOutput(place: .failed, name: errorName, bytes: response))
      }
      if case .enqueue = answered.request {
        written.outputs.append(BatchOutput(place: .responses, name: answered.name, bytes: response))
      }
    }
    return written
  }

  private mutating func collect(_ written: [Written], _ batch: BatchID) {
    outputs = written.flatMap(\.outputs)
    jobs = written.reduce(0) { $0 + $1.jobs }
    let name = BatchFiles.name(of: batch)
    for day in Set(written.flatMap(\.calendar.keys)).sorted() {
      let lines = Self.joined(written.compactMap { $0.calendar[day]?.bytes })
      outputs.append(BatchOutput(place: .jobs(day: day), name: name, bytes: lines))
    }
    let events = Self.joined(written.map(\.events.bytes))
    if !events.isEmpty {
      outputs.append(BatchOutput(place: .ledger(day: batch.time.day), name: name, bytes: events))
    }
  }
}

extension BatchAnswers {
  /// In one allocation; `joined()` goes byte by byte.
  private static func joined(_ pieces: [[UInt8]]) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { all.append(contentsOf: piece) }
    return all
  }
}

extension BatchAnswers.Written {
  fileprivate mutating func plan(_ order: SequenceOrder, _ id: RequestID) {
    for part in order.parts {
      for (step, sendAt) in part.sendAt.enumerated() {
        JobLine.append(part, step: step, of: order, id: id, to: &calendar[sendAt.day, default: JSONWriter(capacity: 1 << 15)])
      }
      jobs += part.sendAt.count
    }
  }
}

/// `failed/…/140.error.json`: why 140.json was refused.
enum ErrorFile {
  /// Distinct for every file of a batch, and short enough for any file system with its staging prefix.
  static func name(for request: FileName, taken: inout Set<FileName>) -> FileName {
    let suffix = ".error.json"
    var stem = Array(request.hasSuffix(".json") ? request.bytes.dropLast(5) : request.bytes)
    if stem.count > 200 { stem = Array(stem.prefix(180)) + Array("~\(String(Checksum.of(stem), radix: 16))".utf8) }
    var name = FileName(bytes: stem + suffix.utf8)
    // 140 and 140.json in one batch.
    if taken.contains(name) { name = FileName(bytes: stem + "~\(taken.count)\(suffix)".utf8) }
    taken.insert(name)
    return name
  }
}
