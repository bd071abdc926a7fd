import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Spool
@testable import Storage

/// Rows of a bulk file, decided on a spool and published as a batch of their own.
struct RowCommandBench {
  /// With whatever one-lead files planned before.
  var bench = CommandBench()
  /// Nil: the roster's.
  var plannerSeed: Roster.Seed?
  private(set) var envelopes: [JSONValue] = []

  /// Answers the lines in one batch; those without a command are requests for sequences.
  mutating func rows(_ lines: String..., verb: CommandVerb? = nil) throws {
    bench.spool.disk.advance(seconds: 1)
    let files = bench.spool.files()
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    let roster = try RosterStore.load(spool, files, known: Roster())
    let batch = BatchID.next(
      after: roster.segments.map(\.last).max(), now: Timestamp(microseconds: bench.spool.disk.clock / 1000))
    var planner = Setting.usual.planner
    planner.rosterSeed = plannerSeed ?? roster.seed
    let decisions = BatchDecisions(
      ActiveSequencesOnFile(
        roster: roster, batch: batch, objectives: planner.generator.objectives,
        planned: PlannedSequences(spool: spool, files: files)),
      planner.configuration)
    var published = Published()
    var drafts: [Draft] = []
    var books = Setting.usual.leadBook
    envelopes = []
    for (index, line) in lines.enumerated() {
      let row = RequestRow(number: index + 1, line: Array(line.utf8), mapping: .standard, verb: verb)
      let facts = try books.facts(for: [row.lead].compactMap(\.self))
      let drafted = DraftedJobs(drafts)
      if let command = row.command {
        decisions.sequences.drafted = { drafted.jobs(of: $0) }
        let answer = try decisions.commands.answer(command, row: row.number, books: facts)
        published.events += answer.events
        for job in answer.moved { published.calendar[job.sendAt.day, default: []] += job.line }
        envelopes.append(try JSONValue(parsing: answer.response))
      } else {
        let draft = try draft(row, decisions.sequences, planner, facts)
        drafts.append(draft)
        envelopes.append(try admit(draft, decisions.admission, &published))
      }
    }
    try publish(published, decisions.sequences.roster, batch, spool, files)
    bench.spool.disk = files.snapshot
    let faults = SpoolInvariants.atRest(bench.spool.disk, bench.spool.dropped)
    // Only dropped files are known to have asked for anything.
    #expect(faults.filter { !$0.contains("requests accepted") } == [])
  }

  private struct Published {
    var events: [UInt8] = []
    var calendar: [CivilDay: [UInt8]] = [:]
  }

  private func draft(
    _ row: RequestRow, _ sequences: ActiveSequencesOnFile, _ planner: SequencePlanner, _ books: LeadBook.Lookup
  ) throws -> Draft {
    let name = FileName("\(try #require(row.lead)).json")
    let file = ClaimedFile(
      name: name, request: RequestName(name), content: .document(.object(row.document), checksum: 0))
    return Draft.make(of: file, sequences.identify(try #require(row.lead)), planner: planner, books: books)
  }

  private func admit(_ draft: Draft, _ admission: Admission, _ published: inout Published) throws -> JSONValue {
    guard case .proposed(let proposal, let id, let written) = draft else {
      Issue.record("\(draft)")
      return .null
    }
    switch try admission.admit(proposal, id: id) {
    case .failure(let refusal):
      return try JSONValue(
        parsing: ResponseEnvelope.refused(refusal, leadID: id.lead, requestID: id.description, ref: nil))
    case .success:
      for page in written.days { published.calendar[page.day, default: []] += page.lines }
      return try JSONValue(parsing: written.responses)
    }
  }

  private func publish(
    _ published: Published, _ roster: Roster, _ batch: BatchID, _ spool: SpoolDirectories, _ files: MemoryFileSystem
  ) throws {
    var outputs = published.calendar.map { ($0.key, spool.jobs, $0.value) }
    if !published.events.isEmpty { outputs.append((batch.time.day, spool.ledger, published.events)) }
    for (day, place, bytes) in outputs {
      let directory = try files.openOrMakeDirectory(FileName(day.iso8601), in: place)
      try files.createFile(BatchFiles.name(of: batch), in: directory, bytes: bytes)
    }
    let lock = try #require(try SpoolLock.take(in: spool.outbox, files))
    try lock.note(batch, files)
    lock.release(files)
    guard let fold = try roster.fold(for: batch, in: spool.roster, files) else { return }
    let staged = BatchFiles.stagedName(fold.name, of: batch)
    try files.rename(staged, in: spool.roster, to: fold.name, in: spool.roster, replacing: false)
    for old in fold.absorbed { try files.remove(old, in: spool.roster) }
  }

  // MARK: What was answered

  func code(_ row: Int) -> String? { envelopes[row - 1]["error"]?["code"]?.string }

  func data(_ row: Int) throws -> JSONValue { try #require(envelopes[row - 1]["data"], "\(envelopes[row - 1])") }

  func warnings(_ row: Int) throws -> String {
    guard case .array(let warnings)? = try data(row)["warnings"] else { return "" }
    return warnings.compactMap(\.string).joined(separator: " ")
  }

  /// `1 whatsapp 2 cancelled replied`: lead, channel, step, status, reason.
  func changed(_ row: Int) throws -> [String] {
    guard case .array(let changed)? = try data(row)["changed"] else { return [] }
    return try changed.map {
      let job = try #require($0["job_id"]?.string.flatMap { JobID($0) })
      return
        "\(job.request.lead) \(job.channel) \(job.step) \($0["status"]?.string ?? "?") \($0["reason"]?.string ?? "-")"
    }
  }

  func pending(_ lead: String) -> [String] { bench.pending(lead) }
}
