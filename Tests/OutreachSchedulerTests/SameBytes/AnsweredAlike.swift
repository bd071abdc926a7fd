import Foundation
import Outreach
import Testing

@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Spool
@testable import Storage

/// What requests came to, with all that must differ from form to form replaced: the batch, and the row that only bulk
/// envelopes have.
struct AnsweredAlike {
  /// One envelope a request, in the order of the requests.
  var envelopes: [String]
  /// The lines of the calendar by day, in their order.
  var jobs: [String: [String]] = [:]

  /// A Monday at 10:15 in Istanbul, in the sending window.
  static let now = Timestamp(microseconds: 1_795_418_112_345_678)  // 2026-11-23T07:15:12.345678Z

  /// The repository's own configuration and wordings, with the lead books of a test.
  struct Office {
    let planner: SequencePlanner
    let leadBook: LeadBook

    init(leads paths: [String]) throws {
      let bytes = Array(try Data(contentsOf: Samples.url("config.json")))
      let configuration = try Configuration.parse(bytes, base: "") { path throws(FileError) in
        throw FileError("read", path, code: ENOENT)
      }
      planner = SequencePlanner(
        configuration: configuration, generator: TemplateGenerator(sender: configuration.sender))
      leadBook = LeadBook(paths: paths, isLongRunning: true, clock: MachineClock.now)
    }
  }

  // MARK: In each form

  /// Each as a file of its own, all in one batch.
  static func asFiles(_ requests: [AskedRequest], _ office: Office) throws -> AnsweredAlike {
    let disk = try answer(requests.map { ($0.fileName, Array($0.document.text.utf8)) }, office)
    return try AnsweredAlike(
      of: disk,
      try requests.map {
        try #require(disk.bytes("outbox/responses/\($0.fileName)"), "\($0.fileName) has no response")
      }, rows: false)
  }

  /// All as the rows of one file.
  static func asRows(of text: [UInt8], in name: FileName, _ office: Office) throws -> AnsweredAlike {
    let disk = try answer([(name, text)], office)
    let bytes = try #require(disk.bytes("outbox/responses/rows.ndjson"), "\(disk.walk().map(\.path))")
    return try AnsweredAlike(of: disk, bytes.split(separator: 10).map { $0 + [10] }, rows: true)
  }

  /// As a stream, of which nothing is planned.
  static func generated(from text: [UInt8], _ office: Office) throws -> AnsweredAlike {
    var rest = text[...]
    var reader = try RequestRowReader(mapping: .standard, rowBytes: 1 << 20) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    var answers = RowAnswers(planner: office.planner, leadBook: office.leadBook, explains: false)
    var envelopes: [String] = []
    while true {
      let rows = try reader.next()
      if rows.isEmpty { break }
      for line in try answers.answer(rows, now: now).lines.split(separator: 10) {
        envelopes.append(alike(line + [10], row: envelopes.count + 1, batch: nil))
      }
    }
    return AnsweredAlike(envelopes: envelopes)
  }

  /// What `generate` would have said: nothing is planned, so there is no request and no job to name.
  var unplanned: [String] {
    envelopes.map { envelope in
      var text = envelope
      if let id = text.firstRange(of: /"request_id":"[^"]*"/) { text.replaceSubrange(id, with: "\"request_id\":null") }
      if let jobs = text.firstRange(of: /"jobs":\[.*\],"warnings"/) {
        text.replaceSubrange(jobs, with: "\"jobs\":[],\"warnings\"")
      }
      return text
    }
  }

  /// Where each lead's jobs go.
  var addresses: [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for line in jobs.values.joined() {
      guard let lead = Self.member("lead_id", of: line), let to = Self.member("to", of: line) else { continue }
      found[lead, default: []].insert(to)
    }
    return found
  }

  /// The first member of that name, as it is written: quotes in texts are escaped, so it is no part of one.
  static func member(_ name: String, of line: String) -> String? {
    guard let key = line.range(of: "\"\(name)\":") else { return nil }
    return String(line[key.upperBound...].prefix { $0 != "," && $0 != "}" })
  }

  // MARK: Replacing what must differ

  private init(envelopes: [String]) { self.envelopes = envelopes }

  private init(of disk: MemoryDisk, _ responses: [[UInt8]], rows: Bool) throws {
    let batch = responses.lazy.compactMap { ResponseEnvelope.batch(of: $0) }.first?.description
    envelopes = responses.enumerated().map { Self.alike($1, row: rows ? $0 + 1 : nil, batch: batch) }
    for (path, _, inode) in disk.walk() where path.hasPrefix("outbox/jobs/") {
      guard let node = disk.node(inode), node.kind == .regular else { continue }
      let day = String(path.dropFirst("outbox/jobs/".count).prefix(10))
      jobs[day, default: []] += node.bytes.split(separator: 10).map { Self.alike($0 + [10], row: nil, batch: batch) }
    }
  }

  private static func alike(_ line: [UInt8], row: Int?, batch: String?) -> String {
    var text = String(decoding: line, as: UTF8.self)
    if let batch { text = text.replacingOccurrences(of: batch, with: "BATCH") }
    // Rows behind one that changed what holds for their address are answered in the slice after.
    text = text.replacing(/-20261123T0715\d\d\.\d{6}Z/, with: "-BATCH")
    // Quotes in texts are escaped, so this can only be the member.
    if let row, let member = text.firstRange(of: ",\"row\":\(row),") { text.replaceSubrange(member, with: ",") }
    return text
  }

  // MARK: The spool

  private static func answer(_ files: [(name: FileName, bytes: [UInt8])], _ office: Office) throws -> MemoryDisk {
    var spool = SimulatedSpool()
    let inbox = try spool.disk.find(path: "inbox")
    for (name, bytes) in files {
      spool.disk.tick()
      spool.disk.setBytes(bytes, of: try spool.disk.make(.regular, name, in: inbox))
    }
    spool.disk.syncAll()
    spool.disk.advance(seconds: 3)
    var settings = Worker.Settings(inbox: "inbox", outbox: "outbox", rules: SimulatedSpool.rules)
    settings.batchSize = files.count
    let disk = spool.files()
    // One clock for all forms, and one batch: however long the spool takes, no time passes.
    var worker = Worker(
      settings: settings, files: disk, planner: office.planner, leadBook: office.leadBook, prober: NobodyDied(),
      clock: { now })
    let tally = try SimulatedSpool.settle(&worker, disk)
    #expect(tally.troubles == [])
    return disk.snapshot
  }
}

/// Compares request by request, so that a failure shows the two lines and not thousands.
func expectSame(_ some: [String], _ others: [String], _ what: String) {
  #expect(some.count == others.count, "\(what)")
  for (number, (one, other)) in zip(some, others).enumerated() where one != other {
    Issue.record("\(what), request \(number + 1):\n\(one)\(other)")
    return
  }
}

func expectSame(_ one: AnsweredAlike, _ other: AnsweredAlike, _ what: String) {
  expectSame(one.envelopes, other.envelopes, what)
  guard one.envelopes == other.envelopes else { return }
  #expect(one.jobs.keys.sorted() == other.jobs.keys.sorted(), "\(what)")
  for (day, lines) in one.jobs { expectSame(lines, other.jobs[day] ?? [], "\(what), jobs of \(day)") }
}

enum Samples {
  static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../samples/\(name)").standardizedFileURL
  }

  static func names(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url(directory).path).filter { !$0.hasPrefix(".") }.sorted()
  }
}
