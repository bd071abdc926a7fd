internal import Dispatching
internal import Inspection
internal import Outreach
internal import Requests
internal import Scheduling
internal import Storage

/// Sends what is due.
enum DispatchCommand: Command {
  static let name = "dispatch"
  static let summary = "Sends what is due, through the senders that the configuration names."
  static let synopsis = "[options]"
  static let options =
    Option.spool + [
      Option("watch", nil, help: "go on for ever; SIGTERM finishes the messages in hand"),
      Option("quiet", nil, help: "print only what needs somebody, for cron"),
      Option("dry-run", nil, help: "show who would get what now, and send nothing"),
      Option("wait", "SECONDS", help: "how long to wait for a worker that holds the lock (default: 10)"),
      Option("json", nil, help: "what was done as a line of JSON; of --dry-run the jobs as NDJSON"),
    ]
  static let example = "outreach-scheduler dispatch --config /etc/outreach.json"
  static let diagnostics = """
    0 done, also if nothing was due or a cap was reached; 66 no such inbox or outbox; 74 a file cannot be read or written;
      75 another dispatch is at work, a worker holds the lock, an account is refused, or a lead book cannot be read: messages stay pending; 78 the
      configuration is wrong, or a secret is missing. Follow-ups go before first messages. What a dispatch that was killed
      was sending is unknown to everybody, and is held, tried again or given up as "unknown" in the configuration says.
      --watch reads the configuration once: SIGHUP changes nothing, end it with SIGTERM and start it anew.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no operands", name) }
    let patience = try arguments.number("wait", else: 10, command: name)
    let configuration = try Setup.configuration(arguments)
    let columns = try Setup.columns(arguments)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments)
    try Setup.requireLedger(in: places.outbox)
    let files = POSIXFileSystem.keepingOwner(of: places.outbox)
    let isDry = arguments.has("dry-run")
    let senders = isDry ? [:] : try Senders.all(configuration, outbox: places.outbox, files)
    let signals = Signals()
    if !isDry { try Erasing.finish(arguments, signals) }
    do throws(FileError) {
      var settings = Dispatcher.Settings(
        inbox: places.inbox, outbox: places.outbox, rule: configuration.dueRule, delivery: configuration.delivery,
        choosesChannel: configuration.defaults.channel == .auto, columns: columns)
      settings.leadBook = Setup.leadBook(configuration, columns)
      var dispatcher = try Dispatcher(
        settings: settings, files: files, senders: senders,
        surroundings: .init(
          clock: Clock.now, sleep: { signals.sleep(milliseconds: $0) }, random: { Double.random(in: 0..<1) }))
      defer { dispatcher.close() }
      let outbox = try files.openDirectory(at: places.outbox)
      defer { files.close(outbox) }
      if isDry { return try rehearse(&dispatcher, arguments, outbox: places.outbox) }
      guard let lock = try DispatchLock.take(in: outbox, files) else {
        // Under cron that is every slow minute.
        if !arguments.has("quiet") {
          Console.say("another dispatch is at work here (\(places.outbox)/.dispatch); nothing was done")
        }
        return Exit.stalled
      }
      defer {
        try? lock.remember(outbox, files)
        lock.release(files)
      }
      return try DispatchLoop(
        signals: signals, isEndless: arguments.has("watch"), json: arguments.has("json"),
        isQuiet: arguments.has("quiet"), patience: patience, poll: configuration.pollSeconds, outbox: places.outbox,
        onSent: { try? lock.remember(outbox, files) }
      ).run(&dispatcher)
    } catch {
      throw Exit(error)
    }
  }

  private static func rehearse(
    _ dispatcher: inout Dispatcher, _ arguments: Arguments, outbox: String
  ) throws(FileError) -> Int32 {
    let jobs = try dispatcher.rehearse()
    if let trouble = dispatcher.bookTrouble {
      Console.say(trouble)
      return Exit.stalled
    }
    if arguments.has("json") {
      Console.print(raw: jobs.flatMap { dispatcher.shownLine(of: $0) })
    } else {
      if !jobs.isEmpty { Console.print(([JobsText.head] + jobs.map(JobsText.row)).joined(separator: "\n")) }
      Console.say("\(counted(jobs.count, "message")) would go out now; nothing was sent")
    }
    return Exit.afterReading(dispatcher.damaged, outbox: outbox)
  }
}
