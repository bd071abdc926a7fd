internal import Formats
internal import Generating
internal import Leads
internal import Outreach
package import Records
internal import Requests
internal import Scheduling
internal import Storage

/// Words are asked for before anything is claimed, and without the lock: a batch and a slice take only what is written or
/// has fallen back.
extension Worker {
  /// Looks for requests that need words and asks for them. Call it before each turn.
  ///
  /// - Returns: whether anything waits for words.
  @discardableResult
  package mutating func askForWords() throws(SpoolError) -> Bool {
    guard let room = words else { return false }
    if room.isBlocked(clock()) {
      words?.seen = [:]
      return false
    }
    do {
      let spool = try SpoolDirectories.open(inbox: settings.inbox, outbox: settings.outbox, in: files)
      defer { spool.close(in: files) }
      try pruneWords()
      try askForRequests(spool)
      for (batch, ahead) in words?.bulk ?? [:] { try askForRows(batch, ahead: ahead, in: spool) }
    } catch let error as FileError where error.isNotFound {
      // Somebody else was faster with something; the next look tells.
    } catch let error as FileError {
      throw .file(error)
    } catch let error as SpoolError {
      throw error
    } catch let error as LeadBookError {
      throw .leadBook(error.message)
    } catch {
      throw .leadBook("\(error)")
    }
    return room.desk.pendingCount > 0
  }

  /// How often words have come or failed to come: after a change a turn may find something to do.
  package var wordsFinished: Int { words?.desk.finished ?? 0 }

  /// Whether words are being written.
  package var isAwaitingWords: Bool { (words?.desk.pendingCount ?? 0) > 0 }

  /// What the program that the configuration names has not written since this was asked last, in a sentence; nil if it
  /// wrote everything.
  package func takeFallbacks() -> String? {
    guard let desk = words?.desk, let missed = desk.takeFallbacks() else { return nil }
    return "warning: \(desk.settings.name) has not written \(counted(missed.count, "sequence")): \(missed.reason)"
  }

  /// Ends the program that writes; what it had in hand is asked for again another time.
  package func stopWords() { words?.desk.stop() }

  private mutating func pruneWords() throws(FileError) {
    let now = clock()
    guard var room = words, now >= room.nextPruning else { return }
    room.nextPruning = now.adding(microseconds: 3_600_000_000)
    words = room
    try room.desk.store.prune(
      now: FileTime(now), days: room.desk.settings.keepDays, bytes: room.desk.settings.keepBytes)
  }

  // MARK: One-lead requests

  /// Those of them that may be claimed now: each when its words have come, and those of all before it about the same people.
  ///
  /// One whose lead is commanded about is not waited for: a cancel or an opt-out must not overtake it.
  func takeable(_ found: [Inbox.Candidate]) -> [Inbox.Candidate] {
    guard let words, !words.isBlocked(clock()) else { return found }
    let hurried = words.hurried(among: found)
    return found.filter { candidate in
      guard candidate.askedFor != nil, !hurried.contains(candidate.name) else { return true }
      return words.seen(candidate).map { !words.isWaiting($0) } ?? false
    }
  }

  /// No more than a moment allows: whoever stops the program does not wait for the rest.
  private static let requestsAtOnce = 512

  private mutating func askForRequests(_ spool: SpoolDirectories) throws {
    let found = try Inbox.scan(spool.inbox, files)
    let names = Set(found.map(\.name))
    let known = words?.seen ?? [:]
    words?.seen = known.filter { names.contains($0.key) }
    let requests = found.filter { $0.askedFor != nil }
    let fresh = toBeLookedAt(requests)
    guard let last = fresh.last else { return }
    let looksAt = Set(fresh.map(\.name))
    let commanded = Inbox.commanded(found)
    let books = try leadBook.facts(for: fresh.compactMap(\.askedFor))
    let now = clock()
    let trial = try decisionsForTrial(spool, now)
    var ahead: Set<Roster.Holder> = []
    for candidate in requests {
      if looksAt.contains(candidate.name) {
        let seen = try look(at: candidate, behind: ahead, commanded, books, trial, now, spool)
        words?.seen[candidate.name] = seen
      } else if let room = words, let seen = room.seen(candidate), !room.isWaiting(seen), let proposal = seen.proposal {
        // Its words have come: it is answered next, and before those that come after it.
        _ = try trial.admission.admit(proposal, id: trial.sequences.identify(proposal.leadID))
      }
      if let room = words, let seen = room.seen(candidate), room.isWaiting(seen) { ahead.formUnion(seen.people) }
      if candidate == last { break }
    }
  }

  /// The next that nothing is known of, or that no earlier one is waited for any more.
  private func toBeLookedAt(_ requests: [Inbox.Candidate]) -> [Inbox.Candidate] {
    guard let room = words else { return [] }
    var ahead: Set<Roster.Holder> = []
    var fresh: [Inbox.Candidate] = []
    for candidate in requests where fresh.count < Self.requestsAtOnce {
      guard let seen = room.seen(candidate) else {
        fresh.append(candidate)
        continue
      }
      if seen.isBehind, ahead.isDisjoint(with: seen.people) { fresh.append(candidate) }
      if room.isWaiting(seen) { ahead.formUnion(seen.people) }
    }
    return fresh
  }

