import Outreach

@testable import Inspection
@testable import Records
@testable import Storage

extension SimulatedSpool {
  /// Writes a file as if it had been there all along.
  mutating func write(_ path: String, _ text: String) throws {
    var parts = path.split(separator: "/").map { FileName(String($0)) }
    let name = parts.removeLast()
    var directory = MemoryDisk.root
    for part in parts {
      if let found = try? disk.find(part, in: directory) {
        directory = found
      } else {
        directory = try disk.make(.directory, part, in: directory)
      }
    }
    let inode = try (try? disk.find(name, in: directory)) ?? disk.make(.regular, name, in: directory)
    disk.setBytes(Array(text.utf8), of: inode)
    disk.syncAll()
  }

  /// An event that some process has appended.
  mutating func report(_ json: String, at time: String = "2026-11-24T09:00:00Z") throws {
    let path = "outbox/ledger/\(time.prefix(10))/sender-1.ndjson"
    let earlier = disk.bytes(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    try write(path, earlier + "{\"at\":\"\(time)\",\(json)}\n")
  }

  func view() throws -> (view: SpoolView, files: MemoryFileSystem) {
    let files = files()
    return (try SpoolView.open(inbox: "inbox", outbox: "outbox", in: files), files)
  }

  func jobs(_ change: (inout JobFilter) -> Void = { _ in }) throws -> [EffectiveJob] {
    var filter = JobFilter()
    change(&filter)
    var found: [EffectiveJob] = []
    try JobQuery(try view().view, filter).run { found += $0 }
    return found
  }

  /// Ids and statuses: `1-whatsapp-1 pending`, without the batch.
  func statuses(_ change: (inout JobFilter) -> Void = { _ in }) throws -> [String] {
    try jobs(change).map { found in
      let id = found.job.id.split(separator: "-").prefix(3).joined(separator: "-")
      return "\(id) \(found.status.rawValue)\(found.reason.map { " (\($0))" } ?? "")"
    }
  }
}
