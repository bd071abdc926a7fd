internal import Inspection
internal import Leads
internal import Outreach
internal import Requests
internal import Scheduling
internal import Storage

/// Shows how a bulk file would be read.
enum ColumnsCommand: Command {
  static let name = "columns"
  static let summary = "Shows how a bulk file would be read, before it is dropped."
  static let synopsis = "FILE [options]"
  static let options =
    Option.common.filter { ["config", "leads", "templates"].contains($0.name) } + [
      Option("rows", "N", help: "show the first N rows as they would be understood (default: 3)"),
      .json,
    ]
  static let example = "outreach-scheduler columns autumn-fair.csv --config /etc/outreach.json"
  static let diagnostics = """
    0 the file would be read (rows may be refused, which is shown); 65 the whole file would be refused;
      66 no such file; 74 it cannot be read; 75 a lead book is missing; 78 the configuration is wrong. Columns of other names are given
      their meaning by the configuration: "columns":{"Müşteri Kodu":"lead_id","Bölge":"custom.region"}.
    """

  /// Enough to see what is wrong with a file, and answered in less than a second.
  private static let examined = 1000

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 1 else { throw .usage("needs one file", name) }
    let path = arguments.operands[0]
    let shown = try rows(arguments)
    let setup = try Setup(arguments)
    let defaults = try defaults(beside: path, setup)
    var report: ColumnReport
    do throws(FileError) {
      report = try ColumnReport.ofFile(
        path, mapping: setup.columns, rowBytes: setup.configuration.largestRow, defaults: defaults,
        limit: max(shown, examined))
    } catch {
      if isDirectory(path) { throw .badInput("\(path) is a directory; name a file in it") }
      throw error.isNotFound ? .noInput("\(path) is not there") : .unreadable(error)
    }
    var leadBook = setup.leadBook(isLongRunning: false)
    do throws(LeadBookError) {
      try report.rehearse(setup.planner, &leadBook, now: Clock.now())
    } catch {
      throw .tryLater(error.message)
    }
    if arguments.has("json") {
      Console.print(raw: report.json(file: path, defaults: defaults.members, shown: shown))
    } else {
      for line in ColumnsText.lines(of: report, file: path, defaults: defaults.members, shown: shown) {
        Console.print(line)
      }
    }
    guard let refusal = report.refusal else { return Exit.ok }
    throw .badInput(refusal.problems.map { "\(path): \($0.message)" }.joined(separator: "\n"))
  }

  private static func isDirectory(_ path: String) -> Bool {
    let files = POSIXFileSystem()
    guard let directory = try? files.openDirectory(at: path) else { return false }
    files.close(directory)
    return true
  }

  private static func rows(_ arguments: Arguments) throws(Exit) -> Int {
    guard let text = arguments.value("rows") else { return 3 }
    guard let count = Int(text), (0...100_000).contains(count) else {
      throw .usage("--rows should be a number up to 100000 and is \"\(text)\"", name)
    }
    return count
  }

  /// `autumn-fair.defaults.json` for `autumn-fair.csv`.
  private static func defaults(beside path: String, _ setup: Setup) throws(Exit) -> RowDefaults {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return .none }
    let beside = path[..<dot] + ".defaults.json"
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try POSIXFileSystem().readFile(at: String(beside), upTo: setup.rules.largestRequest + 1)
    } catch {
      if error.isNotFound { return .none }
      throw .unreadable(error)
    }
    let name = FileName(beside.split(separator: "/").last.map(String.init) ?? String(beside))
    do throws(Refusal) {
      return try RowDefaults(parsing: bytes, named: name, setup.planner, largest: setup.rules.largestRequest)
    } catch {
      throw .badInput(error.problems.map(\.message).joined(separator: "\n"))
    }
  }
}
