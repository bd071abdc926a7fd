internal import Dispatching
internal import Formats
internal import Outreach
internal import Scheduling
internal import Storage

/// Turn after turn, until nothing more can go out now, or for ever.
struct DispatchLoop {
  let signals: Signals
  let isEndless: Bool
  let json: Bool
  /// Whether only what needs somebody is said.
  let isQuiet: Bool
  /// Seconds for which a worker may hold the lock.
  let patience: Double
  /// Seconds between two looks at a quiet spool.
  let poll: Double
  /// The outbox's path.
  let outbox: String
  /// Called when something has gone out.
  let onSent: () -> Void

  /// Seconds for which one run waits for a limit rather than leave the rest to the next.
  private static let longestPause = 10.0

  func run(_ dispatcher: inout Dispatcher) throws(FileError) -> Int32 {
    let start = Clock.elapsed()
    var total = DispatchTally()
    var lockedSince: Double?
    var failures = 0
    while !signals.isStopRequested {
      let turn: Dispatcher.Turn
      do throws(FileError) {
        turn = try dispatcher.turn()
        failures = 0
      } catch {
        guard isEndless else { throw error }
        failures += 1
        Console.say(error.description)
        signals.sleep(milliseconds: Int32(min(60_000, 500 * failures)))
        continue
      }
      let tally = dispatcher.takeTally()
      total.add(tally)
      for trouble in tally.troubles { Console.say(trouble) }
      switch turn {
      case .locked:
        let now = Clock.elapsed()
        lockedSince = lockedSince ?? now
        if !isEndless, now - (lockedSince ?? now) >= patience {
          if !isQuiet { Console.say("a worker holds the spool's lock; waited \(patience) s") }
          return Exit.stalled
        }
        signals.sleep(milliseconds: 5)
        continue
      case .sent:
        onSent()
        if Console.mayShowProgress {
          Console.rewriteLine("\(DispatchText.summary(of: total)), \(dispatcher.waiting) left")
        }
      case .idle(let until):
        let pause = until.map { max(0, Double($0.microseconds - Clock.now().microseconds) / 1e6) }
        if isEndless {
          report(&total)
          signals.sleep(milliseconds: Int32(max(1, min(poll, pause ?? poll) * 1000)))
        } else {
          guard dispatcher.waiting > 0, let pause, pause <= Self.longestPause else {
            finish(total, dispatcher, seconds: Clock.elapsed() - start)
            return status(total, dispatcher)
          }
          signals.sleep(milliseconds: Int32(max(1, pause * 1000)))
        }
      }
      lockedSince = nil
    }
    finish(total, dispatcher, seconds: Clock.elapsed() - start)
    return status(total, dispatcher)
  }

  /// Names what could not be read, which counts more than an account that is refused.
  private func status(_ total: DispatchTally, _ dispatcher: Dispatcher) -> Int32 {
    let broken = Exit.afterReading(dispatcher.damaged, outbox: outbox)
    let isStalled = !total.stopped.isEmpty || dispatcher.bookTrouble != nil
    return broken != Exit.ok ? broken : isStalled ? Exit.stalled : Exit.ok
  }

  /// What was done since the last word, if it was anything.
  private func report(_ total: inout DispatchTally) {
    guard total != DispatchTally(stopped: total.stopped), !isQuiet || total.needsSomebody else { return }
    Console.print(json ? DispatchText.json(of: total, waiting: nil, seconds: nil) : DispatchText.summary(of: total))
    total = DispatchTally(stopped: total.stopped)
  }

  private func finish(_ total: DispatchTally, _ dispatcher: Dispatcher, seconds: Double) {
    if Console.mayShowProgress { Console.rewriteLine("") }
    for (channel, error) in total.stopped.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Console.say("\(channel.rawValue): the account is refused, and what is due stays pending: \(error)")
    }
    if isQuiet, !total.needsSomebody { return }
    Console.print(
      json
        ? DispatchText.json(of: total, waiting: dispatcher.waiting, seconds: seconds)
        : DispatchText.summary(of: total)
          + left(dispatcher) + ".")
    if let held = dispatcher.held {
      Console.say(
        "\(counted(held.count, "message")) held: \(held.file) in the inbox may stop them, and no worker has answered it yet; "
          + "if `run` or `watch` is at work it will")
    }
    if total.unknown > 0 {
      Console.say(
        "nobody knows whether \(counted(total.unknown, "message")) went out: `jobs --status failed` lists them as \"unknown\"; ask whoever sends, then "
          + "say so with `sent` or `failed`, or `cancel` the lead and ask anew")
    }
  }
}

extension DispatchLoop {
  private func left(_ dispatcher: Dispatcher) -> String {
    if dispatcher.waiting == 0 { return "" }
    if signals.isStopRequested { return "; \(dispatcher.waiting) due are left" }
    let stopped = dispatcher.waitingForAccount
    return [(dispatcher.waiting - stopped, "a limit"), (stopped, "the account")].filter { $0.0 > 0 }
      .map { "; \($0.0) wait for \($0.1)" }.joined()
  }
}

extension DispatchTally {
  /// Whether a message was given up or came too late, or nobody knows what became of one.
  fileprivate var needsSomebody: Bool { failed + unknown + expired > 0 }

  fileprivate mutating func add(_ other: DispatchTally) {
    sent += other.sent
    released += other.released
    retrying += other.retrying
    failed += other.failed
    unknown += other.unknown
    expired += other.expired
    reported += other.reported
    recalled += other.recalled
    refused += other.refused
    stopped = other.stopped
  }
}
