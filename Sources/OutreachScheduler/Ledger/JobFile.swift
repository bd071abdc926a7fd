internal import Outreach

/// The jobs that one batch wrote for one day. Lines are found by job id without reading the others.
final class JobFile {
  private let bytes: [UInt8]
  /// Where each job's lines are; more than one if it was moved within its day.
  private lazy var lines: [String: [Range<Int>]] = index()
  private lazy var all: [PlannedSequences.Sequence] = lines.values.flatMap(\.self).compactMap { job($0) }.map(
    \.sequence)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func job(_ id: JobID, revision: Int) -> PlannedJob? {
    lines[id.description]?.lazy.compactMap { self.job($0) }.first { $0.revision == revision }
  }

  /// The sequence of this batch and ordinal that holds a place.
  func sequence(_ active: Roster.Active, held holder: Roster.Holder, on channel: Channel) -> PlannedSequences.Sequence?
  {
    switch holder {
    case .lead(let lead):
      let request = RequestID(lead: lead, batch: active.batch, ordinal: active.ordinal)
      for step in (1...max(1, active.steps)).reversed() {
        let id = JobID(request: request, channel: channel, step: step)
        if let line = lines[id.description]?.first, let job = job(line) { return job.sequence }
      }
      return nil
    case .address(let to):
      return all.first {
        $0.to == to && $0.channel == channel && $0.id.batch == active.batch && $0.id.ordinal == active.ordinal
      }
    }
  }

  private func job(_ line: Range<Int>) -> PlannedJob? {
    (try? bytes[line].withUnsafeBufferPointer { try JSONValue(parsing: $0) }).flatMap { PlannedJob($0) }
  }

  private func index() -> [String: [Range<Int>]] {
    let head = Array(#"{"job_id":""#.utf8)
    var found: [String: [Range<Int>]] = [:]
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[start..<end]
      if line.starts(with: head), let quote = line.dropFirst(head.count).firstIndex(of: UInt8(ascii: "\"")) {
        found[String(decoding: line[(start + head.count)..<quote], as: UTF8.self), default: []].append(start..<end)
      }
      start = end + 1
    }
    return found
  }
}

extension PlannedJob {
  var sequence: PlannedSequences.Sequence { .init(id: id.request, channel: id.channel, to: to) }
}
