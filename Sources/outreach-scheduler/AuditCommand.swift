internal import Formats
internal import Inspection
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Says whether every request, job and event is accounted for, and remakes the roster.
enum AuditCommand: Command {
  static let name = "audit"
  static let summary = "Whether every request, job and event is accounted for; remakes the roster."
  static let synopsis = "[options]"
  static let options =
    Option.spool + [
      Option("rebuild", nil, help: "remake the roster from jobs, ledger and answers, then audit"),
      Option("wait", "SECONDS", help: "with --rebuild: how long to wait for a worker's lock (default: 10)"),
      Option("quiet", nil, help: "print nothing if all is accounted for, for cron"),
      Option("json", nil, help: "each problem as a line of JSON: path, line, problem, note"),
    ]
  static let example =
    "outreach-scheduler audit --quiet --config /etc/outreach.json    # in a crontab: mails what it finds"
  static let diagnostics = """
    0 all is accounted for; 66 no such inbox or outbox; 74 something is not (each problem is named with
      its file, and its line if it is about one), or a file cannot be read; 75 with --rebuild, a worker held the lock.
      A report of a sender about a job that there is not is noted, and is no problem.
      Without --rebuild nothing is written and no lock is taken, so it can be run at any time.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no operands", name) }
    let wait = try arguments.number("wait", else: 10, command: name)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments, isReadOnly: true)
    let json = arguments.has("json")
    if arguments.has("rebuild") {
      let outcome = try rebuild(
        places, wait: wait, objective: try Setup.defaultObjective(arguments), Signals())
      Console.say(
        "the roster was remade: \(counted(outcome.active, "place")) held, \(counted(outcome.answers, "answer")) kept, "
          + "\(counted(outcome.removed, "older table")) removed")
    }
    let report: Audit.Report
    do throws(FileError) {
      report = try Audit.run(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem(), now: Clock.now())
    } catch {
      throw .unreadable(error)
    }
    show(report, json: json, isQuiet: arguments.has("quiet"))
    return report.problems == 0 ? Exit.ok : Exit.broken
  }

  /// - Parameter wait: seconds for a worker's lock.
  static func rebuild(
    _ places: (inbox: String, outbox: String), wait: Double, objective: String, _ signals: Signals
  ) throws(Exit) -> RosterRebuild.Rebuilt {
    let files = POSIXFileSystem.keepingOwner(of: places.outbox)
    do {
      let spool = try SpoolDirectories.open(inbox: places.inbox, outbox: places.outbox, in: files)
      defer { spool.close(in: files) }
      return try LockWait(files: files, signals: signals, seconds: wait)
        .withLock(in: spool.outbox, otherwise: ", and the roster is as it was") {
          try RosterRebuild(spool, files, objective: objective).run()
        }
    } catch let exit as Exit {
      throw exit
    } catch let error as FileError {
      throw Exit(error)
    } catch {
      throw .tryLater("\(error)")
    }
  }

  private static func show(_ report: Audit.Report, json: Bool, isQuiet: Bool) {
    if isQuiet, report.problems == 0 { return }
    for finding in report.findings {
      if json { Console.print(raw: finding.json) } else { Console.print(finding.description) }
    }
    if !report.rosterWasCompared {
      Console.say(
        "batches follow each other so fast that the roster could not be compared; run it again at a quieter time")
    }
    let looked =
      "\(counted(report.requests, "request")) in \(counted(report.batches, "batch", plural: "batches")), "
      + "\(counted(report.jobs, "job line")), \(counted(report.events, "event"))"
    let verdict = report.problems == 0 ? "all accounted for" : counted(report.problems, "problem")
    if !json { Console.print("\(looked): \(verdict)") }
  }
}
