import Outreach
import Testing

@testable import Formats
@testable import Leads
@testable import Records
@testable import Storage

/// What lies in a spool, read the way a stranger would read it: by the contract, not by the program's own code.
struct SpoolState {
  struct Job {
    var id: String
    var request: String
    var lead: String
    var channel: String
    var to: String
    var step: Int
    var sendAt: String
    /// The batch whose file the line lies in.
    var batch: String
    /// 0 as planned, and one more each time it was moved.
    var revision: Int

    /// The batch that planned it.
    var plannedBatch: String { String(request.dropFirst(lead.count + 1).prefix(23)) }
  }

  struct Event {
    var name: String
    var request: String?
    var channel: String?
    var job: String?
    var lead: String?
    var to: String?
    var revision: Int?
    var at = ""
    /// It ends nothing.
    var isLate = false
    /// Of its file.
    var batch: String
  }

  /// Where each request lies, by inode: the path, its parts.
  var places: [MemoryDisk.Inode: [[FileName]]] = [:]
  var responses: [FileName: JSONValue] = [:]
  /// The envelopes of bulk files, a row each, and what their summaries say.
  var bulkResponses: [FileName: [JSONValue]] = [:]
  var summaries: [FileName: JSONValue] = [:]
  /// Files of refused rows, by path.
  var refusedRows: [String: [UInt8]] = [:]
  var errors: [(directory: String, envelope: JSONValue)] = []
  /// First answers by `<batch>/<request name>`.
  var firstAnswers: [String: [UInt8]] = [:]
  /// Every line of the calendar.
  var jobs: [Job] = []
  /// The lines that count: a job's revision is the highest that the ledger speaks of.
  private(set) var effective: [Job] = []
  /// The jobs that are still to be sent.
  private(set) var pending: [Job] = []
  var events: [Event] = []
  var tables: [FileName] = []
  /// Everything that breaks the contract whatever the moment: half-written files, foreign names.
  var faults: [String] = []
  /// Files under names that are only used while a batch is being published.
  var staged: [String] = []

  /// What was read before.
  private let known: KnownFiles

  /// Files that were read as JSON, for those who look again and again: few of them ever change.
  final class KnownFiles {
    fileprivate var values: [MemoryDisk.Inode: (bytes: [UInt8], values: [JSONValue?])] = [:]
    fileprivate var tables: [MemoryDisk.Inode: [UInt8]] = [:]
  }

  init(_ disk: MemoryDisk, requests: Set<MemoryDisk.Inode>, known: KnownFiles = KnownFiles()) {
    self.known = known
    for (path, name, inode) in disk.walk() {
      guard let node = disk.node(inode), node.kind != .directory else { continue }
      let parts = path.split(separator: "/").map(String.init)
      if requests.contains(inode) {
        // Names need not be UTF-8, and so need not come back from a path.
        places[inode, default: []].append(parts.dropLast().map { FileName($0) } + [name])
        continue
      }
      read(path, parts, name, node.bytes, inode)
    }
    fold()
  }

  private mutating func fold() {
    var revisions: [String: Int] = [:]
    for event in events where event.name == "rescheduled" {
      if let job = event.job { revisions[job] = max(revisions[job] ?? 0, event.revision ?? 0) }
    }
    effective = jobs.filter { $0.revision == revisions[$0.id] ?? 0 }
    let ends: Set = ["sent", "failed", "cancelled", "bounced", "expired", "replied", "opted_out"]
    let endings = events.filter { ends.contains($0.name) }
    let single = Set(endings.compactMap(\.job))
    // That messages to an address come back ends nothing; what it cancels is said in lines of its own.
    let others = endings.filter { $0.job == nil && !$0.isLate && $0.name != "bounced" }
    pending = effective.filter { job in !single.contains(job.id) && !others.contains { $0.ends(job) } }
  }

