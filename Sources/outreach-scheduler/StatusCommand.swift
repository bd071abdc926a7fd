internal import Dispatching
internal import Inspection
internal import Scheduling
internal import Storage

/// Says what the spool holds, and whether anybody works on it.
enum StatusCommand: Command {
  static let name = "status"
  static let summary = "What the spool holds; fails if it is stalled."
  static let synopsis = "[options]"
  static let options =
    Option.spool + [
      .json, Option("stalled-after", "SECONDS", help: "how long a request may wait while nobody works (default: 300)"),
      Option("prometheus", nil, help: "the same as metrics for node_exporter's textfile collector"),
      Option("variants", nil, help: "instead: how each wording was taken, by objective, tone, step and variant"),
    ]
  static let example = "outreach-scheduler status --stalled-after 60 || echo 'nobody answers' | mail -s outreach admin"
  static let diagnostics = """
    0 all is well; 66 no such inbox or outbox; 74 a file cannot be read, or the ledger is gone; 75 stalled: a request that
      nobody is writing to, or one of a claimed batch, is older than --stalled-after and no worker holds the lock; or an account is refused, so that nothing
      is sent on a channel. Days are UTC. Nothing is written.
      --variants counts messages planned, sent, and answered by a reply or an opt-out, which counts for the last
      message that had been sent to that lead or address; a reply that asks to be left alone counts as both.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no file names", name) }
    let patience = try arguments.number("stalled-after", else: 300, command: name)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments, isReadOnly: true)
    try Setup.requireLedger(in: places.outbox)
    if arguments.has("variants") { return try showVariants(places, json: arguments.has("json")) }
    let status: SpoolStatus
    do throws(FileError) {
      status = try SpoolSurvey(files: POSIXFileSystem(), now: Clock.now())
        .status(inbox: places.inbox, outbox: places.outbox)
    } catch {
      throw .unreadable(error)
    }
    let isStalled = status.isStalled(after: patience)
    let forecast = try forecast(arguments, places)
    if arguments.has("prometheus") {
      Console.print(Metrics.text(of: status, isStalled: isStalled))
    } else if arguments.has("json") {
      let json = status.json(isStalled: isStalled)
      // Behind all else: what is there for dispatch.
      Console.print(raw: Array(json.dropLast(2)) + Array(#","delivery":"#.utf8) + forecast.json + Array("}\n".utf8))
    } else {
      let lines = StatusText.lines(of: status, isStalled: isStalled) + ForecastText.lines(of: forecast)
      Console.print(lines.joined(separator: "\n"))
    }
    return isStalled || forecast.isStopped ? Exit.stalled : Exit.ok
  }

  /// What is due, and when it will be through.
  private static func forecast(
    _ arguments: Arguments, _ places: (inbox: String, outbox: String)
  ) throws(Exit) -> Forecast {
    let rule = try Setup.dueRule(arguments)
    let delivery = Setup.configurationPath(arguments) == nil ? [:] : try Setup.configuration(arguments).delivery
    do throws(FileError) {
      let view = try SpoolView.open(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      return try Forecast(view, rule: rule, delivery: delivery, now: Clock.now())
    } catch {
      throw .unreadable(error)
    }
  }

  private static func showVariants(_ places: (inbox: String, outbox: String), json: Bool) throws(Exit) -> Int32 {
    do throws(FileError) {
      let view = try SpoolView.open(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      let outcomes = try WordingOutcomes(view)
      Console.print(
        raw: json ? outcomes.json : Array((VariantsText.lines(of: outcomes).joined(separator: "\n") + "\n").utf8))
      return Exit.ok
    } catch {
      throw .unreadable(error)
    }
  }
}
