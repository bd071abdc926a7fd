internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// The jobs that one batch wrote for one day.
///
/// One scan of the file, when it is first asked, finds where the jobs of every request and address are; after that
/// lines are looked up, and only those that are wanted are read.
final class JobFile {
  private let contents: FileContents
  private lazy var index = Index(contents)

  package init(_ contents: FileContents) { self.contents = contents }

  /// The job as it stood after so many moves.
  package func job(_ id: JobID, revision: Int) -> PlannedJob? {
    let name = Array(id.description.utf8)
    return index.jobs.first(Checksum.of(name)) { start in
      let line = contents.line(from: start)
      if let head = JobLine.head(line), !line[head.id].elementsEqual(name) { return nil }
      guard let job = Self.job(line), job.id == id, job.revision == revision else { return nil }
      return job
    }
  }

  /// The sequence of this batch and ordinal that holds a place.
  ///
  /// - Parameter isMeant: tells those apart that had an address one after the other in this batch; of several, the last.
  package func sequence(
    _ active: Roster.Active, held holder: Roster.Holder, on channel: Channel,
    where isMeant: (PlannedSequences.Sequence) -> Bool = { _ in true }
  ) -> PlannedSequences.Sequence? {
    switch holder {
    case .lead(let lead):
      let request = RequestID(lead: lead, batch: active.batch, ordinal: active.ordinal)
      for step in (1...max(1, active.steps)).reversed() {
        let name = Array(request.job(channel, step: step).utf8)
        let found = index.jobs.first(Checksum.of(name)) { start in
          sequence(at: start) { line, head in line[head.id].elementsEqual(name) }
        }
        if let found, found.id == request { return found }
      }
      return nil
    case .address(let to):
      let name = Array(to.utf8)
      return index.addresses.last(Checksum.of(name)) { start in
        let found = sequence(at: start) { line, head in line[head.to].elementsEqual(name) }
        guard let found, found.to == to, found.channel == channel, found.id.batch == active.batch,
          found.id.ordinal == active.ordinal, isMeant(found)
        else { return nil }
        return found
      }
    }
  }

  /// The addresses that a request gave besides the one that this first job of it goes to; nil if it is not here.
  package func also(givenWith first: JobID) -> [String]? {
    let name = Array(first.description.utf8)
    return index.jobs.first(Checksum.of(name)) { start in
      let line = contents.line(from: start)
      guard let fields = JobLine.fields(line), let job = CalendarJob(fields, in: line), job.id == first.description
      else { return nil }
      return job.also
    }
  }

  /// The lead whose request gave an address besides the one that its messages go to.
  func lead(answeringFrom address: String, of active: Roster.Active) -> LeadID? {
    var found: LeadID?
    contents.forEachLine { line, _, isEnded in
      guard isEnded, let fields = JobLine.fields(line), !fields.also.isEmpty,
        let job = CalendarJob(fields, in: line), job.also.contains(address), let id = RequestID(parsing: job.request),
        id.batch == active.batch, id.ordinal == active.ordinal
      else { return }
      found = job.lead
    }
    return found
  }

  /// Whose job stands in a line; nil if it is not `wanted`.
  private func sequence(
    at start: Int, _ wanted: (UnsafeRawBufferPointer, JobLine.Fields) -> Bool
  ) -> PlannedSequences.Sequence? {
    let line = contents.line(from: start)
    guard let head = JobLine.head(line) else { return Self.job(line)?.sequence }
    func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
    guard wanted(line, head), let id = RequestID(parsing: text(head.request)),
      let channel = Channel(rawValue: text(head.channel))
    else { return nil }
    return .init(id: id, channel: channel, to: text(head.to))
  }

  private static func job(_ line: UnsafeRawBufferPointer) -> PlannedJob? {
    (try? JSONValue(parsing: line.bindMemory(to: UInt8.self))).flatMap { PlannedJob($0) }
  }

  private struct Index {
    package var jobs: LineTable
    package var addresses: LineTable

    package init(_ contents: FileContents) {
      var jobs: [LineTable.Line] = []
      var addresses: [LineTable.Line] = []
      let bytes = contents.bytes
      var start = 0
      // A line without an end is torn.
      while let end = contents.endOfLine(from: start) {
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        if let head = JobLine.head(line) {
          jobs.append(.init(hash: Self.hash(line, head.id), start: start))
          addresses.append(.init(hash: Self.hash(line, head.to), start: start))
        } else if let job = JobFile.job(line) {
          jobs.append(.init(hash: Checksum.of(Array(job.id.description.utf8)), start: start))
          addresses.append(.init(hash: Checksum.of(Array(job.to.utf8)), start: start))
        }
        start = end + 1
      }
      self.jobs = LineTable(jobs)
      self.addresses = LineTable(addresses)
    }

    private static func hash(_ line: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
      Checksum.of(UnsafeRawBufferPointer(rebasing: line[range]))
    }
  }
}

extension FileContents {
  /// The line that starts there, without its end.
  fileprivate func line(from start: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[start..<(endOfLine(from: start) ?? bytes.count)])
  }
}

extension PlannedJob {
  package var sequence: PlannedSequences.Sequence { .init(id: id.request, channel: id.channel, to: to) }
}
