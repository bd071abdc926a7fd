internal import Formats
internal import Leads
internal import Outreach
internal import Requests

/// Rows on their way from the file to their drafts: the caller reads them and asks the lead books, the other core takes
/// them apart and drafts them, and the caller helps whenever it has nothing to decide.
struct DraftingLine {
  private enum Task: Sendable {
    case takeApart(RowRun)
    /// Requests are nil if the row was not taken apart yet.
    case draft(RowRun, [RequestRow]?, LeadBook.Lookup)
  }

  private enum Product: Sendable {
    case requests(RowRun, [RequestRow])
    case draft(DraftedRun)
  }

  private let runs: RowRuns
  private let work: SideQueue<Task, Product>
  private let limit: Int
  private let deadline: Timestamp
  private let clock: @Sendable () -> Timestamp
  private var read = 0
  /// Tickets of rows that are being taken apart: they are asked about in the lead books together.
  private var apart: [Int] = []
  private var drafts: [(ticket: Int, books: LeadBook.Lookup)] = []

  /// Runs that are asked about together.
  private static let runsAtOnce = 6
  /// Runs that may be drafted before their turn: with their answers they take a few mebibytes.
  private static let runsAhead = 12

  /// - Parameters:
  ///   - limit: how many rows are read at most.
  ///   - deadline: when no more are read, once there are some.
  package init(
    _ drafting: RowDrafting, _ runs: RowRuns, rows limit: Int, until deadline: Timestamp,
    _ clock: @escaping @Sendable () -> Timestamp
  ) {
    self.runs = runs
    self.limit = limit
    self.deadline = deadline
    self.clock = clock
    work = SideQueue { task in
      switch task {
      case .takeApart(let run): .requests(run, drafting.requests(of: run))
      case .draft(let run, let requests, let books):
        .draft(drafting.draft(run, requests: requests ?? drafting.requests(of: run), books: books))
      }
    }
  }

  /// The next run in the file's order, with what the lead books know of its leads; nil when the slice is full or the
  /// file has no more rows that can be read.
  package mutating func next(
    _ leadBook: inout LeadBook
  ) throws(LeadBookError) -> (drafted: DraftedRun, books: LeadBook.Lookup)? {
    while true {
      try advance(&leadBook)
      if let first = drafts.first, case .draft(let drafted)? = work.take(first.ticket)?.first {
        drafts.removeFirst()
        return (drafted, first.books)
      }
      if work.work() { continue }
      if drafts.isEmpty, apart.isEmpty { return nil }
      if let awaited = drafts.first?.ticket ?? apart.first(where: { !work.isDone($0) }) { work.wait(for: awaited) }
    }
  }

  /// Reads rows, and sends on those that have been taken apart.
  private mutating func advance(_ leadBook: inout LeadBook) throws(LeadBookError) {
    guard drafts.count + Self.runsAtOnce <= Self.runsAhead else { return }
    if leadBook.isEmpty {
      for run in readRuns() { drafts.append((work.add([.draft(run, nil, LeadBook.Lookup())]), LeadBook.Lookup())) }
      return
    }
    if apart.isEmpty { apart = readRuns().map { work.add([.takeApart($0)]) } }
    guard apart.allSatisfy(work.isDone) else { return }
    var found: [(run: RowRun, requests: [RequestRow])] = []
    for ticket in apart {
      if case .requests(let run, let requests)? = work.take(ticket)?.first { found.append((run, requests)) }
    }
    apart = []
    let books = try leadBook.facts(for: found.flatMap { $0.requests.compactMap(\.lead) })
    for (run, requests) in found { drafts.append((work.add([.draft(run, requests, books)]), books)) }
  }

  private mutating func readRuns() -> [RowRun] {
    if read > 0, read >= limit || clock() >= deadline { return [] }
    var found: [RowRun] = []
    while found.count < Self.runsAtOnce, read < limit, let run = runs.next(atMost: limit - read) {
      found.append(run)
      read += run.rows.count
    }
    return found
  }
}
