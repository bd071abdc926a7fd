import Outreach
import Testing

@testable import Leads
@testable import Storage

struct TimeZoneFileTests {
  /// A file whose clocks changed once, at second 1,000,000,000, and go on by a rule.
  static func file(rule: String) -> [UInt8] {
    func header(_ counts: [UInt8]) -> [UInt8] {
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { [0, 0, 0, $0] }
    }
    let time: [UInt8] = [0, 0, 0, 0, 0x3B, 0x9A, 0xCA, 0]
    let types: [UInt8] = [0, 0, 0x0E, 0x10, 0, 0] + [0, 0, 0x1C, 0x20, 1, 0]
    let none = header([0, 0, 0, 0, 1, 1]) + types.prefix(6) + [0]
    return none + header([0, 0, 0, 1, 2, 1]) + time + [1] + types + [0] + Array("\n\(rule)\n".utf8)
  }

  @Test func aRecordedChangeAndTheRuleBehindIt() throws {
    let offsets = ZoneOffsets(try #require(TimeZoneFile(Self.file(rule: "CET-1CEST,M3.5.0,M10.5.0/3"))))
    #expect(offsets.interval(at: 999_999_999).offset == 3600)
    #expect(offsets.interval(at: 1_000_000_000).offset == 7200)
    let summer = offsets.interval(at: try #require(Timestamp(rfc3339: "2099-07-01T00:00:00Z")).seconds)
    #expect(summer.offset == 7200)
    #expect(Timestamp(seconds: summer.from).iso8601 == "2099-03-29T01:00:00Z")
    #expect(Timestamp(seconds: summer.until).iso8601 == "2099-10-25T01:00:00Z")
  }

  @Test(arguments: [
    ("EST5EDT,M3.2.0,M11.1.0", 2026, "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", 2026, "2026-03-28T00:00:00Z", "2026-10-23T23:00:00Z"),
    ("AAA-1BBB,J60/0,J365/0", 2028, "2028-02-29T23:00:00Z", "2028-12-30T22:00:00Z"),
    ("AAA-1BBB,59/0,364/0", 2028, "2028-02-28T23:00:00Z", "2028-12-29T22:00:00Z"),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", 2026, "2026-04-04T14:00:00Z", "2026-09-26T14:00:00Z"),
  ])
  func rules(rule: String, year: Int, first: String, second: String) throws {
    let rule = try #require(TimeZoneRule(Array(rule.utf8)[...]))
    #expect(rule.changes(in: year).map { Timestamp(seconds: $0.second).iso8601 } == [first, second])
  }

  @Test(arguments: [
    "", "5", "CET", "<+03-3", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "CET-1:99",
  ])
  func rulesThatAreNotUnderstood(rule: String) {
    #expect(TimeZoneRule(Array(rule.utf8)[...]) == nil)
  }

  @Test func aFileCutShortOrSpoiltIsNoneAndNeverACrash() {
    let whole = Self.file(rule: "CET-1CEST,M3.5.0,M10.5.0/3")
    for length in 0..<whole.count { #expect(TimeZoneFile(Array(whole.prefix(length))) == nil) }
    for index in whole.indices {
      for byte: UInt8 in [0, 1, 0x7F, 0xFF] {
        var spoilt = whole
        spoilt[index] = byte
        _ = TimeZoneFile(spoilt).map(ZoneOffsets.init)
      }
    }
  }

  @Test func aMachineWithoutDataHasNoNames() {
    let missing = TimeZoneDatabase(directories: ["/nonexistent"])
    #expect(missing.isMissing)
    #expect(missing.contents(of: "Europe/Istanbul") == nil)
    #expect(missing.names(in: "Europe") == [])
  }
}
