import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// Lets a history happen to a simulated spool and to the model, and compares them after every step.
struct HistoryRun {
  private(set) var spool = SimulatedSpool()
  private(set) var model = HistoryModel()
  var faults: [String] = []
  /// Requests and jobs that were put away are where only the program's own readers look.
  private(set) var wasPruned = false
  private var names = 0
  /// What was dropped in this step and waits for its answer.
  private var asked: [Asked] = []
  private let known = SpoolState.KnownFiles()
  /// What a stranger sees after this step, once somebody has looked.
  private var seen: SpoolState?

  private struct Asked {
    var name: FileName
    var inode: MemoryDisk.Inode
    /// One for a file of its own, one a row for a bulk file.
    var requests: [HistoryRequest]
    var document: String
    var isBulk: Bool
  }

  static let noJob = "1-whatsapp-1-20261101T101512.000000Z"

  /// A sequence whose last time lies ahead again, since the clock was set back, keeps its places until then.
  func isCautious(_ code: String?) -> Bool { spool.disk.wasSetBack && code == "ALREADY_ACTIVE" }

  /// When a batch was decided: its name may have run ahead of the clock.
  func moment(of batch: BatchID) -> Timestamp { batch.time.seconds > now.seconds + 1 ? now : batch.time }

  var now: Timestamp { Timestamp(microseconds: spool.disk.clock / 1000) }

  /// The first step after which something was wrong, and what; nil if all is well.
  static func firstFault(in steps: [HistoryStep]) throws -> (step: Int, faults: [String])? {
    var run = HistoryRun()
    for (number, step) in steps.enumerated() {
      run.seen = nil
      try run.take(step)
      var isWhole = true
      if case .drop = step, number + 1 < steps.count { isWhole = false }
      // Time alone changes nothing but who may be written to.
      switch step {
      case .wait, .setBack: break
      default: run.compare(isWhole: isWhole)
      }
      // Asked by the next files themselves.
      if isWhole { try run.compareAdmission() }
      if !run.faults.isEmpty { return (number, run.faults) }
    }
    return nil
  }

  mutating func look() -> SpoolState {
    let state = seen ?? SpoolState(spool.disk, requests: Set(spool.dropped.map(\.inode)), known: known)
    seen = state
    return state
  }

  // MARK: Steps

  private mutating func take(_ step: HistoryStep) throws {
    switch step {
    case .drop(let files, let fate):
      asked = []
      for file in files { try drop(file) }
      try answer(fate)
      try hearAnswers()
      if spool.disk.wasSetBack { spool.disk.advanceToWholeSecond() }
    case .wait(let hours): spool.disk.advance(seconds: Int64(hours) * 3600)
    case .setBack(let hours):
      spool.disk.advance(seconds: -Int64(hours) * 3600)
    case .sender(let event, let numbers): try report(event, numbers)
    case .prune(let days, let fate): try prune(daysAgo: days, fate)
    case .rebuild: try rebuild()
    }
  }

  private mutating func drop(_ file: HistoryFile) throws {
    switch file {
    case .single(let request):
      let request = resolve(request)
      guard let text = request.fileName, !asked.contains(where: { $0.name == FileName(text) }) else { return }
      try drop(FileName(text), request.document(now: now), [request], isBulk: false)
    case .rows(let rows, let form):
      names += 1
      let rows = rows.map { resolve($0) }
      switch form {
      case .csv: try drop(FileName("list-\(names).csv"), HistoryRequest.table(rows, now: now), rows, isBulk: true)
      case .ndjson:
        let lines = rows.map { $0.line(now: now) + "\n" }.joined()
        try drop(FileName("list-\(names).ndjson"), lines, rows, isBulk: true)
      }
    case .optOutList(let addresses):
      names += 1
      // A column of its own makes every list another one.
      let text = "to,list\n" + addresses.map { "\($0),\(names)\n" }.joined()
      let rows = addresses.map { HistoryRequest(ask: .optOut(hoursAgo: nil), to: $0) }
      try drop(FileName("list-\(names).opt-out.csv"), text, rows, isBulk: true)
    }
  }

  private mutating func drop(_ name: FileName, _ text: String, _ requests: [HistoryRequest], isBulk: Bool) throws {
    // The same rows again are refused as a file.
    if isBulk, spool.dropped.contains(where: { $0.bytes == Array(text.utf8) }) { return }
    try spool.drop(name, text)
    guard let inode = spool.dropped.last?.inode else { return }
    asked.append(Asked(name: name, inode: inode, requests: requests, document: text, isBulk: isBulk))
  }

