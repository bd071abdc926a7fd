import Outreach
import Testing

@testable import Requests
@testable import Storage

@Suite struct RequestNameTests {
  private static let long = String(repeating: "a", count: 64)

  @Test(
    arguments: [
      ("139.json", "139", nil), ("139@order-77.json", "139", "order-77"), ("A_b-9.json", "A_b-9", nil),
      ("00139.json", "00139", nil), ("\(long)@\(long).json", long, long), ("-.json", "-", nil),
    ] as [(String, String, String?)]) func understood(_ name: String, _ lead: String, _ ref: String?) throws
  {
    #expect(RequestName(FileName(name)) == .enqueue(lead: try #require(LeadID(lead)), ref: ref))
  }

  @Test(
    arguments: [
      ("139", .unsupportedFileType), ("139.JSON", .unsupportedFileType), ("139.json5", .unsupportedFileType),
      ("leads.xlsx", .unsupportedFileType), ("139.json ", .unsupportedFileType), ("", .unsupportedFileType),
      ("@a.json", .invalidFileName), ("139@.json", .invalidFileName), ("139@a@b.json", .invalidFileName),
      ("1 39.json", .invalidFileName), ("139.x.json", .invalidFileName), ("çağrı.json", .invalidFileName),
      ("139\n.json", .invalidFileName), (".json", .invalidFileName), ("a/b.json", .invalidFileName),
      ("\(long)a.json", .invalidFileName), ("139@\(long)a.json", .invalidFileName), ("...json", .invalidFileName),
    ] as [(String, RefusalCode)]) func refused(_ name: String, _ expected: RefusalCode)
  {
    guard case .refused(let code, let message) = RequestName(FileName(name)) else {
      Issue.record("\(name) was understood")
      return
    }
    #expect(code == expected)
    #expect(message.contains("<leadId>.json"), "says what it should be called")
  }

  @Test func bytesThatAreNoTextAreRefused() {
    guard case .refused(.invalidFileName, _) = RequestName(FileName(bytes: [0xFF] + Array(".json".utf8))) else {
      Issue.record("understood")
      return
    }
  }

  @Test(arguments: [
    ".hidden", ".139.json", "~$139.json", "139.json~", "x.tmp", "x.part", "x.partial", "x.crdownload", "x.filepart",
    "Thumbs.db",
  ]) func neverLookedAt(_ name: String) { #expect(RequestName.isIgnored(FileName(name))) }

  @Test(arguments: ["139.json", "139", "tmp", "x.tmp.json", "thumbs.csv", "part"]) func lookedAt(_ name: String) {
    #expect(!RequestName.isIgnored(FileName(name)))
  }
}

@Suite struct RequestIDTests {
  @Test func ordinalsShowFromTheSecondOn() throws {
    let batch = BatchID(time: try instant("2026-11-23T10:15:12.345678Z"))
    let lead = try #require(LeadID("139"))
    let first = RequestID(lead: lead, batch: batch)
    #expect(first.description == "139-20261123T101512.345678Z")
    #expect(first.job(.whatsapp, step: 2) == "139-whatsapp-2-20261123T101512.345678Z")
    let second = RequestID(lead: lead, batch: batch, ordinal: 2)
    #expect(second.description == "139-20261123T101512.345678Z-2")
    #expect(second.job(.email, step: 1) == "139-email-1-20261123T101512.345678Z-2")
  }
}
