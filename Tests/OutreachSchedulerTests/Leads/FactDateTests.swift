import Outreach
import Testing

@testable import Leads

/// Dates as spreadsheets and people write them.
@Suite struct FactDateTests {
  @Test(arguments: [
    ("2026-11-05", "2026-11-05T00:00:00Z"), ("05.11.2026", "2026-11-05T00:00:00Z"),
    ("5/11/2026 14:30", "2026-11-05T14:30:00Z"), ("5 Kasım 2026", "2026-11-05T00:00:00Z"),
    ("05.11.2026 Perşembe", "2026-11-05T00:00:00Z"), ("Perşembe, 5 Kasım 2026 14:30", "2026-11-05T14:30:00Z"),
    ("05.11.26", "2026-11-05T00:00:00Z"), ("5.11.2026 14.30", "2026-11-05T14:30:00Z"),
    ("5.11.2026 9:05", "2026-11-05T09:05:00Z"), ("Nov 5, 2026", "2026-11-05T00:00:00Z"),
    ("November 5, 2026 2:30 PM", "2026-11-05T14:30:00Z"), ("5-Nov-26", "2026-11-05T00:00:00Z"),
    ("12 AĞUSTOS 2026", "2026-08-12T00:00:00Z"), ("31.12.99", "1999-12-31T00:00:00Z"),
    ("Thu Nov 5 2026 12:15 am", "2026-11-05T00:15:00Z"), ("5 Şub 2026 saat 10:00", "2026-02-05T10:00:00Z"),
  ]) func areRead(_ text: String, _ instant: String) {
    #expect(FactDate.timestamp(text)?.iso8601 == instant)
  }

  @Test(arguments: [
    "11/25/2026", "5 Foo 2026", "31 Kasım 2026", "5 Kasım", "Kasım 2026", "5.11.2026 25:00", "5.11.2026 10:60",
    "13:00 PM", "5 Kasım 2026 13:00 PM", "1.2.3.4", "v1.2.26 beta", "0532 111 22 33", "5.11.126", "",
    "5 Kasım 2026 saat kaçtı", "45950",
  ]) func areNotGuessed(_ text: String) { #expect(FactDate.timestamp(text) == nil) }

  /// Only in a cell that is a date's: elsewhere a number is a number.
  @Test func aSpreadsheetsDaysAreDates() {
    #expect(FactDate.ofCell("45966")?.iso8601 == "2025-11-05T00:00:00Z")
    #expect(FactDate.ofCell("45966,5")?.iso8601 == "2025-11-05T12:00:00Z")
    #expect(FactDate.ofCell("45966.25")?.iso8601 == "2025-11-05T06:00:00Z")
    for text in ["4596", "12345", "99999", "45966,", "45966,5x", "45.966"] { #expect(FactDate.ofCell(text) == nil) }
  }
}
