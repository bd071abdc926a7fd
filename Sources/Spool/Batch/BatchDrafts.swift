internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// A batch's requests as they are claimed, and their answers as if every one of them were accepted.
///
/// No draft rests on what was decided about another: they are made on another core while further files are claimed, and
/// while the batch before is still being published.
struct BatchDrafts {
  struct Request: Sendable {
    var file: ClaimedFile
    /// Nil if the file's name is no request's.
    var id: RequestID?
  }

  let batch: BatchID
  /// When the batch is decided.
  let now: Timestamp
  /// In the order in which they count.
  private(set) var requests: [Request] = []
  private var ordinals: [LeadID: Int] = [:]
  private let batchEnding: String
  private let drafting: SideQueue<Request, Draft>
  private let make: @Sendable (Request, _ round: Int) -> Draft

  init(batch: BatchID, now: Timestamp, planner: SequencePlanner, books: LeadBook.Lookup) {
    self.batch = batch
    self.now = now
    batchEnding = "-\(batch)"
    let make = { @Sendable (request: Request, round: Int) in
      Draft.make(of: request.file, request.id, planner: planner, books: books, now: now, round: round)
    }
    self.make = make
    drafting = SideQueue { make($0, 0) }
  }

  /// Takes files that have been claimed.
  mutating func add(_ files: [ClaimedFile]) {
    let run = files.map { Request(file: $0, id: $0.request.lead.map { identify($0) }) }
    requests += run
    drafting.add(run)
  }

  /// Every request's draft, once all are made.
  func finish() -> [Draft] { drafting.finish() }

  /// The draft for a lead that was written to so many times with the same objective: other words.
  func again(_ request: Request, round: Int) -> Draft { make(request, round) }

  private mutating func identify(_ lead: LeadID) -> RequestID {
    let ordinal = ordinals[lead, default: 0] + 1
    ordinals[lead] = ordinal
    return RequestID(lead: lead, batch: batch, ordinal: ordinal, batchEnding: batchEnding)
  }
}
