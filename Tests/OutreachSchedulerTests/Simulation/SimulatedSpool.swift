// Foundation for the temporary directory: lead books are read from the real disk.
import Foundation
import Outreach
import Testing

@testable import OutreachScheduler

/// A spool on a simulated disk, and all that was ever dropped into it.
struct SimulatedSpool {
  /// A file that somebody dropped; known by its inode, wherever it goes.
  struct Dropped {
    var name: FileName
    var bytes: [UInt8]
    var inode: MemoryDisk.Inode
  }

  var disk: MemoryDisk
  private(set) var dropped: [Dropped] = []

  /// A Monday, in the sending window.
  static let start: Int64 = 1_795_428_912  // 2026-11-23T10:15:12Z

  init() {
    disk = MemoryDisk(clock: Self.start * 1_000_000_000)
    for name: FileName in ["inbox", "outbox"] { _ = try? disk.make(.directory, name, in: MemoryDisk.root) }
    disk.syncAll()
  }

  /// Puts a file into the inbox, durable and long finished, as `mv` would.
  mutating func drop(_ name: FileName, _ text: String = "{}", kind: FileKind = .regular) throws {
    try drop(name, bytes: Array(text.utf8), kind: kind)
  }

  mutating func drop(_ name: FileName, bytes: [UInt8], kind: FileKind = .regular) throws {
    disk.tick()
    let inode = try disk.make(kind, name, in: try disk.find(path: "inbox"))
    if kind == .regular { disk.setBytes(bytes, of: inode) }
    disk.syncAll()
    dropped.append(Dropped(name: name, bytes: kind == .regular ? bytes : [], inode: inode))
    disk.advance(seconds: 3)
  }

  /// Counts a file that came into the inbox in another way.
  mutating func adopt(_ inode: MemoryDisk.Inode, name: FileName, _ text: String) {
    dropped.append(Dropped(name: name, bytes: Array(text.utf8), inode: inode))
  }

  mutating func drop(_ requests: [(FileName, String)]) throws { for (name, text) in requests { try drop(name, text) } }

  /// A new worker's view of the disk.
  func files() -> MemoryFileSystem { MemoryFileSystem(disk) }

  static let rules = ClaimRules(largestRequest: 1 << 20, settle: 2_000_000_000, allowedOwners: nil)

  static func spool(
    _ files: MemoryFileSystem, _ setting: Setting = .usual, prober: any RequestProber = NobodyDied(),
    batchSize: Int = 2048, sliceRows: Int = 2
  ) -> Spool {
    var settings = Spool.Settings(inbox: "inbox", outbox: "outbox", rules: rules)
    settings.batchSize = batchSize
    settings.slice.rows = sliceRows
    return Spool(
      settings: settings, files: files, planner: setting.planner, leadBook: setting.leadBook, prober: prober,
      clock: { Timestamp(microseconds: files.snapshot.clock / 1000) })
  }

  /// Works until nothing is left to do, as cron would: a file that was just moved may count as unfinished for a while.
  @discardableResult
  static func settle(_ files: MemoryFileSystem, _ setting: Setting = .usual, prober: any RequestProber = NobodyDied())
    throws -> Spool.Tally
  {
    var spool = spool(files, setting, prober: prober)
    return try settle(&spool, files)
  }

  @discardableResult
  static func settle(_ spool: inout Spool, _ files: MemoryFileSystem) throws -> Spool.Tally {
    for _ in 0..<20 {
      let turn = try spool.turn()
      if case .idle = turn, try !spool.hasWork() { break }
      files.edit { $0.advance(seconds: 3) }
    }
    return spool.takeTally()
  }

  /// Answers what is in the inbox.
  @discardableResult
  mutating func answer(_ setting: Setting = .usual) throws -> Spool.Tally {
    let files = files()
    let tally = try Self.settle(files, setting)
    disk = files.snapshot
    return tally
  }
}

/// What a worker is started with; two differ in everything that may change between a crash and the recovery.
struct Setting: Sendable {
  var planner: SequencePlanner
  var leadBook: LeadBook

  static let usual = Setting(
    words: "Merhaba", tone: "kurumsal", windows: office, book: "company,phone,email\n", phones: "532")
  /// Another lead book, other defaults, another window, other words.
  static let changed = Setting(
    words: "Selam", tone: "samimi", windows: SendingWindows(.always), book: "company,phone,email\n", phones: "533")

