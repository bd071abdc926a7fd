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
      roster: roster, batch: batch, cooldownDays: planner.configuration.cooldownDays,
      objectives: planner.generator.objectives, planned: planned)
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(files.count)
    for (file, plan) in zip(files, plans) {
      verdicts.append(try decide(file, plan, &admission, firstAnswers))
    }
    let rendered = parallelMap(verdicts, run: 16, render)
    return collect(rendered, verdicts, files, batch, admission.roster)
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
    switch (file.content, RequestName(file.name)) {
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
    guard case .enqueue(let lead, let ref) = RequestName(file.name) else {
      if case .refused(let refusal) = plan { return .refused(refusal, nil, ref: nil) }
      return .refused(Refusal(.internalError, "The request could not be understood."), nil, ref: nil)
    }
    let id = admission.identify(lead)
    if ref != nil, case .document(_, let bytes) = file.content,
      let earlier = try firstAnswers.find(file.name, bytes, in: admission.roster)
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
        if ref != nil, case .document(_, let bytes) = file.content {
          admission.noteAnswer(to: file.name, checksum: Checksum.of(bytes))
        }
        return .accepted(order, id, ended: admitted.ended.map { Ended(id: $0.0, channel: $0.1) })
      }
    }
  }

  // MARK: Its files

  private struct Rendered: Sendable {
    var response: [UInt8]
    /// Job lines by the UTC day on which they are due.
    var jobs: [(day: CivilDay, line: [UInt8])] = []
    var events: [UInt8] = []
  }

  private static func render(_ verdict: Verdict) -> Rendered {
    switch verdict {
    case .repeated(let response): return Rendered(response: response)
    case .refused(let refusal, let id, let ref):
      let response = ResponseEnvelope.refused(refusal, leadID: id?.lead, requestID: id?.description, ref: ref)
      return Rendered(response: response)
    case .accepted(let order, let id, let ended):
      var rendered = Rendered(response: ResponseEnvelope.accepted(order, id: id))
      for part in order.parts {
        for step in part.sequence.steps.indices {
          var line = JSONWriter(capacity: 1024)
          JobLine.append(part, step: step, of: order, id: id, to: &line)
          rendered.jobs.append((part.sendAt[step].day, line.bytes))
        }
      }
      var events = JSONWriter()
      for entry in ended {
        LedgerEvent.replaced(entry.id, on: entry.channel, by: id, at: id.batch.time, to: &events)
      }
      rendered.events = events.bytes
      return rendered
    }
  }

  private static func collect(
    _ rendered: [Rendered], _ verdicts: [Verdict], _ files: [ClaimedFile], _ batch: BatchID, _ roster: Roster
  ) -> BatchAnswers {
    var answers = BatchAnswers(roster: roster)
    answers.outputs.reserveCapacity(files.count + 8)
    var calendar: [CivilDay: [UInt8]] = [:]
    var events: [UInt8] = []
    // What is refused moves to where the error files are: neither may take the other's name.
    var errorNames = Set(files.map(\.name))
    for i in files.indices {
      let name = files[i].name
      if case .enqueue = RequestName(name) {
        answers.outputs.append(BatchOutput(place: .responses, name: name, bytes: rendered[i].response))
      }
      switch verdicts[i] {
      case .refused:
        answers.refused.append(name)
        let errorName = ErrorFile.name(for: name, taken: &errorNames)
        answers.outputs.append(BatchOutput(place: .failed, name: errorName, bytes: rendered[i].response))
      case .accepted(_, _, _):
        if case .enqueue(_, .some) = RequestName(name) {
          answers.outputs.append(
            BatchOutput(place: .batch, name: FirstAnswers.fileName(for: name), bytes: rendered[i].response))
        }
      case .repeated: break
      }
      for job in rendered[i].jobs { calendar[job.day, default: []] += job.line }
      answers.jobs += rendered[i].jobs.count
      events += rendered[i].events
    }
    for (day, lines) in calendar {
      answers.outputs.append(BatchOutput(place: .jobs(day: day), name: BatchFiles.name(of: batch), bytes: lines))
    }
    if !events.isEmpty {
      answers.outputs.append(
        BatchOutput(place: .ledger(day: batch.time.day), name: BatchFiles.name(of: batch), bytes: events))
    }
    return answers
  }
}

/// `failed/…/140.error.json`: why 140.json was refused.
enum ErrorFile {
  /// A name that is not among those taken, short enough for any file system with its staging prefix.
  static func name(for request: FileName, taken: inout Set<FileName>) -> FileName {
    let suffix = ".error.json"
    var stem = Array(request.hasSuffix(".json") ? request.bytes.dropLast(5) : request.bytes)
    if stem.count > 200 { stem = Array(stem.prefix(180)) + Array("~\(String(Checksum.of(stem), radix: 16))".utf8) }
    var name = FileName(bytes: stem + suffix.utf8)
    // 140 and 140.json in one batch, or 140.error.json put back together with 140.json.
    var ordinal = 2
    while !taken.insert(name).inserted {
      name = FileName(bytes: stem + "~\(ordinal)\(suffix)".utf8)
      ordinal += 1
    }
    return name
  }
}
