internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// Shows the effective jobs: what was planned, folded with what has happened since.
enum JobsCommand: Command {
  static let name = "jobs"
  static let summary = "The planned messages as they stand: pending, sent, failed, cancelled."
  static let synopsis = "[options]"
  static let options =
    Option.spool + [
      Option("lead", "ID", help: "only this lead's"),
      .onChannel("only whatsapp, or only email"),
      Option(
        "status", "STATUS", help: "only pending, sent, failed or cancelled",
        words: CalendarJob.Status.allCases.map(\.rawValue)),
      Option(
        "due", nil, help: "only what may be sent now: the first unsent step of a sequence, in its window, not too late"),
      Option("overdue", nil, help: "only what waits although its time has come, and why"),
      Option("day", "DAY", help: "only what is due on this day (UTC): 2026-11-25"),
      Option("from", "TIME", help: "only what is due from then on: \(TimeOption.form)"),
      Option("to", "TIME", help: "only what is due before: \(TimeOption.form)"),
      Option("request", "ID", help: "only this request's: 139-20261123T101512.345678Z"),
      Option("json", nil, help: "the jobs as NDJSON, each line as it was planned with its status and reason folded in"),
    ]
  static let example = "outreach-scheduler jobs --due --channel whatsapp --json --config /etc/outreach.json"
  static let diagnostics = """
    0 done, also if there are none; 66 no such inbox or outbox; 74 something cannot be read: it is
      named behind the list, and no job that it may be about is due; of a ledger that is gone, nothing is
      shown. Times are UTC. Nothing is written and no lock is taken; a batch that is being answered at this moment is not seen yet.
      A program that sends reads --due --json, keeps job_id as its idempotency key, and reports back. --due and --overdue
      go by the configuration's window, send_after_hours, expire_after and on_expired; without one by the defaults.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no operands; a lead is given with --lead", name) }
    let filter = try filter(arguments)
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments, isReadOnly: true)
    try Setup.requireLedger(in: places.outbox)
    let json = arguments.has("json")
    if arguments.has("due") || arguments.has("overdue") {
      return try showReached(arguments, filter: filter, places: places)
    }
    var count = 0
    var damaged: [LineDamage] = []
    do throws(FileError) {
      let view = try SpoolView.open(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      damaged = try JobQuery(view, filter).run { jobs in
        if json {
          var lines: [UInt8] = []
          lines.reserveCapacity(jobs.reduce(0) { $0 + $1.line.count })
          for job in jobs { lines += job.line }
          Console.print(raw: lines)
        } else {
          if count == 0 { Console.print(JobsText.head) }
          Console.print(jobs.map(JobsText.row).joined(separator: "\n"))
        }
        count += jobs.count
      }
    } catch {
      throw .unreadable(error)
    }
    if !json { Console.say(counted(count, "job")) }
    return Exit.afterReading(damaged, outbox: places.outbox)
  }

  /// Messages whose time has come, by the rule that dispatch goes by, too.
  private static func showReached(
    _ arguments: Arguments, filter: JobFilter, places: (inbox: String, outbox: String)
  ) throws(Exit) -> Int32 {
    guard !(arguments.has("due") && arguments.has("overdue")) else {
      throw .usage("--due shows what may be sent now, --overdue what waits; give one of them", name)
    }
    let isDue = arguments.has("due")
    let rule = try Setup.dueRule(arguments)
    var books = BookRefusals(try Setup.leadBook(arguments))
    var trouble: LeadBookError?
    var survey: DueSurvey
    do throws(FileError) {
      let view = try SpoolView.open(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      survey = try DueSurvey(view, rule, now: Clock.now())
      do throws(LeadBookError) { try survey.heed(&books, view) } catch { trouble = error }
    } catch {
      throw .unreadable(error)
    }
    if let trouble { throw .tryLater(trouble.message + " Nothing is due: it may say who wants no messages.") }
    let wanted = survey.jobs.filter { found in
      found.verdict.isDue == isDue && filter.includes(found.job) && (filter.status ?? .pending) == .pending
        && (filter.day.map { $0 == found.job.sendAt.day } ?? true)
    }
    if arguments.has("json") {
      Console.print(raw: wanted.flatMap { survey.shownLine(of: $0) })
    } else {
      if !wanted.isEmpty { Console.print(([JobsText.head] + wanted.map(JobsText.row)).joined(separator: "\n")) }
      Console.say(counted(wanted.count, "job"))
    }
    return Exit.afterReading(survey.damaged, outbox: places.outbox)
  }

  private static func filter(_ arguments: Arguments) throws(Exit) -> JobFilter {
    var filter = JobFilter()
    if let text = arguments.value("lead") {
      filter.lead = LeadID(text)
      if filter.lead == nil { throw .usage("--lead \"\(text)\" is no lead id: 1 to 64 of A-Z a-z 0-9 _ -", name) }
    }
    filter.channel = try choice("channel", arguments)
    filter.status = try choice("status", arguments)
    filter.day = try TimeOption.readDay("day", arguments, command: name)
    filter.from = try TimeOption.read("from", arguments, command: name)
    filter.to = try TimeOption.read("to", arguments, command: name)
    if let text = arguments.value("request") {
      guard let id = RequestID(parsing: text) else {
        throw .usage("--request \"\(text)\" is no request id, such as 139-20261123T101512.345678Z", name)
      }
      filter.request = text
      filter.lead = filter.lead ?? id.lead
    }
    return filter
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: String, _ arguments: Arguments
  ) throws(Exit) -> Choice? {
    guard let text = arguments.value(option) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue)
      let nearest = NearestName.of(text, among: all).map { "; did you mean \($0)?" } ?? ""
      throw .usage("--\(option) is one of \(all.joined(separator: ", "))\(nearest)", name)
    }
    return choice
  }
}
