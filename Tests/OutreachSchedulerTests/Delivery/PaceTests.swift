import Outreach
import Testing

@testable import Formats
@testable import Records
@testable import Scheduling
@testable import Storage

/// Limits are pure values: what they let through is counted from outside, against any stretch of time.
@Suite struct PaceTests {
  private static let start = Timestamp(seconds: 1_800_000_000)

  @Test func neverOneMoreInAnyStretch() {
    for seed in 1...20 {
      var dice = SeededRandom(seed: UInt64(seed))
      var limit = SlidingLimit(7)
      var now = Self.start
      var sent: [Int64] = []
      for _ in 0..<400 {
        let count = min(limit.room(at: now), Int(dice.next() % 9))
        // They go out at any time until the last of them has come back.
        let length = Int64(dice.next() % 300_000) + 1
        for _ in 0..<count { sent.append(now.microseconds + Int64(dice.next() % UInt64(length))) }
        now = now.adding(microseconds: length)
        limit.take(count, endedAt: now)
        now = dice.next() % 3 == 0 ? limit.next(after: now) : now.adding(microseconds: Int64(dice.next() % 400_000))
      }
      sent.sort()
      let most = sent.indices.map { first in sent[first...].prefix { $0 < sent[first] + 1_000_000 }.count }.max() ?? 0
      #expect(most <= 7 && sent.count > 400)
    }
  }

  @Test func waitsAsLongAsNeededAndNoLonger() {
    var limit = SlidingLimit(2)
    #expect(limit.next(after: Self.start) == Self.start)
    limit.take(1, endedAt: Self.start)
    limit.take(1, endedAt: Self.start.adding(microseconds: 400_000))
    let now = Self.start.adding(microseconds: 500_000)
    #expect(limit.room(at: now) == 0)
    #expect(limit.next(after: now) == Self.start.adding(seconds: 1))
    #expect(limit.room(at: limit.next(after: now)) == 1)
  }

  /// Whichever process has written to the recipient: it is in the ledger.
  @Test func aRecipientWaitsAlone() throws {
    let at = #""at":"\#(Self.start.iso8601)""#
    let job = #""job_id":"1-whatsapp-1-20261123T101512.345678Z","channel":"whatsapp""#
    func log(_ lines: [String]) throws -> RecipientLog {
      let entries = try lines.enumerated().map { number, line in
        try #require(LedgerEntry(try JSONValue(parsing: Array(line.utf8)), batch: nil, writer: "d", number: number + 1))
      }
      return SendingLog(entries).recipients
    }
    func next(_ log: RecipientLog, _ address: String, after seconds: Int64) -> Timestamp? {
      log.next(for: address, on: .whatsapp, distance: 6_000_000, at: Self.start.adding(seconds: seconds))
    }
    let sending = #"{\#(at),"event":"sending",\#(job),"to":"+905321112233","attempt":1}"#
    let begun = try log([sending])
    #expect(next(begun, "+905321112233", after: 2) == Self.start.adding(seconds: 6))
    #expect(next(begun, "+905321112233", after: 6) == nil)
    #expect(next(begun, "+905331112233", after: 0) == nil)
    // The provider wants the recipient spared for longer.
    let later = Self.start.adding(seconds: 60)
    let held = try log([
      sending, #"{\#(at),"event":"retrying",\#(job),"cause":"recipient","not_before":"\#(later.iso8601)"}"#,
    ])
    #expect(next(held, "+905321112233", after: 20) == later)
    #expect(next(held, "+905331112233", after: 20) == nil)
  }

  @Test func rampThenCap() {
    let cap = DailyCap(perDay: 250, ramp: [50, 100, 400])
    #expect((0...4).map { cap.cap(earlierDays: $0) } == [50, 100, 250, 250, 250])
    #expect(DailyCap(perDay: nil, ramp: [50]).cap(earlierDays: 1) == nil)
  }

  @Test func spreadOverTheWindow() {
    let hours = Self.start..<Self.start.adding(seconds: 9 * 3600)
    let cap = DailyCap(perDay: 250, isSpread: true)
    #expect(cap.allowance(earlierDays: 0, at: Self.start, hours: hours) == 1)
    #expect(cap.allowance(earlierDays: 0, at: Self.start.adding(seconds: 9 * 1800), hours: hours) == 126)
    #expect(cap.allowance(earlierDays: 0, at: hours.upperBound, hours: hours) == 250)
    #expect(DailyCap(perDay: 250).allowance(earlierDays: 0, at: Self.start, hours: hours) == 250)
  }

  @Test func backoffIsBoundedAndEndsSomeTime() {
    let backoff = Backoff(base: 60, longest: 600, attempts: 5)
    #expect((1...5).map { backoff.delay(after: $0, random: 1) } == [60, 120, 240, 480, nil])
    #expect(backoff.delay(after: 4, random: 0) == 0)
    #expect(backoff.delay(after: 1, random: 0.5, asked: 90) == 90)
    #expect(Backoff(attempts: 1000).delay(after: 900, random: 1) == 14_400.0)
    #expect(backoff.delay(after: 1, random: .nan, asked: .infinity) == 604_800.0)
  }
}
