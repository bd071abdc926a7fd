internal import Formats
internal import Generating
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// The next row's words are still being written.
struct WordsAwaited: Error {}

/// What a worker knows of words that are being written for requests in its inbox.
struct WordsRoom {
  /// A one-lead request that was looked at.
  struct Seen {
    var modified: FileTime
    /// Of the words that it waits for; none: it needs none.
    var keys: [WordsKey] = []
    /// What it would come to, unless it is refused for what it says itself.
    var proposal: Proposal?
    /// Whom it is about: its lead, and the addresses at which it would reach it.
    var people: Set<Roster.Holder>
    /// Whether an earlier one about the same people still waits: only then is it known what is to be said of this one.
    var isBehind = false
  }

  /// A bulk file whose next row waits.
  struct Ahead {
    var progress: BulkProgress
    /// Of the next row.
    var keys: [WordsKey] = []
    /// How many rows from there on have been asked for.
    var rows = 0
    var isAsked = false
  }

  let desk: WordsDesk
  /// Drafts that say so if their words are still to come.
  let waiting: SequencePlanner
  /// Collects what is to be asked.
  let asking: SequencePlanner
  let collected = CollectedAsks()
  var seen: [FileName: Seen] = [:]
  var bulk: [BatchID: Ahead] = [:]
  /// When old words are next thrown away.
  var nextPruning = Timestamp(microseconds: 0)

  init(_ planner: SequencePlanner, _ generator: WordsGenerator) {
    desk = generator.desk
    waiting = SequencePlanner(configuration: planner.configuration, generator: generator.when(missing: .wait))
    let collected = collected
    asking = SequencePlanner(
      configuration: planner.configuration, generator: generator.when(missing: .ask { collected.add($0) }))
  }

  mutating func await(_ batch: BatchID, from progress: BulkProgress) {
    if bulk[batch]?.progress.offset != progress.offset { bulk[batch] = Ahead(progress: progress) }
  }

  /// How many rows a slice should take that begins where words were waited for; nil: as many as it likes.
  mutating func rowsAhead(of batch: BatchID, at start: BulkProgress) -> Int? {
    guard let ahead = bulk[batch], ahead.progress.offset == start.offset, ahead.isAsked else {
      bulk[batch] = nil
      return nil
    }
    return max(1, ahead.rows)
  }

  /// What was found out about a request; nil if nothing was, or it is another one by now.
  func seen(_ candidate: Inbox.Candidate) -> Seen? {
    seen[candidate.name].flatMap { $0.modified == candidate.modified ? $0 : nil }
  }

  /// Whether a request has to wait for words, its own or those of one before it.
  func isWaiting(_ seen: Seen) -> Bool { seen.isBehind || seen.keys.contains(where: desk.isPending) }

  /// Requests that wait for nothing: a command about their lead lies there, too, and must not overtake them. So do those
  /// ahead of them about the same people, which they must not overtake.
  func hurried(among found: [Inbox.Candidate]) -> Set<FileName> {
    var people = Set(Inbox.commanded(found).map(Roster.Holder.lead))
    guard !people.isEmpty else { return [] }
    var hurried: Set<FileName> = []
    for candidate in found.reversed() {
      guard let lead = candidate.askedFor else { continue }
      let own = seen(candidate)?.people ?? [.lead(lead)]
      guard !own.isDisjoint(with: people) else { continue }
      hurried.insert(candidate.name)
      people.formUnion(own)
    }
    return hurried
  }

  /// Whether nobody is asked at this moment, so that nobody need wait.
  func isBlocked(_ now: Timestamp) -> Bool { desk.blockage(now) != nil }
}