  /// Finds the job that is meant, and its lead.
  private func resolve(_ request: HistoryRequest) -> HistoryRequest {
    var request = request
    switch request.ask {
    case .optOut(let hours?), .optIn(let hours), .reply(_, let hours?):
      request.said = Timestamp(seconds: now.adding(hours: -hours).seconds)
    default: break
    }
    guard let number = request.job else { return request }
    let known = model.jobs
    let id = known.isEmpty ? Self.noJob : known[number % known.count].id
    request.jobID = id
    if request.lead != nil { request.lead = JobID(id).flatMap { Int($0.request.lead.text) } }
    return request
  }

  private mutating func answer(_ fate: HistoryStep.Fate) throws {
    // Whole seconds are compared, so that what is decided and what the model is told are of the same one.
    if spool.disk.wasSetBack { spool.disk.advanceToWholeSecond() }
    let files = spool.files()
    switch fate {
    case .lives: break
    case .killed(let at), .powerCut(let at, _): files.death = at
    }
    do { try SimulatedSpool.settle(files) } catch  where files.death != nil {}
    spool.disk = files.snapshot
    if case .lives = fate { return }
    if case .powerCut(_, let seed) = fate { spool.disk = spool.disk.cut(seed: seed) }
    if fate.isRepaired { try remake() }
    spool.disk.advance(seconds: 3)
    try spool.answer()
  }

  /// Of due jobs only, since nobody sends before; but some were on their way when they were ended.
  private mutating func report(_ event: String, _ numbers: [Int]) throws {
    let due = model.jobs.filter { $0.sendAt <= now && !$0.isSent }
    guard (try? spool.disk.find(path: "outbox/ledger")) != nil else { return }
    let jobs = Set(
      numbers.compactMap { number in
        let meant = due.filter { $0.isPending == (number < 48) }
        return meant.isEmpty ? nil : meant[number % meant.count].id
      }
    ).sorted()
    if jobs.isEmpty { return }
    try spool.report(event, jobs)
    for job in jobs { model.note(event: event, job) }
  }

  private mutating func prune(daysAgo: Int, _ fate: HistoryStep.Fate) throws {
    guard (try? spool.disk.find(path: "outbox/jobs")) != nil else { return }
    wasPruned = true
    let files = spool.files()
    switch fate {
    case .lives: break
    case .killed(let at), .powerCut(let at, _): files.death = at
    }
    let today = now.day
    do {
      let plan = try Prune.plan(
        inbox: "inbox", outbox: "outbox", in: files, before: CivilDay(number: today.number - daysAgo), today: today,
        cooldownDays: 90)
      let directories = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
      if let own = try Prune.begin(in: directories.outbox, files) {
        defer { files.close(own) }
        var prune = Prune(directories, files)
        try prune.carryOut(plan) { body in
          let lock = try #require(try SpoolLock.take(in: directories.outbox, files))
          defer { lock.release(files) }
          return try body()
        }
        if !prune.outcome.troubles.isEmpty, files.death == nil { faults += prune.outcome.troubles }
      }
    } catch  where files.death != nil {}
    spool.disk = files.snapshot
    guard case .powerCut(_, let seed) = fate else { return }
    spool.disk = spool.disk.cut(seed: seed)
    // Readers do not see a batch whose end was lost with the power before it is finished again.
    try spool.answer()
  }

  private mutating func rebuild() throws {
    guard let roster = try? spool.disk.find(path: "outbox/roster") else { return }
    for name in spool.disk.list("outbox/roster") { try spool.disk.remove(name, in: roster, isDirectory: false) }
    spool.disk.syncAll()
    try remake()
  }

  private mutating func remake() throws {
    let files = spool.files()
    let directories = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    _ = try RosterRebuild(directories, files, objective: "ilk_temas").run()
    spool.disk = files.snapshot
  }

  // MARK: Answers

  /// What one request was answered, and when it counted.
  private struct Answer {
    var batch: BatchID
    /// Among those of its batch.
    var order: Int
    var request: HistoryRequest
    var document: String?
    var envelope: JSONValue
  }

  private mutating func hearAnswers() throws {
    let state = look()
    var answers: [Answer] = []
    for (order, file) in asked.enumerated() {
      guard let place = state.places[file.inode]?.first, place.count == 5, let batch = BatchID(place[3]) else {
        faults.append("\(file.name) was not answered")
        continue
      }
      if file.isBulk {
        hear(file, state, &answers)
      } else if let envelope = state.responses[file.name] {
        answers.append(
          Answer(batch: batch, order: order, request: file.requests[0], document: file.document, envelope: envelope))
      } else {
        faults.append("\(file.name) has no response")
      }
    }
    for answer in answers.sorted(by: { ($0.batch, $0.order) < ($1.batch, $1.order) }) { hear(answer) }
  }

