internal import Leads
internal import Outreach
package import Records
internal import Requests
package import Scheduling
package import Storage

/// Files that keep messages from going out and that no worker has answered yet: in the inbox, or claimed and stuck.
///
/// Who has said no is not written to, whether or not the worker can work just then. A file that names its lead holds that
/// one's messages, and those to the same addresses; of a list only reading it would tell whom it is about, so it holds all.
package struct UnansweredStops: Hashable, Sendable {
  private var files: [LeadID: String] = [:]
  private var list: String?
  /// Where the leads that are named would be written to, as far as their messages are known.
  private var addresses: [String: String] = [:]

  package init() {}

  package init(_ view: SpoolView) throws(FileError) {
    try take(view.list([], below: view.inbox))
    for batch in try view.list(["processing"], below: view.inbox) where BatchID(batch.name) != nil {
      try take(view.list(["processing", batch.name], below: view.inbox))
    }
  }

  private mutating func take(_ entries: [DirectoryEntry]) {
    for name in entries.lazy.map(\.name) where Self.hasVerb(name) && !RequestName.isIgnored(name) {
      switch RequestName(name) {
      case .command(let lead, let verb, _) where verb.stops || verb == .reschedule:
        files[lead] = files[lead] ?? name.description
      case .bulk(let bulk) where Self.isList(bulk): list = list ?? name.description
      case .enqueue, .command, .bulk, .defaults, .refused: break
      }
    }
  }

  /// Most names have one dot, and there may be a million of them.
  private static func hasVerb(_ name: FileName) -> Bool {
    name.bytes.lazy.filter { $0 == UInt8(ascii: ".") }.prefix(2).count == 2
  }

  private static func isList(_ bulk: BulkName) -> Bool {
    (try? RowTable.verb(stem: bulk.stem))?.stops ?? false
  }

  /// Takes in where a message is to go.
  package mutating func note(_ job: CalendarJob) {
    if let file = files[job.lead] { addresses[job.to] = file }
  }

  /// What keeps a message back; nil if nothing does.
  package func hold(_ job: CalendarJob) -> DueVerdict.Reason? {
    (files[job.lead] ?? addresses[job.to] ?? list).map { .unanswered($0) }
  }
}
