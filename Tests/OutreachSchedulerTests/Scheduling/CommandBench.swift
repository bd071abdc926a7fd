import Outreach
import Testing

@testable import Formats
@testable import Storage

/// A spool in which files are dropped and answered, and what they came to.
struct CommandBench {
  var spool = SimulatedSpool()

  /// Drops the files, in this order, and answers them in one batch.
  mutating func answer(_ requests: (FileName, String)...) throws {
    try spool.drop(requests)
    try spool.answer()
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
  }

  mutating func wait(days: Int64) { spool.disk.advance(seconds: days * 86_400) }

  var state: SpoolState { SpoolState(spool.disk, requests: Set(spool.dropped.map(\.inode))) }

  private func response(_ name: FileName) throws -> JSONValue { try #require(state.responses[name]) }

  /// The response's data, which must be there.
  func data(_ name: FileName) throws -> JSONValue {
    let response = try response(name)
    return try #require(response["data"], "\(response)")
  }

  /// The code of the refusal; nil if the request was accepted.
  func code(_ name: FileName) throws -> String? { try response(name)["error"]?["code"]?.string }

  /// The refusal's sentence.
  func message(_ name: FileName) throws -> String { try response(name)["error"]?["message"]?.string ?? "" }

  func warnings(_ name: FileName) throws -> String {
    guard case .array(let warnings)? = try data(name)["warnings"] else { return "" }
    return warnings.compactMap(\.string).joined(separator: " ")
  }

  /// What a command changed, in short: `1 2026-11-25T06:00:00Z cancelled replied`.
  func changed(_ name: FileName) throws -> [String] {
    guard case .array(let changed)? = try data(name)["changed"] else { return [] }
    return changed.map {
      "\($0["step"]?.int ?? 0) \($0["send_at"]?.string ?? "?") \($0["status"]?.string ?? "?") \($0["reason"]?.string ?? "-")"
    }
  }

  /// The id of a job of the request that this name was answered for last.
  func job(_ name: FileName, _ step: Int, channel: String = "whatsapp") throws -> String {
    guard case .array(let jobs)? = try data(name)["jobs"] else { return "" }
    return try #require(jobs.compactMap { $0["job_id"]?.string }.first { $0.contains("-\(channel)-\(step)-") })
  }

  /// When the steps of a lead that are still pending are due.
  func pending(_ lead: String) -> [String] {
    state.pending.filter { $0.lead == lead }.sorted { ($0.channel, $0.step) < ($1.channel, $1.step) }
      .map { "\($0.channel) \($0.step) \($0.sendAt)" }
  }
}
