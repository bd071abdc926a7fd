internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// What the ledger says of single jobs, from one day on: which were sent, which will not be sent any more, and which
/// were moved.
///
/// Only looked at when a sequence's jobs matter one by one: the roster knows the plan, and senders report to the ledger.
struct LedgerIndex {
  /// Where a job's line that counts lies.
  package struct Move {
    package var revision: Int
    package var day: CivilDay
    /// The batch that moved it.
    package var batch: BatchID
  }

  /// Jobs by their ids' hashes: a ledger may speak of millions.
  private var reported: [Event.Kind: Set<UInt64>] = [:]
  /// Sent, failed, cancelled, expired, bounced, or gone into the unknown.
  private var ended: Set<UInt64> = []
  /// How often it was begun to send a job, less how often that was put off.
  private var attempts: [UInt64: Int] = [:]
  private var moves: [UInt64: Move] = [:]
  private var first: CivilDay?
  /// Ledgers of batches that were decided and are not finished yet, under their staged names.
  private let staged: [FileName: BatchID]

  package init(unfinished: Set<BatchID> = []) {
    staged = Dictionary(
      uniqueKeysWithValues: unfinished.map { (BatchFiles.stagedName(BatchFiles.name(of: $0), of: $0), $0) })
  }

  package func wasSent(_ job: JobID) -> Bool { wasReported(job, .sent) }
  /// - Parameter kind: what a sender can say, or that it alone was cancelled.
  package func wasReported(_ job: JobID, _ kind: Event.Kind) -> Bool {
    reported[kind]?.contains(Self.key(job)) ?? false
  }
  package func hasEnded(_ job: JobID) -> Bool { ended.contains(Self.key(job)) }
  /// Whether somebody has begun to send it, and has not said what came of it.
  package func isBeingSent(_ job: JobID) -> Bool {
    attempts.isEmpty ? false : attempts[Self.key(job), default: 0] > 0 && !hasEnded(job)
  }
  package func move(of job: JobID) -> Move? { moves.isEmpty ? nil : moves[Self.key(job)] }

  private static func key(_ job: JobID) -> UInt64 { Checksum.of(Array(job.description.utf8)) }

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
        // Copied, not mapped: a process may be appending to it.
        FileContents(copying: try files.readFile(file.name, in: directory)).forEachLine { line, _, isEnded in
          if isEnded { note(line, batch) }
        }
      }
    }
    first = day
  }

  /// A torn or foreign line says nothing.
  private mutating func note(_ line: UnsafeRawBufferPointer, _ batch: BatchID?) {
    guard line.last == UInt8(ascii: "}") else { return }
    if let (event, job) = Self.scan(line) {
      if Event.Kind(event).map({ note($0, job: Checksum.of(job)) }) ?? false { return }
    } else if !Self.isAboutJob(line) {
      return
    }
    guard let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)), let job = value["job_id"]?.string,
      let kind = value["event"]?.string.flatMap({ Event.Kind(rawValue: $0) })
    else { return }
    let key = Checksum.of(Array(job.utf8))
    if note(kind, job: key) { return }
    if kind == .rescheduled, let batch, let revision = value["revision"]?.int, revision > moves[key]?.revision ?? 0,
      let time = value["send_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
    {
      moves[key] = Move(revision: revision, day: time.day, batch: batch)
    }
  }

  /// False if the event neither begins nor ends the sending of a job.
  private mutating func note(_ event: Event.Kind, job: UInt64) -> Bool {
    if event == .sending { attempts[job, default: 0] += 1 }
    if event == .retrying { attempts[job, default: 0] -= 1 }
    if event.isReport || event == .unknown || event == .cancelled { reported[event, default: []].insert(job) }
    if event.endsJob { ended.insert(job) }
    return event.endsJob || event == .sending || event == .retrying
  }

  /// The event's name and the job's id in a line as we write it; nil in any other.
  private static func scan(
    _ line: UnsafeRawBufferPointer
  ) -> (event: UnsafeRawBufferPointer, job: UnsafeRawBufferPointer)? {
    var scanner = LineScanner(line)
    guard scanner.skip(#"{"at":""#), scanner.plainText() != nil, scanner.skip(#","event":""#),
      let event = scanner.plainText()
    else { return nil }
    if scanner.skip(#","lead_id":"#), scanner.leadID() == nil { return nil }
    guard scanner.skip(#","job_id":""#), let job = scanner.plainText() else { return nil }
    return (UnsafeRawBufferPointer(rebasing: line[event]), UnsafeRawBufferPointer(rebasing: line[job]))
  }

  /// A look at the bytes spares reading the many lines about leads and addresses. In them a quotation mark inside a text
  /// has a backslash before it, so only a key can match.
  private static func isAboutJob(_ line: UnsafeRawBufferPointer) -> Bool {
    var scanner = LineScanner(line)
    while !scanner.isAtEnd {
      if scanner.skip(#""job_id""#) { return true }
      scanner.step()
    }
    return false
  }
}
