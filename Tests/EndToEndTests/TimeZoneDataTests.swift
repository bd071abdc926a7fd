import Outreach
import Storage
import Testing

/// What holds on a machine (a container, say) that has no time zone data.
struct TimeZoneDataTests {
  @Test func withoutItTheHomeMarketIsServedAndOthersAreToldWhatToInstall() throws {
    let workplace = try Workplace(leads: 2)
    workplace.configure("\"settle_seconds\":0")
    Files.deliver(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    Files.deliver(Array(#"{"lead":{"time_zone":"Europe/Berlin"}}"#.utf8), to: "2.json", in: workplace.inbox)
    let end = try workplace.start("run", environment: ["TZDIR": "/nonexistent"]).wait()
    #expect(end.status == 0, "\(end.errors)")
    let served = Files.read("\(workplace.outbox)/responses/1.json").map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(served.contains(#""ok":true"#))
    let refused = Files.read("\(workplace.outbox)/responses/2.json").map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(refused.contains("INVALID_FIELD"))
    #expect(refused.contains("install tzdata"))
  }
}
