internal import Outreach
internal import Spool

/// How far the bulk file in hand is, in one line on the terminal that is written over and over.
struct ProgressLine {
  private struct Look {
    var state: BulkState
    var time: Double
  }

  private let start: Double
  private let isWanted = Console.mayShowProgress
  /// When the file in hand was first looked at; what was answered before says nothing about how fast this process is.
  private var first: Look?
  private var isShown = false

  /// Short work is done before anybody has read a line.
  private static let patience = 1.0

  /// - Parameter start: when the work began.
  init(since start: Double) { self.start = start }

  /// - Parameter state: nil if no bulk file is in hand.
  mutating func show(_ state: BulkState?, at now: Double) {
    guard isWanted, let state else { return }
    if first?.state.file != state.file { first = Look(state: state, time: now) }
    guard now - start >= Self.patience, let first else { return }
    Console.rewriteLine(Self.text(state, since: first.state, seconds: now - first.time))
    isShown = true
  }

  /// Leaves an empty line behind.
  mutating func clear() {
    if isShown { Console.rewriteLine("") }
    isShown = false
  }

  /// `fair.csv: 1,200,000 rows, 60 %, 61,000 rows/s, 13 s left`
  private static func text(_ state: BulkState, since first: BulkState, seconds: Double) -> String {
    var parts = ["\(state.file): \(AnswersText.counted(state.rows, "row"))"]
    if state.ofBytes > 0 { parts.append("\(min(100, Int(Double(state.bytes) / Double(state.ofBytes) * 100))) %") }
    let bytes = Double(state.bytes) - Double(first.bytes)
    if seconds > 0, bytes > 0 {
      parts.append("\(Self.grouped(Int(Double(state.rows - first.rows) / seconds))) rows/s")
      let left = Double(state.ofBytes) - Double(state.bytes)
      if left > 0 { parts.append("\(duration(left / bytes * seconds)) left") }
    }
    return parts.joined(separator: ", ")
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 360_000))
    return whole < 100 ? "\(whole) s" : whole < 6000 ? "\((whole + 30) / 60) min" : "\((whole + 1800) / 3600) h"
  }

  private static func grouped(_ number: Int) -> String { AnswersText.grouped(number) }
}