  private mutating func hear(_ file: Asked, _ state: SpoolState, _ answers: inout [Answer]) {
    guard let name = BulkName(file.name), let envelopes = state.bulkResponses[name.responses],
      envelopes.count == file.requests.count
    else {
      faults.append("\(file.name) has no answers, or not one for each row: \(state.summaries)")
      return
    }
    for (row, (request, envelope)) in zip(file.requests, envelopes).enumerated() {
      let id = (envelope["data"] ?? envelope["error"])?["request_id"]?.string ?? ""
      guard let batch = id.split(separator: "-").lazy.compactMap({ BatchID($0.utf8) }).first else {
        faults.append("\(file.name), row \(row + 1) has no id: \(envelope)")
        continue
      }
      answers.append(Answer(batch: batch, order: row, request: request, envelope: envelope))
    }
  }

  private mutating func hear(_ answer: Answer) {
    let name = answer.request.ref.flatMap { _ in answer.request.fileName }
    let real = answer.envelope["ok"]?.bool == true ? nil : answer.envelope["error"]?["code"]?.string ?? "?"
    let what = answer.request.fileName ?? "\(answer.request)"
    if let name, let isSame = model.repeats(name, answer.document) {
      let isRight = real == "DUPLICATE_REQUEST" && (!isSame || wasPruned) || real == nil && isSame
      if !isRight { faults.append("\(what) repeats a request and was answered \(real ?? "ok")") }
      return
    }
    switch answer.request.ask {
    case .enqueue(let wish): hear(answer, wish, real, what)
    default: hear(answer, command: real, what)
    }
    if real == nil, let name { model.noteAnswer(name, answer.document) }
  }

  private mutating func hear(_ answer: Answer, _ wish: HistoryRequest.Wish, _ real: String?, _ what: String) {
    let lead = answer.request.lead ?? 0
    let expected = model.refusals(wish, lead: lead, now: moment(of: answer.batch))
    guard real.map({ expected.contains($0) }) ?? expected.isEmpty || isCautious(real) else {
      faults.append(
        "\(what) \(wish): \(real ?? "ok"), by the model \(expected.isEmpty ? "ok" : "\(expected.sorted())")")
      return
    }
    guard real == nil, let data = answer.envelope["data"], case .array(let listed)? = data["jobs"] else { return }
    let planned = listed.compactMap { listed -> (channel: Channel, job: HistoryModel.Job)? in
      let channel = (listed["channel"] ?? data["channel"])?.string
      guard let id = listed["job_id"]?.string, let step = listed["step"]?.int,
        let channel = channel.flatMap(Channel.init(rawValue:)),
        let sendAt = listed["send_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
      else { return nil }
      return (channel, HistoryModel.Job(id: id, step: step, sendAt: sendAt))
    }
    faults += model.plan(
      wish, lead: lead, request: data["request_id"]?.string ?? "?", planned: planned,
      begun: answer.batch.time, now: moment(of: answer.batch))
  }

  private mutating func hear(_ answer: Answer, command real: String?, _ what: String) {
    let expected = model.obey(answer.request, now: moment(of: answer.batch))
    var changed: [(id: String, status: String, sendAt: Timestamp)] = []
    if case .array(let listed)? = answer.envelope["data"]?["changed"] {
      changed = listed.compactMap { change in
        guard let id = change["job_id"]?.string, let status = change["status"]?.string,
          let sendAt = change["send_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        return (id, status, sendAt)
      }
    }
    let ids = Set(changed.map(\.id))
    switch (expected, real) {
    case (.refused(let code), let real?) where code == real: break
    case (.done(let jobs), nil):
      if case .reschedule = answer.request.ask {
        // Those whose times stay are not told.
        if !ids.isSubset(of: jobs) { faults.append("\(what) moved \(ids), by the model of \(jobs)") }
        for change in changed { model.move(change.id, to: change.sendAt) }
      } else if ids != jobs || ids.count != changed.count {
        faults.append("\(what) ended \(changed.map(\.id)), by the model \(jobs.sorted())")
      }
    default: faults.append("\(what): \(real ?? "ok"), by the model \(expected)")
    }
  }
}