  /// Whom a request is about and which words it needs. They are asked for, unless one ahead of it is to be answered first,
  /// which may leave nothing to say, or it waits for nothing.
  private func look(
    at candidate: Inbox.Candidate, behind ahead: Set<Roster.Holder>, _ commanded: Set<LeadID>, _ books: LeadBook.Lookup,
    _ trial: BatchDecisions, _ now: Timestamp, _ spool: SpoolDirectories
  ) throws -> WordsRoom.Seen? {
    guard let room = words, case .enqueue(let lead, let ref) = candidate.request else { return nil }
    var seen = WordsRoom.Seen(modified: candidate.modified, people: [.lead(lead)])
    seen.isBehind = ahead.contains(.lead(lead))
    // Who may not be read, is refused or is half written needs no words yet.
    guard let status = try? files.status(of: candidate.name, in: spool.inbox),
      settings.rules.refusal(of: candidate.name, candidate.request, status) == nil,
      let bytes = try? files.readFile(candidate.name, in: spool.inbox, upTo: settings.rules.largestRequest),
      case .document(let document, _) = RequestContent(of: bytes, candidate.request)
    else { return seen }
    let asks = try asks(trial, lead) { proposal in
      seen.proposal = proposal
      for part in proposal.parts { seen.people.formUnion(part.places.lazy.map(\.holder)) }
      seen.isBehind = !ahead.isDisjoint(with: seen.people)
      return !seen.isBehind && !commanded.contains(lead)
    } plan: { round in
      try? room.asking.plan(document, leadID: lead, ref: ref, books: books, now: now, round: round)
    }
    seen.keys = asks.map(\.key)
    room.desk.add(asks)
    return seen
  }

  /// What one request would need, if it is accepted.
  ///
  /// - Parameter isWanted: whether anything is to be asked for it.
  private func asks(
    _ trial: BatchDecisions, _ lead: LeadID, isWanted: (Proposal) -> Bool = { _ in true }, plan: (Int) -> SequenceOrder?
  ) throws -> [WordsAsk] {
    guard let room = words else { return [] }
    _ = room.collected.take()
    guard let order = plan(0) else { return [] }
    var asks = room.collected.take()
    let proposal = Proposal(order)
    guard isWanted(proposal) else { return [] }
    let round = trial.admission.round(of: proposal)
    if round > 0, plan(round) != nil { asks = room.collected.take() }
    guard case .success = try trial.admission.admit(proposal, id: trial.sequences.identify(lead)) else { return [] }
    if round > 0, !asks.isEmpty {
      let recent = try RecentMessages(files: files, outbox: settings.outbox).of(proposal, trial.sequences.roster)
      for index in asks.indices { asks[index].task.recent = recent }
    }
    return asks
  }

  private mutating func decisionsForTrial(_ spool: SpoolDirectories, _ now: Timestamp) throws -> BatchDecisions {
    roster = try RosterStore.load(spool, files, known: roster, unfinished: batches.unfinished)
    return decisions(for: BatchID(time: now), spool)
  }

  // MARK: Bulk files

  /// Whether the next slice of a bulk file would find its first row unwritten.
  func awaitsWords(_ batch: BatchID) -> Bool {
    guard let words, let ahead = words.bulk[batch], !words.isBlocked(clock()) else { return false }
    return !ahead.isAsked || ahead.keys.contains(where: words.desk.isPending)
  }

  /// Asks for the rows behind the one that is waited for: enough that the program is never idle while a slice is written.
  private mutating func askForRows(_ batch: BatchID, ahead: WordsRoom.Ahead, in spool: SpoolDirectories) throws {
    guard let room = words else { return }
    let wanted = max(64, 4 * room.desk.settings.concurrency)
    if ahead.isAsked, room.desk.pendingCount * 2 > wanted || !ahead.keys.contains(where: room.desk.isPending) { return }
    guard let directory = try files.openIfThere(batch.fileName, in: spool.processing) else {
      words?.bulk[batch] = nil
      return
    }
    defer { files.close(directory) }
    guard let home = try home(batch, directory), try home.progress(files).offset == ahead.progress.offset,
      let source = try? home.open(settings.rules, files).get()
    else {
      words?.bulk[batch] = nil
      return
    }
    defer { files.close(source) }
    let defaults = try home.rowDefaults(planner, files, largest: settings.rules.largestRequest)
    let form = try form(of: home, defaults, source)
    let now = clock()
    let status = try files.status(source)
    let drafting = RowDrafting(
      planner: room.asking, mapping: defaults.applied(to: settings.columns), batch: BatchID(time: now),
      defaults: defaults, deadly: bulkFiles[batch]?.poison.rows ?? [], owner: RowOwner(status.owner, settings.rules),
      now: now)
    let runs = form.runs(of: source, from: ahead.progress, rowBytes: settings.slice.rowBytes, files)
    let trial = try decisionsForTrial(spool, now)
    var fresh = ahead
    (fresh.rows, fresh.keys, fresh.isAsked) = (0, [], true)
    // Where nothing is to be asked, slices are as long as ever.
    var hasAsked = false
    while fresh.rows < wanted, let run = runs.next(atMost: wanted - fresh.rows) {
      let requests = drafting.requests(of: run)
      let books = try leadBook.facts(for: requests.compactMap(\.lead))
      for row in requests {
        fresh.rows += 1
        guard let lead = row.lead, row.command == nil, row.problems.isEmpty else { continue }
        let asks = try asks(trial, lead) { round in
          var memo = room.asking.memo()
          return try? room.asking.plan(row, books: books, now: now, round: round, memo: &memo)
        }
        if fresh.rows == 1 { fresh.keys = asks.map(\.key) }
        hasAsked = hasAsked || !asks.isEmpty
        room.desk.add(asks)
      }
    }
    words?.bulk[batch] = hasAsked ? fresh : nil
  }
}
