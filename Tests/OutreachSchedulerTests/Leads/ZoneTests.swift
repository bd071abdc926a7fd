import Foundation
import Outreach
import Testing

@testable import Leads

struct ZoneTests {
  @Test(arguments: [
    "Europe/Istanbul", "Asia/Istanbul", "Asia/Kolkata", "Asia/Calcutta", "Europe/Kyiv", "America/Argentina/Ushuaia",
    "America/Port-au-Prince", "Etc/GMT-14", "US/Eastern", "UTC", "+03:00", "-12:00", "+14:00", "+05:45",
  ])
  func namesThatAreAccepted(name: String) throws {
    let zone = try #require(Zone(identifier: name))
    #expect(zone.identifier == name, "as it was written")
  }

  @Test(arguments: [
    "", " ", "/", "Europe", "Europe/", "/Istanbul", "Europe/istanbul", "europe/istanbul", "EUROPE/ISTANBUL",
    "Europe/Istanbul ", " Europe/Istanbul", "Europe//Istanbul", "Europe/Istanbul/x", "Europe/Ankara",
    "Europe/../etc/passwd",
    "EST", "PST", "TRT", "Turkey", "GMT+3", "UTC+3", "utc", "Z", "+3", "+3:00", "+0300", "03:00", "+14:01", "-12:01",
    "+24:00", "Etc/Unknown", "SystemV/PST8PDT", "Turkey Standard Time", "Avrupa/İstanbul", "Europe/Istanbul\0",
  ])
  func namesThatAreRefused(name: String) {
    #expect(Zone(identifier: name) == nil)
  }

  @Test(arguments: [
    ("Europe/Istanbul", "2026-01-01T00:00:00Z", 180), ("Europe/Istanbul", "2015-01-01T00:00:00Z", 120),
    ("America/New_York", "2026-01-01T00:00:00Z", -300), ("America/New_York", "2026-07-01T00:00:00Z", -240),
    ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 345), ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 660),
    ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", 630), ("Pacific/Apia", "2011-12-30T09:59:59Z", -600),
    ("Pacific/Apia", "2011-12-30T10:00:00Z", 840), ("UTC", "2026-07-01T00:00:00Z", 0),
    ("-03:30", "2026-07-01T00:00:00Z", -210), ("Europe/Berlin", "2090-07-01T00:00:00Z", 120),
    ("Europe/Berlin", "9999-07-01T00:00:00Z", 60), ("Europe/Berlin", "0001-01-01T00:00:00Z", 60),
  ])
  func offsetsInMinutes(name: String, at: String, minutes: Int64) throws {
    #expect(try zone(name).interval(at: instant(at)).offset == minutes * 60)
  }

  @Test func anIntervalEndsWhereTheClocksChange() throws {
    let summer = try zone("Europe/Berlin").interval(at: instant("2026-07-01T12:00:00Z"))
    #expect(try summer.from == instant("2026-03-29T01:00:00Z").seconds)
    #expect(try summer.until == instant("2026-10-25T01:00:00Z").seconds)
    #expect(try zone("UTC").interval(at: instant("2026-07-01T12:00:00Z")).until == .max)
  }

  /// Around every change that our table has, and at a thousand instants that it was not made from.
  @Test(arguments: SendingWindowPropertyTests.zones.dropLast(2) + ["America/Sao_Paulo", "Asia/Tehran"])
  func agreesWithTheDataItComesFrom(name: String) throws {
    let zone = try zone(name)
    let truth = try #require(TimeZone(identifier: name))
    var seconds = (0..<1000).map { Int64($0) * 4_100_000 + 17 }
    var interval = zone.interval(atSecond: 0)
    while interval.until < 4_102_444_800 {
      seconds += [interval.until - 1, interval.until]
      interval = zone.interval(atSecond: interval.until)
    }
    for second in seconds {
      let expected = Int64(truth.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))))
      #expect(zone.interval(atSecond: second).offset == expected, "at \(second)")
    }
  }

  @Test func aLeadsOwnZoneGoesBeforeTheStandardOne() throws {
    var lead = Lead(id: try #require(LeadID("139")))
    #expect(try Zone.of(lead, else: .utc) == .utc)
    lead.timeZone = "Europe/Berlin"
    #expect(try Zone.of(lead, else: .utc).identifier == "Europe/Berlin")
    lead.timeZone = "Berlin"
    #expect(throws: UnknownZone(name: "Berlin")) { try Zone.of(lead, else: .utc) }
  }

  @Test func everyZoneOfTheSystemIsAccepted() {
    let known = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") } + ["UTC"]
    #expect(known.filter { Zone(identifier: $0) == nil } == [])
    #expect(known.contains("Europe/Istanbul"))
  }

  @Test func manyTasksMayAskAtOnce() async {
    let names = ["Asia/Tokyo", "Asia/Seoul", "Asia/Dubai", "Nowhere/Else"]
    let found = await withTaskGroup(of: Int.self) { group in
      for index in 0..<64 { group.addTask { Zone(identifier: names[index % 4]) == nil ? 0 : 1 } }
      return await group.reduce(0, +)
    }
    #expect(found == 48)
  }
}
