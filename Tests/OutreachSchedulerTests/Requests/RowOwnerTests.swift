import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Requests
@testable import Spool
@testable import Storage

/// Whose bulk files may ask for what.
@Suite struct RowOwnerTests {
  /// The simulated disk's files belong to this user.
  private func codes(_ text: String, general: Set<UInt32>? = nil, byCommand: [String: Set<UInt32>]) throws -> [String] {
    var world = SimulatedSpool()
    try world.drop("1.json", "{}")
    try world.answer()
    try world.drop("a.ndjson", text)
    let files = world.files()
    var rules = SimulatedSpool.rules
    (rules.allowedOwners, rules.ownersByCommand) = (general, byCommand)
    var settings = Worker.Settings(inbox: "inbox", outbox: "outbox", rules: rules)
    settings.slice.rows = 2
    var spool = Worker(
      settings: settings, files: files, planner: Setting.usual.planner, leadBook: Setting.usual.leadBook,
      prober: NobodyDied(), clock: { Timestamp(microseconds: files.snapshot.clock / 1000) })
    try SimulatedSpool.settle(&spool, files)
    world.disk = files.snapshot
    #expect(SpoolInvariants.atRest(world.disk, world.dropped) == [])
    let summary = try JSONValue(parsing: try #require(world.disk.bytes("outbox/responses/a.summary.json")))
    let rows = world.state.bulkResponses["a.ndjson"]?.map { $0["error"]?["code"]?.string ?? "ok" } ?? []
    return rows.isEmpty ? [summary["error"]?["code"]?.string ?? "?"] : rows
  }

  private static let mixed =
    #"{"command":"cancel","lead_id":1}"# + "\n" + #"{"lead_id":2}"# + "\n" + #"{"command":"optin","lead_id":3}"# + "\n"

  private var owner: UInt32 {
    var world = SimulatedSpool()
    guard (try? world.drop("1.json")) != nil, let inode = world.dropped.first?.inode else { return 0 }
    return world.disk.node(inode)?.owner ?? 0
  }

  @Test func eachRowIsItsCommandsOwn() throws {
    #expect(
      try codes(Self.mixed, byCommand: ["enqueue": [9999], "cancel": [owner]]) == [
        "ok", "FORBIDDEN_OWNER", "INVALID_FIELD",
      ])
    #expect(
      try codes(Self.mixed, byCommand: ["enqueue": [owner], "cancel": [9999]]) == [
        "FORBIDDEN_OWNER", "ok", "INVALID_FIELD",
      ])
    #expect(try codes(Self.mixed, byCommand: ["reply": [9999]]) == ["ok", "ok", "INVALID_FIELD"])
  }

  @Test func theGeneralRuleIsTheFilesOwn() throws {
    #expect(try codes(Self.mixed, general: [9999], byCommand: [:]) == ["FORBIDDEN_OWNER"])
  }
}
