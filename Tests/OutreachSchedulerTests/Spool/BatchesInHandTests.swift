import Outreach
import Requests
import Testing

@testable import Spool

@Suite struct BatchesInHandTests {
  private let one = BatchID(time: Timestamp(seconds: 1))
  private let other = BatchID(time: Timestamp(seconds: 2))

  /// What it has staged counts from its decision on, until it is settled.
  @Test func aBatchOfOurs() {
    var batches = BatchesInHand()
    #expect(!batches.isOurs(one))
    batches.begin(one)
    #expect(batches.isOurs(one))
    #expect(batches.unfinished == [])
    batches.decide(one)
    #expect(batches.isOurs(one))
    #expect(batches.unfinished == [one])
    batches.settle(one)
    #expect(!batches.isOurs(one))
    #expect(batches.unfinished == [])
  }

  /// The next turn reads from its files whether it was decided; that nobody has died of it, only we know.
  @Test func theNextTurnLooksAnew() {
    var batches = BatchesInHand()
    batches.decide(one)
    batches.getStuck(other)
    #expect(batches.unfinished == [one, other])
    #expect(!batches.isOurs(other))
    batches.startTurn()
    #expect(batches.unfinished == [])
    #expect(batches.isOurs(one))
    batches.getStuck(one)
    #expect(batches.unfinished == [one])
    #expect(batches.isOurs(one), "stuck, and ours all the same")
  }
}
