internal import Formats
internal import Inspection
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Puts refused requests back into the inbox, to be answered again.
enum RequeueCommand: Command {
  static let name = "requeue"
  static let summary = "Puts refused requests back into the inbox, never over a newer one."
  static let synopsis = "[NAME…] [options]"
  static let options =
    Option.spool + [
      Option(
        "code", "CODE", help: "only what was refused with this code, such as LEAD_NOT_FOUND",
        words: RefusalCode.allCases.map(\.rawValue)),
      Option("since", "TIME", help: "only what was refused since: 2026-11-23 (UTC) or 2026-11-23T10:00:00+03:00"),
      Option("dry-run", nil, help: "say what would go back, and touch nothing"),
      Option("wait", "SECONDS", help: "how long to wait for a worker's lock (default: 10)"),
      .json,
    ]
  static let example = "outreach-scheduler requeue --code LEAD_NOT_FOUND --since 2026-11-23 --dry-run"
  static let diagnostics = """
    0 done, also if nothing matches --code and --since; 66 a NAME was never refused, or no such inbox or
      outbox; 73 a request of that name waits in the inbox already (the others went back), or the inbox cannot be
      written; 75 a worker held the lock. NAME is a file name with or without .json; a bulk file goes
      back with its defaults, or behind newer ones that wait in the inbox. Of several refusals of one name the
      newest goes back.
    """

  /// Requests for which the lock is held at a time.
  private static let slice = 1000

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    let selection = try selection(arguments)
    let wait = try arguments.number("wait", else: 10, command: name)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments)
    let files = POSIXFileSystem.keepingOwner(of: places.outbox)
    let isDryRun = arguments.has("dry-run")
    var outcome = Requeue.Requeued()
    var failure: Exit?
    do {
      let inbox = try files.openDirectory(at: places.inbox)
      defer { files.close(inbox) }
      let outbox = try files.openDirectory(at: places.outbox)
      defer { files.close(outbox) }
      let requeue = Requeue(inbox: inbox, files: files)
      let found = try requeue.find(selection)
      try refuseUnknown(selection.names, found: found, inbox: places.inbox)
      if isDryRun {
        for request in found { Console.print("\(request.name)  \(request.code ?? "unknown")  \(request.batch)") }
        return Exit.ok
      }
      let signals = Signals()
      let waiting = LockWait(files: files, signals: signals, seconds: wait)
      var rest = found[...]
      while !rest.isEmpty, !signals.isStopRequested {
        outcome.add(try waiting.withLock(in: outbox) { try requeue.putBack(Array(rest.prefix(slice))) })
        rest = rest.dropFirst(slice)
      }
    } catch let error as Exit {
      failure = error
    } catch let error as FileError {
      failure = Exit(error)
    } catch {
      failure = .tryLater("\(error)")
    }
    if failure == nil || !outcome.requeued.isEmpty { report(outcome, json: arguments.has("json")) }
    if let failure { throw failure }
    guard outcome.taken.isEmpty else {
      let names = outcome.taken.map { "\($0.name) is waiting in \(places.inbox) already and was left in failed/" }
      throw .cannotCreate(names.joined(separator: "\n"))
    }
    return Exit.ok
  }

  // MARK: What is asked for

  private static func selection(_ arguments: Arguments) throws(Exit) -> Requeue.Selection {
    var selection = Requeue.Selection(names: arguments.operands)
    if let code = arguments.value("code") {
      selection.code = RefusalCode(rawValue: code.uppercased())
      if selection.code == nil {
        let codes = RefusalCode.allCases.map(\.rawValue)
        let nearest = NearestName.of(code, among: codes).map { ", did you mean \($0)?" }
        throw .usage(
          "there is no code \"\(code)\"\(nearest ?? "; the codes are \(codes.joined(separator: ", "))")", name)
      }
    }
    if let text = arguments.value("since") {
      selection.since = CivilDay(iso8601: text)?.start ?? Timestamp(rfc3339: text)
      if selection.since == nil {
        throw .usage("--since should be 2026-11-23 or 2026-11-23T10:00:00+03:00 and is \"\(text)\"", name)
      }
    }
    guard !selection.names.isEmpty || selection.code != nil || selection.since != nil else {
      throw .usage("name the requests, or say which with --code or --since", name)
    }
    return selection
  }

  private static func refuseUnknown(_ names: [String], found: [FailedRequest], inbox: String) throws(Exit) {
    let known = Set(found.map(\.name))
    let unknown = names.filter { !known.contains(FileName($0)) && !known.contains(FileName($0 + ".json")) }
    guard unknown.isEmpty else {
      throw .noInput(
        unknown.map { "no refused request \"\($0)\" is in \(inbox)/failed" }.joined(separator: "\n")
          + "\nNothing was put back. \(ofRows)")
    }
  }

  private static let ofRows =
    "Refused rows of a bulk file lie in failed/<day>/<batch>/<name>.rejected.csv (status names it): drop that file again."

  private static func report(_ outcome: Requeue.Requeued, json: Bool) {
    if json {
      Console.print("{\"requeued\":\(outcome.requeued.count),\"taken\":\(outcome.taken.count)}")
    } else if outcome.requeued.isEmpty {
      Console.print("Nothing was put back. \(ofRows)")
    } else {
      for request in outcome.requeued { Console.print("\(request.name) is back in the inbox") }
    }
  }
}
