internal import Formats
internal import Generating
internal import Inspection
internal import Leads
internal import Outreach
internal import Requests
internal import Scheduling
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Requests on stdin, envelopes on stdout: the form in which a cluster engine runs the generator.
enum GenerateCommand: Command {
  static let name = "generate"
  static let summary = "Requests on stdin, their envelopes on stdout, in order; plans and keeps nothing."
  static let synopsis = "[options] < REQUESTS"
  static let options =
    Option.common.filter { ["config", "leads", "templates"].contains($0.name) } + [
      Option("explain", nil, help: "add the score's parts to each ai_context"),
      Option("compare", nil, help: "print the template's words and the generator's side by side, as text"),
      Option("as-of", "TIME", help: "reckon scores as of 2026-11-23T10:00:00+03:00 (default: now)"),
      Option("strict", nil, help: "exit with 65 if any request was refused"),
    ]
  static let example = """
    printf '{"lead_id":139,"tone":"samimi"}\\n' | outreach-scheduler generate --config /etc/outreach.json --leads leads.csv
    """
  static let diagnostics = """
    0 done, refused requests included, or nobody reads the output any more; 65 the input is no NDJSON and no
      table with a column lead_id (what came before is answered), or with --strict any was refused; 74 the output cannot
      be written; 75 a lead book is missing; 78 the configuration is wrong. Envelopes have the input's row numbers, no
      request id and no jobs.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else {
      throw .usage("reads its requests from stdin and takes no file names", name)
    }
    let setup = try Setup(arguments)
    setup.tellGaps()
    // Writing then says that nobody reads any more, and the program ends of its own accord.
    signal(SIGPIPE, SIG_IGN)
    let now = try asOf(arguments) ?? Clock.now()
    // Words are kept for as long as the run: it leaves nothing behind.
    let scratch: ScratchDirectory?
    do throws(FileError) {
      scratch = setup.configuration.generator == nil ? nil : try ScratchDirectory(for: "words")
    } catch {
      throw Exit(error)
    }
    defer { scratch?.remove() }
    let planner = scratch.map { setup.answeringPlanner(wordsIn: $0.path) } ?? setup.planner
    let width = arguments.has("compare") ? Self.pageWidth : nil
    var answers = RowAnswers(
      planner: planner, leadBook: setup.leadBook(isLongRunning: true), explains: arguments.has("explain"))
    var refused = 0
    do {
      var reader = try RequestRowReader(
        mapping: setup.columns, rowBytes: setup.configuration.largestRow, source: Console.readInput)
      while true {
        let rows = try reader.next()
        if rows.isEmpty { break }
        if let width {
          for order in try answers.compare(rows, now: now) {
            ComparisonText.lines(of: order, width: width).forEach(Console.print)
          }
          continue
        }
        let answered = try answers.answer(rows, now: now)
        refused += answered.refused
        guard Console.deliver(answered.lines) else { return Exit.ok }
      }
    } catch let error as LeadBookError {
      throw .tryLater(error.message)
    } catch let error as CSVError {
      throw .badInput("stdin, \(error.message)")
    } catch let error as StreamProblem {
      throw .badInput("stdin: \(error)")
    } catch let error as FileError {
      throw Exit(error)
    } catch {
      throw .badInput("stdin: \(error)")
    }
    return arguments.has("strict") && refused > 0 ? Exit.someRefused : Exit.ok
  }

  /// Characters of a line on which two texts stand beside each other.
  private static let pageWidth = 132

  private static func asOf(_ arguments: Arguments) throws(Exit) -> Timestamp? {
    guard let text = arguments.value("as-of") else { return nil }
    guard let time = Timestamp(rfc3339: text) ?? CivilDay(iso8601: text)?.start else {
      throw .usage("--as-of should be a time such as 2026-11-23T10:00:00+03:00 and is \"\(text)\"", name)
    }
    return time
  }
}
