import Outreach
import Testing

@testable import Scheduling

/// A sequence of three, planned for Monday 2026-11-23 09:00 in Istanbul and 48 and 72 hours later.
@Suite struct DueRuleTests {
  private static let times = ["2026-11-23T06:00:00Z", "2026-11-25T06:00:00Z", "2026-11-26T06:00:00Z"]

  private func rule(_ onExpired: DueRule.OnExpired = .shift, expireAfter: Int64? = DueRule.usualExpiry) throws
    -> DueRule
  {
    DueRule(
      windows: SendingWindows(try window(holidays: .turkiye)), sendAfterHours: [0, 48, 72], expireAfter: expireAfter,
      onExpired: onExpired)
  }

  private func steps(_ numbers: ClosedRange<Int>) throws -> [DueStep] {
    try numbers.map { DueStep(number: $0, sendAt: try instant(Self.times[$0 - 1])) }
  }

  private func verdicts(
    _ numbers: ClosedRange<Int>, at now: String, rule: DueRule? = nil, _ ends: [Int: DueStep.End] = [:]
  ) throws -> [DueVerdict] {
    try (rule ?? self.rule()).verdicts(of: steps(numbers), on: .whatsapp, now: instant(now)) { ends[$0] }
  }

  @Test func onlyTheFirstUnsentStepIsDue() throws {
    let verdicts = try verdicts(1...3, at: "2026-11-26T06:00:00.5Z", rule: rule(expireAfter: nil))
    #expect(
      try verdicts == [
        .due(since: instant(Self.times[0])), .waiting(.pendingBefore(step: 1), until: nil),
        .waiting(.pendingBefore(step: 1), until: nil),
      ])
  }

  @Test func notBeforeItsTimeNorOutsideTheWindow() throws {
    #expect(
      try verdicts(1...1, at: "2026-11-23T05:59:59.999Z") == [.waiting(.notReached, until: instant(Self.times[0]))])
    #expect(try verdicts(1...1, at: "2026-11-23T14:59:59.9Z").map(\.isDue) == [true])
    #expect(
      try verdicts(1...1, at: "2026-11-23T15:00:00Z") == [.waiting(.window, until: instant("2026-11-24T06:00:00Z"))])
  }

  @Test func theGapCountsFromTheRealSending() throws {
    let sent: [Int: DueStep.End] = [1: .sent(at: try instant("2026-11-24T07:00:00Z"))]
    #expect(
      try verdicts(2...2, at: "2026-11-25T06:00:00Z", sent)
        == [.waiting(.gap, until: instant("2026-11-26T07:00:00Z"))])
    #expect(
      try verdicts(2...2, at: "2026-11-26T07:00:00Z", sent) == [.due(since: instant("2026-11-26T07:00:00Z"))])
  }

  @Test func aGapThatEndsAtNightWaitsForTheMorning() throws {
    let sent: [Int: DueStep.End] = [1: .sent(at: try instant("2026-11-24T20:00:00Z"))]
    #expect(
      try verdicts(2...2, at: "2026-11-26T10:00:00Z", sent)
        == [.waiting(.gap, until: instant("2026-11-27T06:00:00Z"))])
  }

  @Test func whoMovedAStepMeantThatTime() throws {
    var step = DueStep(number: 2, sendAt: try instant("2026-11-24T06:00:00Z"))
    step.movedGap = 0
    let end = DueStep.End.sent(at: try instant("2026-11-23T06:00:02Z"))
    let verdicts = try rule().verdicts(of: [step], on: .email, now: instant("2026-11-24T06:00:00Z")) { _ in end }
    #expect(verdicts.map(\.isDue) == [true])
  }

  /// To a time before the first message went out, or even into the past: that both go in one breath was nobody's wish.
  @Test(arguments: ["2026-11-23T05:00:00Z", "2026-11-23T06:00:02Z"]) func butNotTheMomentOfTheStepBefore(to: String)
    throws
  {
    var step = DueStep(number: 2, sendAt: try instant(to))
    step.movedGap = 0
    let end = DueStep.End.sent(at: try instant("2026-11-23T06:00:02Z"))
    let verdicts = try rule().verdicts(of: [step], on: .email, now: instant("2026-11-23T06:00:02Z")) { _ in end }
    #expect(try verdicts == [.waiting(.gap, until: instant("2026-11-25T06:00:02Z"))])
  }

  @Test(arguments: ["failed", "cancelled", "unknown"]) func nothingFollowsAStepThatDidNotGoOut(how: String) throws {
    #expect(
      try verdicts(2...3, at: "2026-11-26T06:00:00Z", [1: .ended(how)])
        == [.waiting(.endedBefore(step: 1, how), until: nil), .waiting(.endedBefore(step: 1, how), until: nil)])
  }

  /// Until then a report may say that it went out after all; later that comes too late, and nothing stays pending for ever.
  @Test(arguments: ["failed", "cancelled", "unknown"]) func andExpiresAtItsOwnTime(how: String) throws {
    let late = try verdicts(2...3, at: "2026-11-28T06:00:00Z", [1: .ended(how)])
    #expect(
      try late == [
        .expired(at: instant("2026-11-28T06:00:00Z")), .waiting(.endedBefore(step: 1, how), until: nil),
      ])
    let never = try verdicts(2...2, at: "2027-11-28T06:00:00Z", rule: rule(expireAfter: nil), [1: .ended(how)])
    #expect(never == [.waiting(.endedBefore(step: 1, how), until: nil)])
  }

  @Test func aStepBeforeThatNobodyKnowsOfKeepsItBack() throws {
    #expect(try verdicts(2...2, at: "2026-11-25T06:00:00Z") == [.waiting(.pendingBefore(step: 1), until: nil)])
  }

  @Test func whatWaitedTooLongIsNotSentAnyMore() throws {
    #expect(try verdicts(1...1, at: "2026-11-26T05:59:59Z").map(\.isDue) == [false])
    #expect(
      try verdicts(1...1, at: "2026-11-26T06:00:00Z") == [.expired(at: instant("2026-11-26T06:00:00Z"))])
  }

  @Test func behindAnExpiredStepTheRestShifts() throws {
    let late = try verdicts(1...3, at: "2026-11-27T06:00:00Z")
    #expect(
      try late == [
        .expired(at: instant("2026-11-26T06:00:00Z")), .waiting(.gap, until: instant("2026-11-30T06:00:00Z")),
        .waiting(.pendingBefore(step: 2), until: nil),
      ])
    #expect(
      try verdicts(2...3, at: "2026-11-30T06:00:00Z", [1: .expired(at: instant("2026-11-26T06:00:00Z"))]).map(\.isDue)
        == [true, false])
  }

  /// Each at its time, so that nothing of the sequence stays pending for ever.
  @Test func orEnds() throws {
    let late = try verdicts(1...3, at: "2026-11-27T06:00:00Z", rule: rule(.end))
    #expect(
      try late == [
        .expired(at: instant("2026-11-26T06:00:00Z")), .expired(at: instant("2026-11-25T06:00:00Z")),
        .expired(at: instant("2026-11-26T06:00:00Z")),
      ])
    let later = try verdicts(
      2...3, at: "2026-11-25T10:00:00Z", rule: rule(.end), [1: .expired(at: instant("2026-11-25T08:00:00Z"))])
    #expect(
      try later == [
        .expired(at: instant("2026-11-25T06:00:00Z")), .waiting(.endedBefore(step: 1, "expired"), until: nil),
      ])
  }

  /// It expires by when it could have gone, not by when it was planned: its sequence may be late without anybody's fault.
  @Test func aLateSequenceDoesNotExpireAtOnce() throws {
    let sent: [Int: DueStep.End] = [1: .sent(at: try instant("2026-11-25T12:00:00Z"))]
    #expect(try verdicts(2...2, at: "2026-11-30T07:00:00Z", sent).map(\.isDue) == [true])
  }

  @Test func holdsAndRetriesKeepItBack() throws {
    var step = DueStep(number: 1, sendAt: try instant(Self.times[0]))
    step.notBefore = try instant("2026-11-23T07:00:00Z")
    let rule = try rule()
    #expect(
      try rule.verdicts(of: [step], on: .email, now: instant("2026-11-23T06:30:00Z")) { _ in nil }
        == [.waiting(.retrying, until: instant("2026-11-23T07:00:00Z"))])
    step.hold = .beingSent
    #expect(
      try rule.verdicts(of: [step], on: .email, now: instant("2026-11-23T08:00:00Z")) { _ in nil }
        == [.waiting(.beingSent, until: nil)])
  }
}