  private mutating func read(
    _ path: String, _ parts: [String], _ name: FileName, _ bytes: [UInt8], _ inode: MemoryDisk.Inode
  ) {
    let isAnswer = name.hasPrefix(".answer-")
    if name.hasPrefix("."), !isAnswer {
      let isRecord =
        (name == ".record" || name.hasPrefix(".record-")) && ["processing", "processed"].contains(parts[1])
      if !isRecord, path != "outbox/.lock" { staged.append(path) }
      return
    }
    switch (parts[0], parts[1]) {
    case ("outbox", "responses") where name.hasSuffix(".ndjson"): bulkResponses[name] = lines(path, bytes, inode)
    case ("outbox", "responses") where name.hasSuffix(".summary.json"): summaries[name] = whole(path, bytes, inode)
    case ("inbox", "failed") where name.hasSuffix(".csv") || name.hasSuffix(".ndjson"): refusedRows[path] = bytes
    case ("outbox", "responses"):
      guard let envelope = whole(path, bytes, inode) else { return }
      responses[name] = envelope
    case ("inbox", "failed"):
      guard let envelope = whole(path, bytes, inode), name.hasSuffix(".error.json") else { return }
      errors.append((parts.dropLast().joined(separator: "/"), envelope))
    case ("inbox", _) where isAnswer:
      if whole(path, bytes, inode) != nil {
        firstAnswers["\(parts[parts.count - 2])/\(String(decoding: name.bytes.dropFirst(8), as: UTF8.self))"] = bytes
      }
    case ("outbox", "jobs"):
      for line in lines(path, bytes, inode) {
        guard let job = Job(line, batch: name.description) else {
          faults.append("\(path) has a line that is no job")
          continue
        }
        if !job.sendAt.hasPrefix(parts[2]) { faults.append("\(job.id) is due at \(job.sendAt) and lies in \(path)") }
        jobs.append(job)
      }
    case ("outbox", "ledger"):
      for line in lines(path, bytes, inode) {
        events.append(
          Event(
            name: line["event"]?.string ?? "?", request: line["request_id"]?.string, channel: line["channel"]?.string,
            job: line["job_id"]?.string, lead: LeadID(line["lead_id"])?.text, to: line["to"]?.string,
            revision: line["revision"]?.int, at: line["at"]?.string ?? "", isLate: line["late"]?.bool ?? false,
            batch: String(name.description.dropLast(".ndjson".count))))
      }
    case ("outbox", "roster"):
      if !isWholeTable(bytes, inode) { faults.append("\(path) is torn") }
      tables.append(name)
    default: faults.append("\(path) does not belong there")
    }
  }

  private mutating func whole(_ path: String, _ bytes: [UInt8], _ inode: MemoryDisk.Inode) -> JSONValue? {
    let values = values(bytes, inode) { [try? JSONValue(parsing: $0)] }
    guard bytes.last == UInt8(ascii: "\n"), let value = values[0], value["ok"] != nil else {
      faults.append("\(path) is torn: \"\(String(decoding: bytes.suffix(40), as: UTF8.self))\"")
      return nil
    }
    return value
  }

  private mutating func lines(_ path: String, _ bytes: [UInt8], _ inode: MemoryDisk.Inode) -> [JSONValue] {
    // A bulk file without rows; of any other the summary has counted the rows.
    if bytes.isEmpty, path.hasPrefix("outbox/responses/") { return [] }
    guard bytes.last == UInt8(ascii: "\n") else {
      faults.append("\(path) is torn")
      return []
    }
    let lines = values(bytes, inode) { bytes in
      bytes.split(separator: UInt8(ascii: "\n")).map { try? JSONValue(parsing: Array($0)) }
    }
    for line in lines where line == nil { faults.append("\(path) has a torn line") }
    return lines.compactMap(\.self)
  }

  private func values(
    _ bytes: [UInt8], _ inode: MemoryDisk.Inode, _ parse: ([UInt8]) -> [JSONValue?]
  ) -> [JSONValue?] {
    if let found = known.values[inode], found.bytes == bytes { return found.values }
    let values = parse(bytes)
    known.values[inode] = (bytes, values)
    return values
  }

  private func isWholeTable(_ bytes: [UInt8], _ inode: MemoryDisk.Inode) -> Bool {
    if known.tables[inode] == bytes { return true }
    guard (try? TableShelf().table(of: bytes)?.verify()) != nil else { return false }
    known.tables[inode] = bytes
    return true
  }
}

extension SpoolState.Job {
  init?(_ line: JSONValue, batch file: String) {
    guard let id = line["job_id"]?.string, let request = line["request_id"]?.string, let lead = LeadID(line["lead_id"]),
      let channel = line["channel"]?.string, let to = line["to"]?.string, let step = line["step"]?.int,
      let sendAt = line["send_at"]?.string, line["status"]?.string == "pending"
    else { return nil }
    self.init(
      id: id, request: request, lead: lead.text, channel: channel, to: to, step: step, sendAt: sendAt,
      batch: String(file.dropLast(".ndjson".count)), revision: line["revision"]?.int ?? 0)
  }
}

extension SpoolState.Event {
  /// Whether it is about this job: most specific first, and about a lead or an address only what was there before.
  func ends(_ other: SpoolState.Job) -> Bool {
    if let job { return job == other.id }
    // A reply ends what is pending everywhere.
    guard name == "replied" || channel == nil || channel == other.channel else { return false }
    if let request { return request == other.request }
    guard other.plannedBatch < batch else { return false }
    if let lead { return lead == other.lead }
    return to == other.to
  }
}
