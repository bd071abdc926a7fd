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

  /// Senders go by a job's id alone: two channels that shared one would be one message to them.
  @Test func jobsOfTwoChannelsNeverShareAnID() throws {
    let id = try #require(RequestID(parsing: "139-20261123T101512.345678Z"))
    let names = Channel.allCases.map { id.job($0, step: 1) }
    #expect(Set(names).count == names.count)
    for (channel, name) in zip(Channel.allCases, names) { #expect(JobID(name)?.channel == channel) }
  }
}
