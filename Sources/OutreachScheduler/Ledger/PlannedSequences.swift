internal import Outreach

/// Looks up, in the calendar and the ledger, what the roster leaves out about an earlier sequence: whose it is,
/// where it goes, and whether it still goes there.
///
/// Used for the few requests that meet an active sequence, so files are read when first asked for and then kept
/// for the batch.
final class PlannedSequences {
  struct Sequence: Hashable {
    var id: RequestID
    var channel: Channel
    var to: String
  }

  private let spool: SpoolDirectories
  private let files: any FileSystem
  private var calendar: [FileName: [Sequence]] = [:]
  private var ledger: (first: CivilDay, index: LedgerIndex)?

  init(spool: SpoolDirectories, files: any FileSystem) {
    self.spool = spool
    self.files = files
  }

  /// The sequence that holds this place; nil if its jobs are not in the calendar any more.
  func sequence(_ active: Roster.Active, held by: Roster.Holder, on channel: Channel) throws(FileError) -> Sequence? {
    try sequences(planned: active.batch, lastDay: active.until.day).first {
      $0.channel == channel && $0.id.ordinal == active.ordinal
        && (by == .lead($0.id.lead) || by == .address($0.to))
    }
  }

  /// Whether its last message has been sent or will not be.
  func isOver(_ sequence: Sequence, steps: Int) throws(FileError) -> Bool {
    try ledger(since: sequence.id.batch).ended.contains(sequence.id.job(sequence.channel, step: steps))
  }

  func wasSentInPart(_ sequence: Sequence, steps: Int) throws(FileError) -> Bool {
    let sent = try ledger(since: sequence.id.batch).sent
    return (1...max(1, steps)).contains { sent.contains(sequence.id.job(sequence.channel, step: $0)) }
  }

  private func ledger(since batch: BatchID) throws(FileError) -> LedgerIndex {
    let first = batch.time.day
    if let ledger, ledger.first <= first { return ledger.index }
    let index = try LedgerIndex(from: first, in: spool, files)
    ledger = (first, index)
    return index
  }

  private func sequences(planned batch: BatchID, lastDay: CivilDay) throws(FileError) -> [Sequence] {
    let key = FileName("\(lastDay.iso8601)/\(batch)")
    if let known = calendar[key] { return known }
    let found = try read(batch, lastDay)
    calendar[key] = found
    return found
  }

  private func read(_ batch: BatchID, _ day: CivilDay) throws(FileError) -> [Sequence] {
    do throws(FileError) {
      let directory = try files.openDirectory(FileName(day.iso8601), in: spool.jobs)
      defer { files.close(directory) }
      let name = BatchFiles.name(of: batch)
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try files.readFile(name, in: directory)
      } catch where error.isNotFound {
        // Of a batch that was decided and is not finished yet.
        bytes = try files.readFile(Publication.stagedName(name, of: batch), in: directory)
      }
      return bytes.split(separator: UInt8(ascii: "\n")).compactMap { Self.sequence(Array($0), batch) }
    } catch where error.isNotFound {
      return []
    }
  }

  private static func sequence(_ line: [UInt8], _ batch: BatchID) -> Sequence? {
    guard let job = try? JSONValue(parsing: line), let request = job["request_id"]?.string, let to = job["to"]?.string,
      let channel = job["channel"]?.string.flatMap(Channel.init), let lead = LeadID(job["lead_id"])
    else { return nil }
    let ordinal = Int(request.dropFirst(RequestID(lead: lead, batch: batch).description.count).dropFirst()) ?? 1
    return Sequence(id: RequestID(lead: lead, batch: batch, ordinal: ordinal), channel: channel, to: to)
  }
}

extension LeadID {
  /// From a number or a text, as outputs write it.
  init?(_ value: JSONValue?) {
    switch value {
    case .number(let text)?, .string(let text)?: self.init(text)
    default: return nil
    }
  }
}
