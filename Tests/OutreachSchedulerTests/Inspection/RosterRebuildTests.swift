import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

@Suite struct RosterRebuildTests {
  private func rebuild(_ files: MemoryFileSystem) throws -> RosterRebuild.Rebuilt {
    let spool = try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files)
    defer { spool.close(in: files) }
    return try RosterRebuild(spool, files, objective: "ilk_temas").run()
  }

  private func withoutRoster(_ spool: SimulatedSpool) throws -> SimulatedSpool {
    var spool = spool
    let roster = try spool.disk.find(path: "outbox/roster")
    for name in spool.disk.list("outbox/roster") { try spool.disk.remove(name, in: roster, isDirectory: false) }
    spool.disk.syncAll()
    return spool
  }

  private func roster(_ disk: MemoryDisk) throws -> Roster {
    let files = MemoryFileSystem(disk)
    return try RosterStore.load(
      try SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files), files, known: Roster())
  }

  /// Everything admission asks, about everybody there is.
  private func knowledge(_ disk: MemoryDisk) throws -> [String] {
    let roster = try roster(disk)
    var found: [String] = []
    var spool = SimulatedSpool()
    spool.disk = disk
    let holders = Set(try spool.jobs().flatMap { [Roster.Holder.lead($0.job.lead), .address($0.job.to)] })
    for holder in holders {
      for channel in Channel.allCases {
        if let active = roster.active(holder, on: channel) { found.append("\(holder) \(channel) \(active)") }
        for objective in ["ilk_temas", "tanitim", "randevu"] {
          if let contact = roster.contact(at: roster.place(holder, on: channel, objective: objective)) {
            found.append("\(holder) \(channel) \(objective) \(contact)")
          }
        }
      }
    }
    for name in ["2@a.json", "2.json", "1.json"] as [FileName] {
      if let answer = roster.answer(to: name) { found.append("\(name) \(answer)") }
    }
    return found.sorted()
  }

  @Test func itKnowsWhatTheOldOneKnew() throws {
    let spool = try AuditTests.spool()
    let before = try knowledge(spool.disk)
    #expect(before.count == 17)
    let files = try withoutRoster(spool).files()
    let outcome = try rebuild(files)
    #expect(outcome == RosterRebuild.Rebuilt(active: 8, answers: 1, removed: 0))
    let after = try knowledge(files.snapshot)
    #expect(Set(after).symmetricDifference(before) == [])
    #expect(files.openHandles == 0)
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings == [])
  }

  /// A bulk file is known by its bytes, whatever its name, and its leads are taken.
  @Test func bulkFilesAreKnownAgain() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id\n1\n2\n3\n")
    try spool.answer()
    let before = try knowledge(spool.disk)
    let files = try withoutRoster(spool).files()
    _ = try rebuild(files)
    let after = try knowledge(files.snapshot)
    #expect(Set(after).symmetricDifference(before) == [])
    #expect(before.count > 3)
    spool.disk = files.snapshot
    try spool.drop([("2.json", "{}"), ("again.csv", "lead_id\n1\n2\n3\n")])
    try spool.answer()
    #expect(try spool.outcome("2.json") == "ALREADY_ACTIVE")
    #expect(
      try spool.response("again.summary.json")["duplicate_of"] == spool.response("fair.summary.json")["batch"])
  }

  /// A reference that a row used up stays so.
  @Test func referencesOfRowsAreKnownAgain() throws {
    var spool = SimulatedSpool()
    try spool.drop(
      "fair.ndjson",
      #"{"lead_id":1,"ref":"a"}"# + "\n" + #"{"lead_id":2}"# + "\n" + #"{"lead_id":1,"ref":"b"}"# + "\n"
        + #"{"lead_id":2,"ref":"a","command":"cancel"}"# + "\n")
    try spool.answer()
    let files = try withoutRoster(spool).files()
    #expect(try rebuild(files).answers == 2)
    spool.disk = files.snapshot
    let again = #""on_active":"replace","on_contacted":"allow"}"#
    #expect(try spool.ask("1@a.json", "{" + again) == "DUPLICATE_REQUEST")
    #expect(try spool.ask("1@b.json", "{" + again) == "ok", "it was refused then")
    #expect(try spool.ask("2.cancel@a.json") == "DUPLICATE_REQUEST")
    #expect(try spool.ask("2@a.json", "{" + again) == "ok", "another request")
  }

  /// An index whose keys anybody can work out is remade.
  @Test func aTableOfTheFormerVersionIsRemade() throws {
    var spool = try AuditTests.spool()
    let before = try knowledge(spool.disk)
    var words: [UInt64] = [0x3252_5453_4F52_534F, 0, 0, 8, 0]
    words.append(words.withUnsafeBytes { Checksum.of($0) })
    for name in spool.disk.list("outbox/roster") {
      let table = words.withUnsafeBytes { [UInt8](repeating: 0, count: 64) + Array($0) }
      spool.disk.setBytes(table, of: try spool.disk.find(path: "outbox/roster/\(name)"))
    }
    let files = spool.files()
    #expect(try FormerRoster.isThere(in: "outbox", files))
    let found = try Audit.run(inbox: "inbox", outbox: "outbox", in: files)
    #expect(found.problems == 0 && found.findings.contains { $0.message.contains("earlier version") })
    _ = try rebuild(files)
    #expect(try !FormerRoster.isThere(in: "outbox", files))
    #expect(try knowledge(files.snapshot) == before)
  }

  /// Killed after any operation, and the roster remade before the next run: it knows what was decided.
  @Test func aSliceThatWasDecidedCounts() throws {
    var spool = SimulatedSpool()
    try spool.drop("fair.csv", "lead_id,ref,objective\n1,a,tanitim\n2,b,tanitim\n3,c,tanitim\n4,d,tanitim\n")
    let worker = spool.files()
    var disks: [MemoryDisk] = []
    worker.observe = { disk, _ in disks.append(disk) }
    try SimulatedSpool.settle(worker)
    var answers: Set<Int> = []
    for disk in disks where disk.list("outbox/roster") != [] {
      let files = MemoryFileSystem(disk)
      answers.insert(try rebuild(files).answers)
      try SimulatedSpool.settle(files)
      spool.disk = files.snapshot
      #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
      let planned = try spool.jobs().count
      #expect(planned == 12)
      #expect(try self.roster(spool.disk).answer(to: "4@d.json") != nil)
      let roster = try self.roster(spool.disk)
      let place = roster.place(.lead(try #require(LeadID("1"))), on: .whatsapp, objective: "tanitim")
      #expect(roster.contact(at: place) != nil)
    }
    #expect(answers.isSuperset(of: [2, 4]))
  }

  /// What was on its way when it was ended goes out all the same; that it was ended stays known.
  @Test func whatIsSentLateChangesNothingElse() throws {
    var spool = SimulatedSpool()
    try spool.drop([("1.json", #"{"max_followups":0}"#), ("2.json", #"{"max_followups":0}"#)])
    try spool.answer()
    let jobs = try spool.jobIDs("1.json") + spool.jobIDs("2.json")
    try spool.drop([
      ("1.cancel.json", "{}"), ("2.json", #"{"max_followups":0,"objective":"randevu","on_active":"replace"}"#),
    ])
    try spool.answer()
    try spool.report("sent", jobs)
    let before = try knowledge(spool.disk)
    let files = try withoutRoster(spool).files()
    _ = try rebuild(files)
    #expect(try knowledge(files.snapshot) == before)
    spool.disk = files.snapshot
    #expect(try spool.ask("1.json", #"{"objective":"randevu"}"#) == "RECENTLY_CONTACTED")
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: spool.files()).findings == [])
  }

  @Test func damagedTablesAreReplaced() throws {
    var spool = try AuditTests.spool()
    let before = try knowledge(spool.disk)
    let table = try #require(spool.disk.list("outbox/roster").first)
    try spool.write("outbox/roster/\(table)", "rubbish")
    #expect(throws: SpoolError.self) { try roster(spool.disk) }
    let files = spool.files()
    #expect(
      try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.first?.message.contains("damaged") ?? false)
    _ = try rebuild(files)
    let after = try knowledge(files.snapshot)
    #expect(Set(after).symmetricDifference(before) == [])
  }

  /// Without its roster the spool would write to people who are being written to already.
  @Test func nothingIsAnsweredWithoutTheRoster() throws {
    var spool = try withoutRoster(try AuditTests.spool())
    try spool.drop("1.json")
    let files = spool.files()
    var worker = SimulatedSpool.spool(files)
    #expect {
      _ = try worker.turn()
    } throws: {
      "\($0)".contains("audit --rebuild")
    }
    #expect(files.snapshot.list("inbox").contains("1.json"))
    #expect(
      try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.map(\.message)
        == ["it holds no table although jobs are planned; remake the roster with audit --rebuild"])
    _ = try rebuild(files)
    try SimulatedSpool.settle(files)
    #expect(
      String(decoding: files.snapshot.bytes("outbox/responses/1.json") ?? [], as: UTF8.self).contains("ALREADY_ACTIVE"))
  }

  /// A roster that disagrees is named, place by place, and mended.
  @Test func disagreementIsNamed() throws {
    var spool = try AuditTests.spool()
    let id = try #require(try spool.jobs { $0.lead = LeadID("4") }.first).job.request
    try spool.report(#""event":"cancelled","lead_id":4,"request_id":"\#(id)""#)
    // The roster still holds the place; a later day makes that a matter of fact.
    let found = try Audit.run(inbox: "inbox", outbox: "outbox", in: spool.files()).findings.map(\.message)
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.contains("of which nothing is pending") })
    let files = spool.files()
    _ = try rebuild(files)
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings == [])
  }

  /// An opt-out holds for ever, a reply for its time, and a roster that is remade knows both.
  @Test func whatStandsAgainstContactIsKept() throws {
    var spool = try AuditTests.spool()
    try spool.drop([
      ("1.cancel.json", "{}"), ("2.opt-out.json", #"{"channel":"email"}"#), ("4.reply.json", #"{"text":"Tamam"}"#),
      ("5.opt-out.json", "{}"), ("5.opt-in.json", #"{"source":"form","at":"2026-11-23T10:00:00Z"}"#),
    ])
    try spool.answer()
    func notices(_ disk: MemoryDisk) throws -> [String] {
      let roster = try roster(disk)
      var found: [String] = []
      for holder in Set(try spool.jobs().flatMap { [Roster.Holder.lead($0.job.lead), .address($0.job.to)] }) {
        for channel in Channel.allCases {
          if let notice = roster.notice(holder, on: channel) { found.append("\(holder) \(channel) \(notice)") }
        }
      }
      return found.sorted()
    }
    let before = try notices(spool.disk)
    #expect(before.count >= 6)
    let files = try withoutRoster(spool).files()
    _ = try rebuild(files)
    #expect(try notices(files.snapshot) == before)
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.map(\.description) == [])
  }

  /// What a person gives as a reason is their own words: no word of ours in it makes another event of a cancel.
  @Test(arguments: ["bounced", "opted_out", "replaced", "replied", "cancelled", "wrong list"])
  func aCancelStaysOneWhateverItsReason(_ reason: String) throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", "{}"), ("2.json", "{}"), ("3.json", "{}"), ("3.cancel.json", #"{"reason":"\#(reason)"}"#),
    ])
    try spool.answer()
    let last = try #require(try spool.jobIDs("2.json").last)
    for job in try spool.jobIDs("2.json") where job != last { try spool.report("sent", [job]) }
    try spool.drop([
      ("1.cancel.json", #"{"reason":"\#(reason)"}"#),
      ("2.cancel.json", #"{"job_id":"\#(last)","reason":"\#(reason)"}"#),
    ])
    try spool.answer()
    let leads = try ["1", "2", "3"].map { Roster.Holder.lead(try #require(LeadID($0))) }
    func stops(_ disk: MemoryDisk) throws -> [Roster.Notice.Stop.Cause?] {
      let roster = try roster(disk)
      return leads.map { roster.notice($0, on: .whatsapp)?.stopped?.cause }
    }
    #expect(try stops(spool.disk) == [.cancel, .cancel, .cancel])
    let files = try withoutRoster(spool).files()
    _ = try rebuild(files)
    #expect(try stops(files.snapshot) == [.cancel, .cancel, .cancel])
    spool.disk = files.snapshot
    for name in ["1.json", "2.json", "3.json"] as [FileName] {
      #expect(try spool.ask(name, #"{"objective":"randevu"}"#) == "RECENTLY_CONTACTED")
    }
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: spool.files()).findings == [])
  }

  /// Jobs that were moved, sent or cancelled one by one are accounted for, and a roster that is remade knows as much.
  @Test func commandsAreAccountedFor() throws {
    var spool = try AuditTests.spool()
    let jobs = try spool.jobs { $0.lead = LeadID("4") }.map(\.job.id)
    try spool.drop([
      ("2.reschedule.json", #"{"shift_hours":72}"#), ("4.sent.json", #"{"job_id":"\#(jobs[0])"}"#),
      ("4.cancel.json", #"{"job_id":"\#(jobs[2])"}"#),
    ])
    try spool.answer()
    #expect(
      try spool.statuses { $0.lead = LeadID("4") }
        == ["4-whatsapp-1 sent", "4-whatsapp-2 pending", "4-whatsapp-3 cancelled (cancelled)"])
    #expect(try spool.jobs { $0.lead = LeadID("2") }.allSatisfy { $0.job.revision == 1 })
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: spool.files()).findings.map(\.description) == [])
    let files = try withoutRoster(spool).files()
    _ = try rebuild(files)
    #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: files).findings.map(\.description) == [])
  }

  /// Killed, or cut off, after any operation: either the old tables count or the new one does, and never half of it.
  @Test(arguments: [nil, 0, 1, 5] as [UInt64?]) func anyDeathLeavesARoster(powerCut seed: UInt64?) throws {
    var spool = try AuditTests.spool()
    // The last batch's own commit would be made durable by the next one.
    spool.disk.syncAll()
    let before = try knowledge(spool.disk)
    let files = spool.files()
    var disks: [(MemoryDisk, MemoryFileSystem.Operation)] = []
    files.observe = { disk, operation in disks.append((disk, operation)) }
    _ = try rebuild(files)
    #expect(disks.count > 4)
    for (disk, after) in disks {
      let left = seed.map { disk.cut(seed: $0) } ?? disk
      #expect(try knowledge(left) == before, "after \(after)")
      let next = MemoryFileSystem(left)
      _ = try rebuild(next)
      #expect(try Audit.run(inbox: "inbox", outbox: "outbox", in: next).findings == [], "after \(after)")
    }
  }
}
