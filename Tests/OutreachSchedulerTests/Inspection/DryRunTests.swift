import Outreach
import Testing

@testable import Inspection
@testable import Leads
@testable import Requests
@testable import Storage

/// What would be answered, when nothing is done.
@Suite struct DryRunTests {
  private func rehearse(_ name: FileName, _ text: String, rules: ClaimRules = SimulatedSpool.rules) throws
    -> DryRun.Answer
  {
    var dryRun = DryRun(planner: Setting.usual.planner, leadBook: Setting.usual.leadBook, rules: rules)
    return try dryRun.answer(name, Array(text.utf8), now: try instant("2026-11-23T10:15:12Z"))
  }

  @Test func saysWhatTheSpoolWouldSay() throws {
    var world = SimulatedSpool()
    for (name, text) in [("1.json", "{}"), ("2@a.json", #"{"tone":"x"}"#), ("3.json", ""), ("99.json", "{}")]
      as [(FileName, String)]
    {
      #expect(try world.ask(name, text) == (try rehearse(name, text).refusal?.code.rawValue ?? "ok"))
    }
    #expect(try rehearse("x.xlsx", "").refusal?.code == .unsupportedFileType)
    var small = SimulatedSpool.rules
    small.largestRequest = 1
    #expect(try rehearse("1.json", "{}", rules: small).refusal?.code == .fileTooLarge)
    #expect(try rehearse("1.json", "{}").isAccepted)
  }
}
