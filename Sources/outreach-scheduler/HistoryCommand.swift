internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Shows what was asked, planned and done: of one lead, or as a feed of all.
enum HistoryCommand: Command {
  static let name = "history"
  static let summary = "All that was planned for a lead and happened to it; or a feed of all leads."
  static let synopsis = "LEAD [--json] | --since TIME|CURSOR --json [options]"
  static let options =
    Option.spool + [
      Option(
        "since", "TIME", help: "for all leads, from then on: \(TimeOption.form), or the cursor of the last line read"),
      Option(
        "json", nil,
        help: "NDJSON: at, event, lead_id and what belongs to it; the last key is the cursor to continue from"),
    ]
  static let example =
    "outreach-scheduler history --since \"$(tail -1 feed.ndjson | jq -r .cursor)\" --json >> feed.ndjson"
  static let diagnostics = """
    0 done, also if there is nothing; 64 neither a lead nor --since; 66 no such inbox or outbox; 74
      something cannot be read, which is named behind the list; 78 the configuration is wrong. Events are accepted, repeated, refused, planned, and those of
      the ledger: sent, failed, cancelled, rescheduled, replied, opted_out … Rows of bulk files are told with file, row
      and score or reason, as long as their answers lie in responses/, and less fully afterwards. Nothing is written and no lock is taken. The feed waits for batches
      that are at work, and some seconds for programs that append to the ledger, so that whoever continues from the last
      cursor misses nothing and sees nothing twice.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    let since = try since(arguments)
    let leads = arguments.operands
    guard leads.count + (since == nil ? 0 : 1) == 1 else {
      throw .usage("takes one lead, or --since for the feed of all", name)
    }
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments, isReadOnly: true)
    let json = arguments.has("json")
    let columns = since == nil ? try Setup.columns(arguments) : .standard
    var damaged: [LineDamage] = []
    do throws(FileError) {
      let view = try SpoolView.open(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      if let since {
        let history = try History(view, from: since.first)
        try history.feed(from: since.time, behind: since.cursor, now: Clock.now()) {
          show($0, json: json, namesLead: true)
        }
        damaged = history.damaged
      } else if let lead = LeadID(leads[0]) {
        let history = try History(view, columns: columns)
        show(try history.entries(of: lead), json: json, namesLead: false)
        damaged = history.damaged
      }
    } catch {
      throw .unreadable(error)
    }
    return Exit.afterReading(damaged, outbox: places.outbox)
  }

  private struct Since {
    var time: Timestamp?
    var cursor: HistoryCursor?
    var first: BatchID? { cursor?.batch ?? time.map(BatchID.init(time:)) }
  }

  private static func since(_ arguments: Arguments) throws(Exit) -> Since? {
    for lead in arguments.operands where LeadID(lead) == nil {
      throw .usage("\"\(lead)\" is no lead id: 1 to 64 of A-Z a-z 0-9 _ -", name)
    }
    guard let text = arguments.value("since") else { return nil }
    if let cursor = HistoryCursor(text) { return Since(cursor: cursor) }
    return Since(time: try TimeOption.read("since", arguments, command: name))
  }

  private static func show(_ entries: [HistoryEntry], json: Bool, namesLead: Bool) {
    if json {
      var lines: [UInt8] = []
      for entry in entries { lines += entry.json }
      return Console.print(raw: lines)
    }
    for entry in entries {
      let lead = namesLead ? "  \(pad(entry.lead?.text ?? "", 12))" : ""
      Console.print("\(entry.at.iso8601)\(lead)  \(pad(entry.event, 11))  \(entry.detail)")
    }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
