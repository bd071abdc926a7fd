internal import Outreach

/// What the ledger says of single jobs, from one day on: which were sent, which will not be sent any more, and which
/// were moved.
///
/// Only looked at when a sequence's jobs matter one by one: the roster knows the plan, and senders report to the ledger.
struct LedgerIndex {
  /// Where a job's line that counts lies.
  struct Move {
    var revision: Int
    var day: CivilDay
    /// The batch that moved it.
    var batch: BatchID
  }

  private(set) var sent: Set<String> = []
  /// Sent, failed, cancelled, expired, bounced, or gone into the unknown.
  private(set) var ended: Set<String> = []
  private(set) var moves: [String: Move] = [:]
  private var first: CivilDay?
  /// Ledgers of batches that were decided and are not finished yet, under their staged names.
  private let staged: [FileName: BatchID]

  init(unfinished: Set<BatchID> = []) {
    staged = Dictionary(
      uniqueKeysWithValues: unfinished.map { (Publication.stagedName(BatchFiles.name(of: $0), of: $0), $0) })
  }

  private static let ends: Set<String> = ["sent", "failed", "cancelled", "expired", "bounced", "unknown"]
  private static let jobKey = Array(#""job_id""#.utf8)

  /// Reads the ledger's files from `day` on, in any order, save those read before: which jobs have ended does not depend
  /// on it.
  mutating func extend(to day: CivilDay, in spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) {
    if let first, first <= day { return }
    for entry in try files.list(spool.ledger) where entry.kind != .regular {
      guard let written = entry.name.text.flatMap({ CivilDay(iso8601: $0) }), written >= day else { continue }
      if let first, written >= first { continue }
      let directory = try files.openDirectory(entry.name, in: spool.ledger)
      defer { files.close(directory) }
      for file in try files.list(directory) where file.name.hasSuffix(".ndjson") {
        let unfinished = staged[file.name]
        if file.name.hasPrefix("."), unfinished == nil { continue }
        let batch = unfinished ?? BatchID(file.name.bytes.dropLast(7))
        for line in try files.readFile(file.name, in: directory).split(separator: UInt8(ascii: "\n")) {
          note(line, batch)
        }
      }
    }
    first = day
  }

  /// A torn or foreign line says nothing.
  private mutating func note(_ line: ArraySlice<UInt8>, _ batch: BatchID?) {
    guard Self.isAboutJob(line), let event = try? line.withUnsafeBufferPointer({ try JSONValue(parsing: $0) }),
      let job = event["job_id"]?.string, let name = event["event"]?.string
    else { return }
    if name == "sent" { sent.insert(job) }
    if Self.ends.contains(name) { ended.insert(job) }
    if name == "rescheduled", let batch, let revision = event["revision"]?.int, revision > moves[job]?.revision ?? 0,
      let time = event["send_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
    {
      moves[job] = Move(revision: revision, day: time.day, batch: batch)
    }
  }

  /// A look at the bytes spares reading the many lines about leads. In them a quotation mark inside a text has a
  /// backslash before it, so only a key can match.
  private static func isAboutJob(_ line: ArraySlice<UInt8>) -> Bool {
    line.withUnsafeBufferPointer { bytes in
      guard bytes.count > jobKey.count else { return false }
      return (0...(bytes.count - jobKey.count)).contains { at in
        bytes[at] == jobKey[0] && bytes[(at + 1)..<(at + jobKey.count)].elementsEqual(jobKey[1...])
      }
    }
  }
}