  /// Settings last as long as the process, so their lead books go when it ends.
  private static let books: String = {
    let path = FileManager.default.temporaryDirectory.path + "/outreach-books-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Setting.books) }
    return path
  }()

  private static let office: SendingWindows = {
    guard let window = try? SendingWindowSettings().window(holidays: .none) else { return SendingWindows(.always) }
    return SendingWindows(window)
  }()

  init(words: String, tone: String, windows: SendingWindows, book header: String, phones: String) {
    var configuration = Configuration(sender: Sender(name: "Deniz", company: "Örnek"), windows: windows)
    configuration.defaults.tone = tone
    planner = SequencePlanner(configuration: configuration, generator: PlainWords(greeting: words))
    // Leads 1 to 30; 8 has only an e-mail address, 9 the phone of 1.
    var text = "lead_id," + header
    for id in 1...30 {
      let number = id == 9 ? 1 : id
      let phone = id == 8 ? "" : "+90\(phones)11122" + String(format: "%02d", number)
      text += "\(id),Firma \(id),\(phone),info@firma\(id).example\n"
    }
    let path = Self.books + "/\(UUID().uuidString).csv"
    _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
    leadBook = LeadBook(paths: [path], isLongRunning: true)
    // Indexed once; every worker of the test starts from a copy.
    _ = try? leadBook.facts(for: [])
  }
}

/// Writes one short line a step.
struct PlainWords: SequenceGenerator {
  var greeting = "Merhaba"
  var tones = ["kurumsal", "samimi", "premium", "teknik", "enerjik"]
  var objectives = ["ilk_temas", "tanitim", "randevu", "teklif_takibi", "yeniden_temas", "referans"]
  var languages: [Language] { Language.builtIn }

  func sequence(for request: SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence {
    if request.lead.company == "No words" {
      throw GenerationFailure(message: "There are no words for this.", field: "company")
    }
    return OutreachSequence(
      steps: (0...request.maxFollowUps).map { step in
        OutreachSequence.Step(
          kind: step == 0 ? .initial : .followUp, subject: request.channel == .email ? "\(request.tone) \(step)" : nil,
          message: "\(greeting) \(request.lead.company ?? "?") (\(request.tone), \(step))", variant: "a")
      })
  }
}

struct NobodyDied: RequestProber {
  func deadly(among names: [FileName], in directory: String) -> Set<FileName> { [] }
  func deadlyRows(in directory: String, after row: Int, atMost count: Int) -> DeadlyRows { DeadlyRows() }
}

extension SimulatedSpool {
  /// The response of this name as it lies in the outbox now.
  func response(_ name: FileName) throws -> JSONValue {
    let bytes = try #require(disk.bytes("outbox/responses/\(name)"), "\(name) has no response")
    return try JSONValue(parsing: bytes)
  }

  /// "ok", or the code of the refusal.
  func outcome(_ name: FileName) throws -> String {
    let response = try response(name)
    return response["ok"]?.bool == true ? "ok" : response["error"]?["code"]?.string ?? "?"
  }

  /// Drops one request, answers it and says how.
  mutating func ask(_ name: FileName, _ text: String = "{}", _ setting: Setting = .usual) throws -> String {
    try drop(name, text)
    try answer(setting)
    return try outcome(name)
  }

  var state: SpoolState { SpoolState(disk, requests: Set(dropped.map(\.inode))) }

  /// Lets a sender report to the ledger.
  mutating func report(_ event: String, _ jobs: [String]) throws {
    let now = Timestamp(microseconds: disk.clock / 1000)
    let today = now.day.iso8601
    let ledger = try disk.find(path: "outbox/ledger")
    var day: MemoryDisk.Inode?
    day = try? disk.find(FileName(today), in: ledger)
    let directory: MemoryDisk.Inode
    if let day { directory = day } else { directory = try disk.make(.directory, FileName(today), in: ledger) }
    let file = try disk.make(.regular, FileName("sender-\(disk.clock).ndjson"), in: directory)
    let lines = jobs.map { #"{"at":"\#(now.iso8601)","event":"\#(event)","lead_id":1,"job_id":"\#($0)"}"# + "\n" }
    disk.setBytes(Array(lines.joined().utf8), of: file)
    disk.syncAll()
    disk.tick()
  }

  func jobIDs(_ name: FileName) throws -> [String] {
    guard case .array(let jobs)? = try response(name)["data"]?["jobs"] else { return [] }
    return jobs.compactMap { $0["job_id"]?.string }
  }
}
