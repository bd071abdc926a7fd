internal import Inspection
internal import Storage

/// Says what the spool holds, and whether anybody works on it.
enum StatusCommand: Command {
  static let name = "status"
  static let summary = "What the spool holds; fails if it is stalled."
  static let synopsis = "[options]"
  static let options =
    Option.spool + [
      .json, Option("stalled-after", "SECONDS", "how long a request may wait while nobody works (default: 300)"),
      Option("variants", nil, "instead: how each wording was taken, by objective, tone, step and variant"),
    ]
  static let example = "outreach-scheduler status --stalled-after 60 || echo 'nobody answers' | mail -s outreach admin"
  static let diagnostics = """
    0 all is well; 66 no such inbox or outbox; 74 a file cannot be read; 75 stalled: a request that nobody is writing to, or a
      claimed batch, is older than --stalled-after and no worker holds the lock. Days are UTC. Nothing is written.
      --variants counts messages planned, sent, and answered by a reply or an opt-out, which counts for the last
      message that had been sent to that lead or address; a reply that asks to be left alone counts as both.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no file names", name) }
    let patience = try arguments.number("stalled-after", else: 300, command: name)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments, isReadOnly: true)
    if arguments.has("variants") { return try showVariants(places, json: arguments.has("json")) }
    let status: SpoolStatus
    do throws(FileError) {
      status = try SpoolSurvey(files: POSIXFileSystem(), now: Clock.now())
        .status(inbox: places.inbox, outbox: places.outbox)
    } catch {
      throw .unreadable(error)
    }
    let isStalled = status.isStalled(after: patience)
    if arguments.has("json") {
      Console.print(raw: status.json(isStalled: isStalled))
    } else {
      Console.print(StatusText.lines(of: status, isStalled: isStalled).joined(separator: "\n"))
    }
    return isStalled ? Exit.stalled : Exit.ok
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
