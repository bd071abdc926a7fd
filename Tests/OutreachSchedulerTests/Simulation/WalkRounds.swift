// Foundation for the environment.
import Foundation

/// How many of a walk's instants are visited: every fourth, from another one each time, so that they are all visited in a few
/// runs; of long walks every eighth; with `OUTREACH_TEST_ROUNDS=full`, which is what a change has to pass, every one.
enum WalkRounds {
  static let isFull = ProcessInfo.processInfo.environment["OUTREACH_TEST_ROUNDS"] == "full"

  static let step = isFull ? 1 : 4
  static let longStep = isFull ? 1 : 8

  static var offset: Int { isFull ? 0 : Int.random(in: 0..<step) }
  static var longOffset: Int { isFull ? 0 : Int.random(in: 0..<longStep) }
}
