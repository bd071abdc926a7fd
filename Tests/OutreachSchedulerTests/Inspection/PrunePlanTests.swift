import Outreach
import Testing

@testable import Inspection
@testable import Requests
@testable import Storage

/// What goes and what stays, decided from what was found.
@Suite struct PrunePlanTests {
  private func terms(before: String = "2026-11-01", cooldown: Int = 30, lastBatch: String? = nil) throws
    -> PrunePlan.Terms
  {
    PrunePlan.Terms(
      before: try civilDay(before), today: try civilDay("2026-11-22"), cooldownDays: cooldown,
      lastBatch: try lastBatch.map(civilDay))
  }

  @Test func onlyEndedDaysGo() throws {
    var ended = PrunePlan.JobsDay(day: try civilDay("2026-10-01"), files: ["a.ndjson"], jobs: 3)
    var pending = PrunePlan.JobsDay(day: try civilDay("2026-10-02"), jobs: 120, pending: 3)
    var odd = PrunePlan.JobsDay(day: try civilDay("2026-10-03"), jobs: 3, unknownLines: 1)
    let atWork = PrunePlan.JobsDay(day: try civilDay("2026-10-04"), jobs: 3, strangers: [".staged"])
    let late = PrunePlan.JobsDay(day: try civilDay("2026-11-01"), jobs: 3)
    var plan = PrunePlan()
    plan.decide([ended, pending, odd, atWork, late], try terms())
    #expect(plan.ended.map(\.day.iso8601) == ["2026-10-01"])
    #expect(
      plan.stays.map { "\($0.day.iso8601) \($0.pending) \($0.reason)" } == [
        "2026-10-02 3 3 of 120 jobs are pending", "2026-10-03 0 1 line is no job; audit names it",
        "2026-10-04 0 .staged is no settled batch's",
      ])
    (ended.pending, pending.pending, odd.unknownLines) = (1, 0, 0)
    plan = PrunePlan()
    plan.decide([ended, pending, odd, atWork, late], try terms())
    #expect(plan.ended.map(\.day.iso8601) == ["2026-10-02", "2026-10-03"])
  }

  @Test func whatIsRememberedStays() throws {
    let id = try #require(BatchID("20261001T101512.345678Z"))
    let slice = try #require(BatchID("20261001T101514.000000Z"))
    let day = PrunePlan.ProcessedDay(
      day: try civilDay("2026-10-01"), batches: [id], planners: [id, slice], requests: 2)
    func decided(_ remembered: Set<BatchID>, _ terms: PrunePlan.Terms) -> PrunePlan {
      var plan = PrunePlan()
      plan.decide([day], remembered: remembered, terms)
      return plan
    }
    #expect(decided([], try terms()).settled.map(\.requests) == [2])
    #expect(decided([slice], try terms()).settled.isEmpty)
    #expect(
      decided([slice], try terms()).stays.map(\.reason) == [
        "batch \(slice) has jobs that are pending, or within the cool-down"
      ])
    #expect(decided([], try terms(cooldown: 90)).settled.isEmpty)
    #expect(decided([], try terms(before: "2026-10-01")).settled.isEmpty)
    #expect(decided([], try terms(lastBatch: "2026-10-01")).settled.isEmpty)
  }
}
