import Outreach
import Testing

@testable import Requests

@Suite struct RequestIDParsingTests {
  @Test(arguments: [
    "139-20261123T101512.345678Z", "139-20261123T101512.345678Z-2", "a-b-20261123T101512.000000Z-17",
    "20261123T101512-20261123T101512.345678Z",
  ]) func readsWhatItWrote(_ text: String) throws {
    #expect(try #require(RequestID(parsing: text)).description == text)
  }

  @Test(arguments: [
    "", "139", "139-", "-20261123T101512.345678Z", "139-20261123T101512.345678", "139-20261323T101512.345678Z",
    "139-20261123T101512.345678Z-", "139-20261123T101512.345678Z-1", "139-20261123T101512.345678Z-02",
    "139-20261123T101512.345678Z-+2", "139-20261123T101512.345678Zx", "1 9-20261123T101512.345678Z",
    "......................",
  ]) func refusesAnythingElse(_ text: String) { #expect(RequestID(parsing: text) == nil) }

  @Test func partsAreToldApart() throws {
    let id = try #require(RequestID(parsing: "lead-7-20261123T101512.345678Z-3"))
    #expect(id.lead.text == "lead-7")
    #expect(id.ordinal == 3)
    #expect(id.batch.description == "20261123T101512.345678Z")
  }
}
