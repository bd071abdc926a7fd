internal import Inspection
internal import Leads
internal import Outreach
internal import Storage

/// Shows all that is held of a lead.
enum ExportCommand: Command {
  static let name = "export"
  static let summary = "All that is held of a lead, as JSON, for whoever asks what is known of them."
  static let synopsis = "LEAD [options]"
  static let options = Option.spool
  static let example = "outreach-scheduler export 139 --config /etc/outreach.json > 139.json"
  static let diagnostics = """
    0 done; 64 no lead id; 66 no such inbox or outbox, or nothing is held of the lead; 74 a file cannot be
      read. Requests, answers, jobs and what happened; of bulk files the lead's rows and the answers to them. What prune has packed away is
      looked into, too. Nothing is written.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 1, let text = arguments.operands.first else {
      throw .usage("needs one lead id", name)
    }
    guard let lead = LeadID(text) else {
      throw .usage("\"\(text)\" is no lead id: 1 to 64 of A-Z a-z 0-9 _ -", name)
    }
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox, places.outbox], arguments, isReadOnly: true)
    let columns = try Setup.columns(arguments)
    let export: LeadExport
    do throws(FileError) {
      let view = try SpoolView.open(inbox: places.inbox, outbox: places.outbox, in: POSIXFileSystem())
      defer { view.close() }
      export = try LeadExport(of: lead, in: view, columns: columns, now: Clock.now())
    } catch {
      throw .unreadable(error)
    }
    guard !export.isEmpty else { throw .noInput("nothing is held of lead \(lead) here") }
    Console.print(raw: export.json)
    return Exit.ok
  }
}
