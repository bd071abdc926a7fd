import Outreach
import Testing

@testable import Formats
@testable import Storage

/// What came of the requests, and what senders say of the jobs.
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
