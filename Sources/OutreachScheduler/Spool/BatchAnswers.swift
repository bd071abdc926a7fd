internal import Outreach

/// What a batch's requests come to: the files to publish, who is refused, and what the roster learns.
struct BatchAnswers {
  private(set) var outputs: [BatchOutput] = []
  private(set) var refused: [FileName] = []
  private(set) var roster: Roster
  private(set) var jobs = 0
  private var calendar: [CivilDay: [UInt8]] = [:]
  private var events = JSONWriter()
  private let files: [ClaimedFile]
  /// What is refused moves to where the error files are: neither may take the other's name.
  private lazy var failedNames = Set(files.map(\.name))

  /// Answers the claimed files, in the order given.
  ///
  /// Every answer is drafted as if it were accepted, on all cores: that is pure. Admission is one after the other,
  /// since each decision rests on the one before, and replaces the drafts of those it refuses.
  static func make(
    of files: [ClaimedFile], batch: BatchID, planner: SequencePlanner, books: LeadBook.Answer, roster: Roster,
    planned: PlannedSequences, firstAnswers: FirstAnswers
  ) throws(FileError) -> BatchAnswers {
    var admission = Admission(
      roster: roster, batch: batch, cooldownDays: planner.configuration.cooldownDays,
      objectives: planner.generator.objectives, planned: planned)
    let named = files.map { Named(file: $0, id: $0.request.lead.map { admission.identify($0) }) }
    let drafts = parallelMap(named, run: 16) { Draft.make(of: $0.file, $0.id, planner, books) }
    var answers = BatchAnswers(files: files, roster: roster)
    answers.outputs.reserveCapacity(files.count + 16)
    for i in named.indices {
      try answers.decide(named[i], drafts[i], &admission, firstAnswers)
    }
    answers.roster = admission.roster
    answers.finish(batch)
    return answers
  }

  private struct Named: Sendable {
    var file: ClaimedFile
    /// Nil if the file's name is no request's.
    var id: RequestID?
  }

  private mutating func decide(
    _ named: Named, _ draft: Draft, _ admission: inout Admission, _ firstAnswers: FirstAnswers
  ) throws(FileError) {
    let (file, ref) = (named.file, named.file.request.ref)
    // Only a request with a reference can be known to be the same one again.
    if ref != nil, case .document(_, let checksum) = file.content,
      let earlier = try firstAnswers.find(file.name, checksum: checksum, in: admission.roster)
    {
      switch earlier {
      case .same(let response): outputs.append(BatchOutput(place: .responses, name: file.name, bytes: response))
      case .refused(let refusal): refuse(refusal, named)
      }
      return
    }
    switch draft {
    case .refused(let refusal): refuse(refusal, named)
    case .proposed(let proposal, let id, let written):
      switch try admission.admit(proposal, id: id) {
      case .failure(let refusal): refuse(refusal, named)
      case .success(let admitted):
        accept(written, file.name)
        for (ended, channel) in admitted.ended {
          LedgerEvent.replaced(ended, on: channel, by: id, at: id.batch.time, to: &events)
        }
        if ref != nil, case .document(_, let checksum) = file.content {
          admission.noteAnswer(to: file.name, checksum: checksum)
          outputs.append(
            BatchOutput(place: .batch, name: FirstAnswers.fileName(for: file.name), bytes: written.response))
        }
      }
    }
  }

  private mutating func accept(_ draft: Draft.Written, _ name: FileName) {
    outputs.append(BatchOutput(place: .responses, name: name, bytes: draft.response))
    for line in draft.lines { calendar[line.day, default: []] += draft.jobs[line.bytes] }
    jobs += draft.lines.count
  }

  private mutating func refuse(_ refusal: Refusal, _ named: Named) {
    let (name, id) = (named.file.name, named.id)
    let response = ResponseEnvelope.refused(
      refusal, leadID: id?.lead, requestID: id?.description, ref: named.file.request.ref)
    refused.append(name)
    let errorName = ErrorFile.name(for: name, taken: &failedNames)
    outputs.append(BatchOutput(place: .failed, name: errorName, bytes: response))
    if id != nil { outputs.append(BatchOutput(place: .responses, name: name, bytes: response)) }
  }

  private mutating func finish(_ batch: BatchID) {
    let name = BatchFiles.name(of: batch)
    for (day, lines) in calendar.sorted(by: { $0.key < $1.key }) {
      outputs.append(BatchOutput(place: .jobs(day: day), name: name, bytes: lines))
    }
    if !events.bytes.isEmpty {
      outputs.append(BatchOutput(place: .ledger(day: batch.time.day), name: name, bytes: events.bytes))
    }
  }

  private init(files: [ClaimedFile], roster: Roster) {
    self.files = files
    self.roster = roster
  }
}

/// An answer before admission.
private enum Draft: Sendable {
  case refused(Refusal)
  case proposed(Proposal, RequestID, Written)

  struct Written: Sendable {
    var response: [UInt8]
    /// All job lines, one behind the other.
    var jobs: [UInt8]
    /// Which of them is due when, by the UTC day.
    var lines: [(day: CivilDay, bytes: Range<Int>)]
  }

  static func make(of file: ClaimedFile, _ id: RequestID?, _ planner: SequencePlanner, _ books: LeadBook.Answer) -> Draft {
    switch (file.content, file.request, id) {
    case (.unusable(let refusal), _, _): return .refused(refusal)
    case (_, .refused(let code, let message), _): return .refused(Refusal(code, message))
    case (.document(let document, _), .enqueue(let lead, let ref), let id?):
      do throws(Refusal) {
        let order = try planner.plan(document, leadID: lead, ref: ref, books: books, now: id.batch.time)
        return .proposed(Proposal(order), id, write(order, id))
      } catch {
        return .refused(error)
      }
    case (.document, .enqueue, nil):
      return .refused(Refusal(.internalError, "\"\(file.name)\" was given no request id."))
    }
  }

  private static func write(_ order: SequenceOrder, _ id: RequestID) -> Written {
    var jobs = JSONWriter(capacity: order.parts.reduce(0) { $0 + $1.sendAt.count } * 1024)
    var lines: [(day: CivilDay, bytes: Range<Int>)] = []
    for part in order.parts {
      for (step, sendAt) in part.sendAt.enumerated() {
        let start = jobs.bytes.count
        JobLine.append(part, step: step, of: order, id: id, to: &jobs)
        lines.append((sendAt.day, start..<jobs.bytes.count))
      }
    }
    return Written(response: ResponseEnvelope.accepted(order, id: id), jobs: jobs.bytes, lines: lines)
  }
}
