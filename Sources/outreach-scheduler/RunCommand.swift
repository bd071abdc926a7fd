internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Spool

/// Answers what is in the inbox, and exits: the form for cron.
enum RunCommand: Command {
  static let name = "run"
  static let summary = "Answers what is in the inbox, prints a summary, exits."
  static let synopsis = "[options]"
  static let options =
    Option.common + [
      .json,
      Option("strict", nil, help: "exit with 65 if anything was refused that has to be mended"),
      Option("quiet", nil, help: "print only what needs somebody, for cron"),
      Option("wait", "SECONDS", help: "how long to wait for another worker's lock (default: 10)"),
    ]
  static let example = "outreach-scheduler run --config /etc/outreach.json"
  static let diagnostics = """
    0 done, refused requests included; 65 with --strict if any was refused that has to be mended (rows that were only
      skipped, a header without rows and a file that comes again have nothing to be mended); 66 no such inbox or outbox;
      73, 74 the spool could not be written (nothing is lost, run again); 75 another worker held the lock (--quiet says
      nothing of it), or a lead book is missing or cannot be read; 78 the configuration is wrong.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    let start = Clock.elapsed()
    let wait = try arguments.number("wait", else: 10, command: name)
    guard arguments.operands.isEmpty else {
      throw .usage("takes no file names; drop FILE… puts files into the inbox", name)
    }
    let setup = try Setup(arguments)
    try Setup.require([setup.inbox, setup.outbox], arguments)
    try setup.requireOwnInbox()
    let signals = Signals()
    try setup.renewRoster(signals)
    try Erasing.finish(arguments, signals)
    var worker = setup.worker(isLongRunning: false)
    // Who finds nothing to do, every minute, says nothing and looks at no wordings.
    if (try? worker.hasWork()) == true {
      setup.tellWordingErrors()
      if !arguments.has("quiet") { for file in setup.wordings?.unread ?? [] { Console.say(file) } }
    }
    var waitedSince = Clock.elapsed()
    var failure: Exit?
    var isLockedOut = false
    var progress = ProgressLine(since: start)
    var courtesy = LockCourtesy()
    turns: while !signals.isStopRequested {
      do throws(SpoolError) {
        let finished = worker.wordsFinished
        try worker.askForWords()
        let began = Clock.elapsed()
        switch try worker.turn() {
        case .idle where worker.isAwaitingWords || finished != worker.wordsFinished:
          // Others wait for the lock only while it is held; words are waited for without it.
          waitedSince = Clock.elapsed()
          while worker.isAwaitingWords, finished == worker.wordsFinished, !signals.isStopRequested {
            signals.sleep(milliseconds: 5)
          }
        case .idle:
          // A turn asks the lead books only if there is something to answer.
          try checkLeadBooks(setup)
          break turns
        case .answered:
          waitedSince = Clock.elapsed()
          progress.show(worker.tally.bulk, at: waitedSince)
          let pause = courtesy.pause(after: waitedSince - began)
          if pause > 0 { signals.sleep(milliseconds: pause) }
        case .locked:
          guard Clock.elapsed() - waitedSince < wait else {
            isLockedOut = true
            failure = .tryLater("another worker holds \(setup.outbox)/.lock; waited \(wait) s")
            break turns
          }
          signals.sleep(milliseconds: LockWait.look)
        }
      } catch {
        failure = Exit(error)
        break turns
      }
    }
    worker.stopWords()
    progress.clear()
    let tally = worker.takeTally()
    let isWhole = failure == nil && tally.troubles.isEmpty && tally.notReady == 0 && !signals.isStopRequested
    let isQuiet = arguments.has("quiet")
    if !isQuiet || tally.needsMending {
      report(tally, seconds: Clock.elapsed() - start, json: arguments.has("json"), isWhole: isWhole)
    }
    if !isQuiet { tellWaiting(tally) }
    if let leftovers = AnswersText.leftovers(tally) { Console.say(leftovers) }
    if let warning = tally.nameAhead { Console.say(warning) }
    if !isQuiet, let warning = worker.takeFallbacks() { Console.say(warning) }
    var said: Set<String> = []
    for trouble in tally.troubles where said.insert(trouble).inserted { Console.say(trouble) }
    // Under cron that is every slow minute.
    if isQuiet, isLockedOut, tally.troubles.isEmpty { return Exit.stalled }
    if let failure { throw failure }
    if !tally.troubles.isEmpty { return tally.onlyRefused ? 73 : 74 }
    return arguments.has("strict") && tally.needsMending ? Exit.someRefused : Exit.ok
  }

  private static func checkLeadBooks(_ setup: Setup) throws(SpoolError) {
    var books = setup.leadBook(isLongRunning: false)
    do throws(LeadBookError) {
      try books.prepare()
    } catch {
      throw .leadBook(error.message)
    }
  }

  /// - Parameter isWhole: whether all that waits was looked at.
  private static func report(_ tally: Worker.Tally, seconds: Double, json: Bool, isWhole: Bool) {
    let rounded = (seconds * 1000).rounded() / 1000
    if json {
      Console.print(
        "{\"batches\":\(tally.batches),\"requests\":\(tally.requests),\"processed\":\(tally.processed),"
          + "\"failed\":\(tally.failed),\"rows_accepted\":\(tally.rowsAccepted),\"rows_rejected\":\(tally.rowsRejected),\"jobs\":\(tally.jobs),"
          + "\"not_ready\":\(tally.notReady),\"seconds\":\(rounded)}")
    } else {
      Console.print(AnswersText.summary(of: tally, seconds: rounded, isWhole: isWhole))
      for line in AnswersText.toMend(tally.refused) { Console.print(line) }
    }
  }

  private static func tellWaiting(_ tally: Worker.Tally) {
    if tally.notReady > 0 {
      Console.say(
        "\(counted(tally.notReady, "file is", plural: "files are")) not ready (still being written, or incomplete and only just "
          + "changed); the next run takes \(tally.notReady == 1 ? "it" : "them").")
    }
  }
}
