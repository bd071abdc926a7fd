internal import Outreach

/// What the ledger says of single jobs, from one day on: which were sent, and which will not be sent any more.
///
/// Only looked at when the roster knows of a sequence whose last message has come due: the roster knows the plan,
/// and senders report to the ledger.
struct LedgerIndex {
  private(set) var sent: Set<String> = []
  /// Sent, failed, cancelled, expired or bounced.
  private(set) var ended: Set<String> = []

  private static let ends: Set<String> = ["sent", "failed", "cancelled", "expired", "bounced"]

  /// Reads the ledger's files from `first` on, in any order: which jobs have ended does not depend on it.
  init(from first: CivilDay, in spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) {
    for entry in try files.list(spool.ledger) where entry.kind != .regular {
      guard let text = entry.name.text, let day = CivilDay(iso8601: text), day >= first else { continue }
      let directory = try files.openDirectory(entry.name, in: spool.ledger)
      defer { files.close(directory) }
      for file in try files.list(directory) where !file.name.hasPrefix(".") && file.name.hasSuffix(".ndjson") {
        for line in try files.readFile(file.name, in: directory).split(separator: UInt8(ascii: "\n")) { note(line) }
      }
    }
  }

  /// A torn or foreign line says nothing.
  private mutating func note(_ line: ArraySlice<UInt8>) {
    guard let event = try? JSONValue(parsing: Array(line)), let job = event["job_id"]?.string,
      let name = event["event"]?.string
    else { return }
    if name == "sent" { sent.insert(job) }
    if Self.ends.contains(name) { ended.insert(job) }
  }
}
