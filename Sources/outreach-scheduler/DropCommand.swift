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

/// Checks files and puts them into the inbox, all or none.
enum DropCommand: Command {
  static let name = "drop"
  static let summary = "Checks files and puts copies of them into the inbox, all or none."
  static let synopsis = "FILE… [options]"
  static let options =
    Option.common + [
      Option("dry-run", nil, help: "show what would be answered, and touch nothing"),
      Option(
        "json", nil, help: "for each file the envelope that would be its answer; of a bulk file a report like columns'"),
    ]
  static let example =
    "outreach-scheduler drop 139.json fair.defaults.json fair.csv --config /etc/outreach.json --dry-run"
  static let diagnostics = """
    0 dropped, a no included; 65 a file would be refused, and nothing was dropped; 66 no such file or inbox; 73 a file
      of that name is waiting already, or the inbox cannot be written (74 if its file system is at fault, such as one that is read-only); 75 with --dry-run, a lead book is missing; 78 the
      configuration is wrong. Files arrive in the order in which they are named, defaults of
      bulk files first; of a bulk file the first 1,000 rows are examined, and the messages of three shown (with --json the
      envelopes, as "answer" in "rows"). Whether a lead is being contacted
      already is decided when the request is answered.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard !arguments.operands.isEmpty else { throw .usage("needs at least one file", name) }
    let isDryRun = arguments.has("dry-run")
    let setup = try Setup(arguments)
    if !isDryRun {
      try Setup.require(arguments.has("create") ? [setup.inbox, setup.outbox] : [setup.inbox], arguments)
    }
    if isDryRun { setup.tellGaps() }
    let findings = try check(arguments.operands, setup, isDryRun: isDryRun)
    let json = arguments.has("json")
    if isDryRun || json { show(findings, json: json) }
    if !json { tellStops(findings) }
    let complaints = findings.compactMap(complaint)
    guard complaints.isEmpty else {
      let message = complaints.joined(separator: "\n") + (isDryRun ? "" : "\nNothing was dropped.")
      throw findings.contains(where: isMissing) ? .noInput(message) : .badInput(message)
    }
    let items = findings.compactMap(\.item)
    if !json { warnOfDefaultsLeftBehind(findings, in: setup.inbox) }
    try refuseDoubles(items)
    guard !isDryRun else { return Exit.ok }
    try InboxDrop.put(items, into: setup.inbox, quietly: json)
    return Exit.ok
  }

  // MARK: Checking

  private static func check(_ paths: [String], _ setup: Setup, isDryRun: Bool) throws(Exit) -> [DropCheck.Checked] {
    var dryRun = DryRun(
      planner: setup.planner, leadBook: setup.leadBook(isLongRunning: false), rules: setup.rules)
    let files = POSIXFileSystem()
    var reading = DropCheck.BulkReading()
    (reading.columns, reading.rowBytes) = (setup.columns, setup.configuration.largestRow)
    reading.inbox = try? files.openDirectory(at: setup.inbox)
    defer { reading.inbox.map(files.close) }
    let check = { [reading] (hasLeadBooks: Bool) in
      DropCheck(
        files: files, rules: setup.rules, owner: geteuid(), hasLeadBooks: hasLeadBooks, bulk: reading)
    }
    do throws(LeadBookError) {
      return try check(setup.hasLeadBooks).check(paths, with: &dryRun, now: Clock.now())
    } catch {
      if isDryRun { throw .tryLater(error.message) }
      Console.say("\(error.message) The files are checked without it.")
    }
    do throws(LeadBookError) {
      return try check(false).check(paths, with: &dryRun, now: Clock.now())
    } catch {
      throw .tryLater(error.message)
    }
  }

  /// Everything that is wrong with one file; nil if nothing is.
  private static func complaint(_ finding: DropCheck.Checked) -> String? {
    switch finding.verdict {
    case .good, .goodButUnknown, .stop, .rows, .defaults: nil
    case .directory: "\(finding.path) is a directory; name the files in it, for example \(finding.path)/*.json"
    case .unreadable(let error): error.description
    case .refused(let answer):
      answer.refusal.map { refusal in
        refusal.problems.map { problem in
          // Most messages name what was meant.
          let meant = problem.suggestion.flatMap { problem.message.contains($0) ? nil : " (\"\($0)\"?)" }
          return "\(finding.path): \(problem.message)\(meant ?? "")"
        }.joined(separator: "\n")
      }
    }
  }

  private static func isMissing(_ finding: DropCheck.Checked) -> Bool {
    guard case .unreadable(let error) = finding.verdict else { return false }
    return error.isNotFound
  }

  private static func refuseDoubles(_ items: [Drop.Item]) throws(Exit) {
    var seen: Set<FileName> = []
    for item in items where !seen.insert(item.name).inserted {
      throw .usage("\(item.name) is named twice; give the second request a reference, such as <leadId>@2.json", name)
    }
    var answers: [FileName: FileName] = [:]
    for item in items {
      guard let bulk = BulkName(item.name) else { continue }
      if let other = answers.updateValue(item.name, forKey: bulk.responses) {
        throw .usage("the answers to \(other) and \(item.name) would have the same names; rename one of them", name)
      }
    }
  }

  /// Defaults that lie beside a file count for `columns`, but only what is named is dropped.
  private static func warnOfDefaultsLeftBehind(_ findings: [DropCheck.Checked], in inbox: String) {
    let named = Set(findings.compactMap { $0.item?.name })
    for finding in findings {
      guard case .rows = finding.verdict, let wanted = finding.item.flatMap({ BulkName($0.name)?.defaults }),
        !named.contains(wanted)
      else { continue }
      let folder = finding.path.lastIndex(of: "/").map { String(finding.path[...$0]) } ?? ""
      if access(folder + wanted.description, F_OK) == 0, folder != inbox + "/" {
        Console.say(
          "\(folder)\(wanted) lies beside \(finding.path) and is not dropped with it; name it, too, if it should")
      }
    }
  }

  /// Whoever asks for messages to somebody who wants none is told so, and that the no counts.
  private static func tellStops(_ findings: [DropCheck.Checked]) {
    for finding in findings {
      switch finding.verdict {
      case .stop(let answer): Console.say("\(finding.path): \(answer.refusal?.message ?? "") \(counts)")
      case .rows(let report, _) where report.accepted == 0 && report.stops > 0:
        Console.say(
          "\(finding.path): nobody would be written to; \(report.stops == 1 ? "the" : "every") row says no. \(counts)")
      default: break
      }
    }
  }

  private static let counts = "When it is answered, the no is written down and stops what is planned."

  // MARK: Showing

  private static let shownRows = 3

  private static func showMessages(of report: ColumnReport, file: String) {
    let sequences = report.sequences
    for (row, order) in sequences.prefix(shownRows) {
      Console.print("row \(row)\n\(SequenceText.lines(of: order).joined(separator: "\n"))\n")
    }
    guard sequences.count > shownRows else { return }
    Console.print(
      "… and the messages of \(counted(sequences.count - shownRows, "more row")); outreach-scheduler generate < \(file) "
        + "prints them all.\n")
  }

  /// What would be answered: for a person the accepted ones, for a machine the envelopes of all.
  private static func show(_ findings: [DropCheck.Checked], json: Bool) {
    for finding in findings {
      switch finding.verdict {
      case .good(let answer):
        if json {
          Console.print(raw: answer.response)
        } else if let order = answer.order {
          Console.print("\(finding.path)\n\(SequenceText.lines(of: order).joined(separator: "\n"))\n")
        } else if answer.command != nil {
          Console.print("\(finding.path)\n  A command; what it changes is decided when it is answered.\n")
        }
      case .rows(let report, let defaults):
        if json {
          Console.print(raw: report.json(file: finding.path, defaults: defaults, shown: shownRows, hasAnswers: true))
        } else {
          for line in ColumnsText.lines(of: report, file: finding.path, defaults: defaults, shown: shownRows) {
            Console.print(line)
          }
          Console.print("")
          showMessages(of: report, file: finding.path)
        }
      case .defaults(let stem):
        if !json { Console.print("\(finding.path)\n  Defaults for the rows of \(stem).csv or the like.\n") }
      case .refused(let answer):
        if json { Console.print(raw: answer.response) }
      case .stop(let answer):
        if json { Console.print(raw: answer.response) }
      case .goodButUnknown:
        Console.say("\(finding.path) is in order; with a lead book (--leads) it would be shown what is answered")
      case .unreadable, .directory: break
      }
    }
  }
}
