internal import Formats
internal import Generating
package import Leads
package import Outreach
package import Records
internal import Requests
internal import Spool
package import Storage

/// Removes what is held of persons, so that nothing but a refusal is left of them.
///
/// The caller holds the spool's lock, and no prune is at work. What is to go is written down first, in `outbox/.erase`; every
/// step can be done again, so whoever finds that file goes on from the beginning. Last of all the roster is remade, of what is
/// left, and the file removed. See <doc:Erasing>.
package struct Erasure {
  package static let intent: FileName = ".erase"

  package struct Erased: Hashable, Sendable {
    /// Files that were removed, rewritten.
    package var removed = 0
    package var rewritten = 0
  }

  let spool: SpoolDirectories
  let files: any FileSystem
  /// What the headers of bulk files mean.
  let columns: ColumnMapping
  /// What a sequence was for if neither its request nor its answer tells.
  private let objective: String
  package internal(set) var outcome = Erased()
  /// Whom an earlier one had begun to erase, which this one has brought to its end.
  package private(set) var finished: Set<LeadID> = []

  package init(_ spool: SpoolDirectories, _ files: any FileSystem, columns: ColumnMapping, objective: String) {
    self.spool = spool
    self.files = files
    self.columns = columns
    self.objective = objective
  }

  /// Whether an erasure was begun here and not brought to its end.
  package static func isUnfinished(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> Bool {
    try files.exists(intent, in: outbox)
  }

  /// Ends what an earlier one began; false if a batch is in hand, which has to be answered before.
  package mutating func finish() throws(FileError) -> Bool {
    guard try Self.isUnfinished(in: spool.outbox, files) else { return true }
    guard let persons = ErasedPersons(json: try files.readFile(Self.intent, in: spool.outbox)) else {
      // It is written under another name first: what is there was damaged by somebody, and says nothing.
      throw FileError("understand", spool.outbox.path(of: Self.intent), code: FileError.damaged)
    }
    guard try isAtRest() else { return false }
    try carryOut(persons)
    finished = persons.leads
    return true
  }

  /// What is decided comes to its end first; false if there is something that is not, such as a bulk file in part.
  package func isAtRest() throws(FileError) -> Bool {
    try RosterRebuild(spool, files, objective: objective).finishDecided()
    return try files.list(spool.processing).allSatisfy { BatchID($0.name) == nil }
  }

  /// What is held of leads. The caller holds the lock, so nothing is in flight.
  package func survey(_ leads: Set<LeadID>, now: Timestamp) throws(FileError) -> ErasureSurvey {
    try ErasureSurvey(leads, view(), columns: columns, now: now)
  }

  func view() throws(FileError) -> SpoolView {
    SpoolView(
      inbox: spool.inbox, outbox: spool.outbox, files: files,
      settled: try SettledBatches(inbox: spool.inbox, outbox: spool.outbox, files: files, isAlone: true))
  }

  /// Erases; from the moment at which the intent is durable it will be done, whatever happens.
  package mutating func run(_ persons: ErasedPersons) throws(FileError) {
    try replace(Self.intent, in: spool.outbox, with: persons.json)
    try carryOut(persons)
  }

  private mutating func carryOut(_ persons: ErasedPersons) throws(FileError) {
    try refuse(persons)
    try Prune(spool, files).removeScraps()
    try removeRequests(persons)
    try removeAnswers(persons)
    try removeReleased(persons)
    try removeWords(persons)
    try removeLines(persons)
    try mendRecords(persons)
    _ = try RosterRebuild(spool, files, objective: objective).run()
    try files.remove(Self.intent, in: spool.outbox)
    try files.sync(spool.outbox)
  }

  /// All that stays: that nobody is to be contacted at these places, which only their hashes tell, or at an address of
  /// others that is closed.
  private mutating func refuse(_ persons: ErasedPersons) throws(FileError) {
    var out = JSONWriter(capacity: 512)
    let seed = try seed()
    var places: [(String, Channel)] = []
    for lead in persons.leads {
      for channel in Channel.allCases {
        places.append((Roster.PlaceID(.lead(lead), on: channel, seed).erased, channel))
      }
    }
    for address in persons.addresses.union(persons.closed) {
      let channel = ContactAddress.channel(of: address)
      places.append((Roster.PlaceID(.address(address), on: channel, seed).erased, channel))
    }
    for (place, channel) in places.sorted(by: { $0.0 < $1.0 }) {
      out.raw(#"{"at":""#)
      out.raw(persons.at.iso8601Bytes)
      out.raw(#"","event":"opted_out","channel":"#)
      out.string(channel.rawValue)
      out.raw(#","place":"#)
      out.string(place)
      out.raw(#","seed":"#)
      out.string(seed.text)
      out.raw(#","by":"erase"}"#)
      out.raw("\n")
    }
    for line in persons.bounces {
      out.raw(Array(line.utf8))
      out.raw("\n")
    }
    let day = try files.openOrMakeDirectory(FileName(persons.at.day.iso8601), in: spool.ledger)
    defer { files.close(day) }
    // The same whoever finishes it, and nobody else's, wherever a clock was set back.
    let mark = String(Checksum.of(persons.json), radix: 16)
    try replace(FileName("erase-\(persons.at.microseconds)-\(mark).ndjson"), in: day, with: out.bytes)
  }

  /// That of earlier erasures, or else the roster's: keys of another one would be found by nobody.
  private func seed() throws(FileError) -> Roster.Seed {
    if let earlier = try LedgerLog(view()).entries.lazy.compactMap(\.erased?.seed).first { return earlier }
    // One that cannot be read is remade at the end, with this one.
    return (try? RosterStore.load(spool, files, known: Roster()))?.seed ?? .random()
  }

  // MARK: Files

  /// Durably, so that either the old content is there or the new one.
  mutating func replace(_ name: FileName, in directory: Directory, with bytes: [UInt8]) throws(FileError) {
    let files = files
    try replace(name, in: directory) { (target) throws(FileError) in try files.write(bytes, to: target) }
  }

  mutating func replace(
    _ name: FileName, in directory: Directory, _ write: (OpenFile) throws(FileError) -> Void
  ) throws(FileError) {
    let staged = Self.stagedName(name)
    // Of one that was cut short.
    do throws(FileError) { try files.remove(staged, in: directory) } catch  where error.isNotFound {}
    let target = try files.create(staged, in: directory)
    defer { files.close(target) }
    try write(target)
    try files.sync(target)
    try files.rename(staged, in: directory, to: name, in: directory, replacing: true)
    try files.sync(directory)
    outcome.rewritten += 1
  }

  mutating func remove(_ name: FileName, in directory: Directory) throws(FileError) {
    do throws(FileError) {
      try files.remove(name, in: directory)
      outcome.removed += 1
    } catch  where error.isNotFound {}
  }

  static func stagedName(_ name: FileName) -> FileName { FileName(bytes: Array(".erase~".utf8) + name.bytes) }

  /// Every directory below one, `depth` levels down.
  func forEachDirectory(
    below parent: Directory, depth: Int, _ body: (Directory) throws(FileError) -> Void
  ) throws(FileError) {
    if depth == 0 { return try body(parent) }
    for entry in try files.list(parent).sorted(by: { $0.name < $1.name })
    where entry.kind != .regular && !entry.name.hasPrefix(".") {
      let directory: Directory
      do throws(FileError) {
        directory = try files.openDirectory(entry.name, in: parent)
      } catch  where error.isNotFound || error.isLink || error.isNotOpenable {
        continue
      }
      defer { files.close(directory) }
      try forEachDirectory(below: directory, depth: depth - 1, body)
    }
  }
}
