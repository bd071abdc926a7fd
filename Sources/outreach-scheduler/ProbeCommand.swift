internal import Inspection
internal import Requests
internal import Spool
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Answers the requests of a batch directory for nobody, so that one which kills does not kill the scheduler.
/// Started by the scheduler itself.
enum ProbeCommand: Command {
  static let name = "answer-probe"
  static let summary = "Answers a batch's requests without effect. Used by run and watch after a crash."
  static let synopsis = "--from N --to N BATCH_DIRECTORY"
  static let options =
    Option.common + [
      Option(
        "from", "N",
        help: "the first request, counted from 0 in the batch's order; of a bulk file the first row, counted from 1"),
      Option("to", "N", help: "the request or row to stop before"),
    ]
  static let example = "outreach-scheduler answer-probe --from 0 --to 12 inbox/processing/20261123T101512.345678Z"
  static let diagnostics = "0 if no request brought the process down"

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard let path = arguments.operands.first, arguments.operands.count == 1,
      let first = arguments.value("from").flatMap(Int.init), let end = arguments.value("to").flatMap(Int.init)
    else { throw .usage("needs a batch directory, --from and --to", name) }
    // Whoever asked may be killed meanwhile; then nobody wants to know, and the next word ends this process.
    signal(SIGPIPE, SIG_DFL)
    let setup = try Setup(arguments)
    var dryRun = DryRun(
      planner: setup.planner, leadBook: setup.leadBook(isLongRunning: false), rules: setup.rules)
    let files = POSIXFileSystem()
    do {
      let directory = try files.openDirectory(at: path)
      if let bulk = try BulkProbe(directory: directory, settings: setup.settings, planner: setup.planner, files: files)
      {
        var leadBook = setup.leadBook(isLongRunning: true)
        try bulk.run(from: first, to: end, &leadBook, now: Clock.now()) { Console.print("\($0)") }
        return Exit.ok
      }
      let requests = try Inbox.scan(directory, files)
      for (index, request) in requests.enumerated() where index >= first && index < end && request.kind == .regular {
        Console.print("\(index)")
        let bytes = (try? files.readFile(request.name, in: directory, upTo: setup.rules.largestRequest + 1)) ?? []
        _ = try dryRun.answer(request.name, bytes, now: Clock.now())
      }
    } catch let error as FileError {
      throw Exit(error)
    } catch {
      throw .tryLater("\(error)")
    }
    return Exit.ok
  }
}
