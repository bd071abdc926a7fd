import Outreach
import Testing

@testable import OutreachScheduler

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
    var batch: String
  }

  struct Event {
    var name: String
    var request: String?
    var channel: String?
    var job: String?
  }

  /// Where each request lies, by inode: the path, its parts.
  var places: [MemoryDisk.Inode: [[FileName]]] = [:]
  var responses: [FileName: JSONValue] = [:]
  var errors: [(directory: String, envelope: JSONValue)] = []
  /// First answers by `<batch>/<request name>`.
  var firstAnswers: [String: [UInt8]] = [:]
  var jobs: [Job] = []
  var events: [Event] = []
  var tables: [FileName] = []
  /// Everything that breaks the contract whatever the moment: half-written files, foreign names.
  var faults: [String] = []
  /// Files under names that are only used while a batch is being published.
  var staged: [String] = []

  init(_ disk: MemoryDisk, requests: Set<MemoryDisk.Inode>) {
    for (path, name, inode) in disk.walk() {
      guard let node = disk.node(inode), node.kind != .directory else { continue }
      let parts = path.split(separator: "/").map(String.init)
      if requests.contains(inode) {
        // Names need not be UTF-8, and so need not come back from a path.
        places[inode, default: []].append(parts.dropLast().map { FileName($0) } + [name])
        continue
      }
      read(path, parts, name, node.bytes)
    }
  }

  private mutating func read(_ path: String, _ parts: [String], _ name: FileName, _ bytes: [UInt8]) {
    let isAnswer = name.hasPrefix(".answer-")
    if name.hasPrefix("."), !isAnswer {
      let isRecord = name == ".record" && ["processing", "processed"].contains(parts[1])
      if !isRecord, path != "outbox/.lock" { staged.append(path) }
      return
    }
    switch (parts[0], parts[1]) {
    case ("outbox", "responses"):
      guard let envelope = whole(path, bytes) else { return }
      responses[name] = envelope
    case ("inbox", "failed"):
      guard let envelope = whole(path, bytes), name.hasSuffix(".error.json") else { return }
      errors.append((parts.dropLast().joined(separator: "/"), envelope))
    case ("inbox", _) where isAnswer:
      if whole(path, bytes) != nil {
        firstAnswers["\(parts[parts.count - 2])/\(String(decoding: name.bytes.dropFirst(8), as: UTF8.self))"] = bytes
      }
    case ("outbox", "jobs"):
      for line in lines(path, bytes) {
        guard let job = Job(line, batch: name.description) else {
          faults.append("\(path) has a line that is no job")
          continue
        }
        if !job.sendAt.hasPrefix(parts[2]) { faults.append("\(job.id) is due at \(job.sendAt) and lies in \(path)") }
        jobs.append(job)
      }
    case ("outbox", "ledger"):
      for line in lines(path, bytes) {
        events.append(
          Event(
            name: line["event"]?.string ?? "?", request: line["request_id"]?.string, channel: line["channel"]?.string,
            job: line["job_id"]?.string))
      }
    case ("outbox", "roster"):
      if SortedTable(FileContents(copying: bytes)) == nil { faults.append("\(path) is torn") }
      tables.append(name)
    default: faults.append("\(path) does not belong there")
    }
  }

  private mutating func whole(_ path: String, _ bytes: [UInt8]) -> JSONValue? {
    guard bytes.last == UInt8(ascii: "\n"), let value = try? JSONValue(parsing: bytes), value["ok"] != nil else {
      faults.append("\(path) is torn: \"\(String(decoding: bytes.suffix(40), as: UTF8.self))\"")
      return nil
    }
    return value
  }

  private mutating func lines(_ path: String, _ bytes: [UInt8]) -> [JSONValue] {
    guard bytes.last == UInt8(ascii: "\n") else {
      faults.append("\(path) is torn")
      return []
    }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      if let value = try? JSONValue(parsing: Array(line)) { return value }
      faults.append("\(path) has a torn line")
      return nil
    }
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
      batch: String(file.dropLast(".ndjson".count)))
  }
}
