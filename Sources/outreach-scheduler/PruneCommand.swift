internal import Inspection
internal import Outreach
internal import Records
internal import Storage

/// Archives what has ended.
enum PruneCommand: Command {
  static let name = "prune"
  static let summary = "Archives what has ended: days of jobs, old requests, refusals and answers, compressed."
  static let synopsis = "--before DAY [options]"
  static let options =
    Option.spool + [
      Option("before", "DAY", help: "only what is of earlier days (UTC): 2026-11-01"),
      Option("dry-run", nil, help: "say what would be put away and what would stay, and touch nothing"),
      Option("wait", "SECONDS", help: "how long to wait for a worker's lock (default: 10)"),
      .json,
    ]
  static let example = "outreach-scheduler prune --before \"$(date -u -d '1 month ago' +%F)\" --dry-run"
  static let diagnostics = """
    0 done, also if something stays, which is said with its reason; 64 DAY is today or later; 66 no such
      inbox or outbox; 73 or 74 something could not be written or read, or there is no gzip program; 75 a worker held the
      lock, or another prune is at work. A day of outbox/jobs/ goes to outbox/done/ once every job in it has ended, and
      is compressed there; a day of inbox/processed/ becomes an archive (.tar.gz) when it is older than cooldown_days and
      none of its jobs is pending or was due within cooldown_days; so do days of inbox/failed/ and of outbox/responses/, save what
      waits to be mended or tells of pending jobs. The ledger, with its opt-outs, is never touched. All other commands go on reading what was put away. Stopped or killed, the next prune goes on.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no operands", name) }
    let today = Clock.now().day
    let before = try day(arguments, today: today)
    let wait = try arguments.number("wait", else: 10, command: name)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments)
    let cooldown = try Setup.cooldownDays(arguments)
    let json = arguments.has("json")
    let files = POSIXFileSystem.keepingOwner(of: places.outbox)
    let signals = Signals()
    do {
      if arguments.has("dry-run") {
        let plan = try Prune.plan(
          inbox: places.inbox, outbox: places.outbox, in: files, before: before, today: today, cooldownDays: cooldown)
        Console.print(json ? PruneText.json(plan, before: before) : PruneText.text(plan, before: before))
        return Exit.ok
      }
      let spool = try SpoolDirectories.open(inbox: places.inbox, outbox: places.outbox, in: files)
      defer { spool.close(in: files) }
      guard let own = try Prune.begin(in: spool.outbox, files) else {
        throw Exit.tryLater("another prune of \(places.outbox) is at work")
      }
      defer { files.close(own) }
      let plan = try Prune.plan(
        inbox: places.inbox, outbox: places.outbox, in: files, before: before, today: today, cooldownDays: cooldown)
      var prune = Prune(spool, files)
      let waiting = LockWait(files: files, signals: signals, seconds: wait)
      let failure = carryOut(plan, prune: &prune, signals: signals) { body in
        try waiting.withLock(in: spool.outbox, otherwise: "; the next prune goes on") { try body() }
      }
      let outcome = prune.outcome
      Console.print(
        json ? PruneText.json(outcome, plan, before: before) : PruneText.text(outcome, plan, before: before))
      if let failure { throw failure }
      guard outcome.troubles.isEmpty else {
        throw Exit(status: Exit.broken, message: outcome.troubles.joined(separator: "\n"))
      }
    } catch let exit as Exit {
      throw exit
    } catch let error as FileError {
      throw Exit(error)
    } catch {
      throw .tryLater("\(error)")
    }
    return Exit.ok
  }

  /// What went wrong, so that what was done until then can be said first.
  private static func carryOut(
    _ plan: PrunePlan, prune: inout Prune, signals: Signals, withLock: Prune.WithLock
  ) -> Exit? {
    do {
      try prune.carryOut(plan, shouldStop: { signals.isStopRequested }, withLock: withLock)
      return signals.isStopRequested ? .tryLater("it was stopped; the next prune goes on") : nil
    } catch let error as FileError {
      return Exit(error)
    } catch let error as Exit {
      return error
    } catch {
      return .tryLater("\(error)")
    }
  }

  private static func day(_ arguments: Arguments, today: CivilDay) throws(Exit) -> CivilDay {
    guard let before = try TimeOption.readDay("before", arguments, command: name) else {
      throw .usage("--before is missing: the day before which what has ended is put away, such as 2026-11-01", name)
    }
    guard before < today else {
      throw .usage(
        "--before \(before.iso8601) is \(before == today ? "today" : "in the future"): days that have not ended, or ended "
          + "only now, are still being worked on; the latest is \(CivilDay(number: today.number - 1).iso8601)", name)
    }
    return before
  }
}
