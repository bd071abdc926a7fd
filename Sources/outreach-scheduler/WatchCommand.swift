internal import Formats
internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Spool

/// Answers what is dropped, for as long as it runs.
enum WatchCommand: Command {
  static let name = "watch"
  static let summary = "Answers requests as they are dropped, until it is told to stop."
  static let synopsis = "[options]"
  static let options = Option.common + [Option("json", nil, help: "a line of JSON for every round of answers")]
  static let example = "outreach-scheduler watch --config /etc/outreach.json"
  static let diagnostics = """
    0 after SIGTERM or SIGINT, once the batch in hand is done; 66 no such inbox or outbox; 78 the
      configuration is wrong. SIGHUP reads configuration, wordings and lead books again; if one is wrong it says so and goes
      on with the old configuration. A lead book is read anew whenever its file changes: while one that is in use cannot be
      read nothing is answered. Trouble with files is said, and tried again after 0.5 s, then 1, 2 … up to 60 s.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else {
      throw .usage("takes no file names; drop FILE… puts files into the inbox", name)
    }
    let signals = Signals()
    var setup = try Setup(arguments)
    try Setup.require([setup.inbox, setup.outbox], arguments)
    try setup.requireOwnInbox()
    try setup.renewRoster(signals)
    var watcher = InboxWatcher(inbox: setup.inbox, wakeUp: signals.descriptor)
    try Erasing.finish(arguments, signals)
    var worker = setup.worker(isLongRunning: true)
    var pace = WatchPace(poll: setup.configuration.pollSeconds)
    var voice = TroubleVoice()
    var courtesy = LockCourtesy()
    Console.say("watching \(setup.inbox)")
    setup.tellGaps()
    setup.tellWordingErrors()
    while !signals.isStopRequested {
      if signals.takeReload(), let (fresh, leadBook) = reload(arguments, setup) {
        let isMoved = fresh.inbox != setup.inbox || fresh.outbox != setup.outbox
        setup = fresh
        pace = WatchPace(poll: setup.configuration.pollSeconds)
        if isMoved {
          do throws(Exit) { try setup.renewRoster(signals) } catch { Console.say(error.message) }
          watcher.close()
          watcher = InboxWatcher(inbox: setup.inbox, wakeUp: signals.descriptor)
          worker.stopWords()
          worker = setup.worker(isLongRunning: true)
          Console.say("watching \(setup.inbox)")
        } else {
          worker.stopWords()
          worker.reload(
            planner: setup.answeringPlanner(wordsIn: setup.outbox), leadBook: leadBook,
            rules: setup.rules)
        }
      }
      var outcome = WatchPace.Look.quiet
      var failure: [String] = []
      let finished = worker.wordsFinished
      do throws(SpoolError) {
        try worker.askForWords()
        if try worker.hasWork() {
          let began = Clock.elapsed()
          switch try worker.turn() {
          case .answered:
            outcome = .busy
            let pause = courtesy.pause(after: Clock.elapsed() - began)
            if pause > 0 { signals.sleep(milliseconds: pause) }
          case .locked: outcome = .locked
          case .idle: break
          }
        }
      } catch {
        failure = [error.description]
        outcome = .trouble
      }
      let tally = worker.takeTally()
      // A turn that only waited for the lock has seen nothing, and what was wrong may be so still.
      if outcome != .locked { voice.say(failure + tally.troubles + [tally.nameAhead].compactMap(\.self)) }
      if let leftovers = AnswersText.leftovers(tally) { Console.say(leftovers) }
      if let warning = worker.takeFallbacks() { Console.say(warning) }
      if tally.requests + tally.rowsAccepted + tally.rowsRejected > 0 { report(tally, json: arguments.has("json")) }
      if outcome == .quiet {
        // A batch that is stuck stops no file that is ready in a moment.
        outcome = tally.notReady > 0 ? .waitingForWriters : tally.troubles.isEmpty ? .quiet : .trouble
      }
      guard let milliseconds = pace.wait(after: outcome) else { continue }
      if worker.isAwaitingWords {
        // Words that come are answered with at once.
        let end = Clock.elapsed() + Double(milliseconds) / 1000
        while Clock.elapsed() < end, finished == worker.wordsFinished, !signals.isStopRequested {
          if watcher.wait(milliseconds: 5) {
            pace.noticeEvent()
            break
          }
        }
      } else if watcher.wait(milliseconds: milliseconds) {
        pace.noticeEvent()
      }
    }
    worker.stopWords()
    return Exit.ok
  }

  private static func reload(_ arguments: Arguments, _ old: Setup) -> (Setup, LeadBook)? {
    do throws(Exit) {
      let setup = try Setup(arguments)
      try Setup.require([setup.inbox, setup.outbox], arguments)
      try setup.requireOwnInbox()
      var leadBook = setup.leadBook(isLongRunning: true)
      do throws(LeadBookError) { try leadBook.prepare() } catch {
        // Its file is read anew when it changes, signal or not: what stood in it before is nowhere.
        let isInUse = old.leadPaths.contains(error.path)
        throw .tryLater(error.message + (isInUse ? " Nothing is answered for as long as it is so." : ""))
      }
      Console.say("configuration, wordings and lead books are read again")
      setup.tellWordingErrors()
      return (setup, leadBook)
    } catch {
      Console.say("keeping the old configuration: \(error.message)")
      return nil
    }
  }

  private static func report(_ tally: Worker.Tally, json: Bool) {
    if json {
      Console.print(
        "{\"batches\":\(tally.batches),\"requests\":\(tally.requests),\"processed\":\(tally.processed),"
          + "\"failed\":\(tally.failed),\"rows_accepted\":\(tally.rowsAccepted),\"rows_rejected\":\(tally.rowsRejected),"
          + "\"jobs\":\(tally.jobs),\"not_ready\":\(tally.notReady)}")
      return
    }
    for file in tally.files { Console.print(AnswersText.line(of: file)) }
    let single = AnswersText.singleRequests(tally)
    if single.answered > 0 {
      Console.print(
        "\(counted(single.answered, "request")) answered: \(single.accepted) accepted, \(single.refused) refused, "
          + "\(counted(single.jobs, "job")).")
    }
    for line in AnswersText.toMend(tally.refused) { Console.print(line) }
  }
}
