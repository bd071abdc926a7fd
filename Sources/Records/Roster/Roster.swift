package import Outreach
package import Requests
package import Storage

/// Who is being contacted, and until when: what admission needs to know of every earlier batch, at O(1) a question.
///
/// On disk it is a few sorted tables, each covering a span of batches (`<first>_<last>.roster`). A batch adds one
/// table; small neighbours are folded into it, so that their number stays logarithmic. A table whose span lies
/// inside another's has been folded and only waits to be removed.
package struct Roster: Sendable {
  package struct Segment: Sendable {
    package var first: BatchID
    package var last: BatchID
    package var table: SortedTable
    /// Of a batch that was decided and cannot be finished yet: it counts, and nothing is folded over it.
    var isStaged = false

    package init(first: BatchID, last: BatchID, table: SortedTable, isStaged: Bool = false) {
      self.first = first
      self.last = last
      self.table = table
      self.isStaged = isStaged
    }

    package var name: FileName {
      let name = Roster.segmentName(first: first, last: last)
      return isStaged ? BatchFiles.stagedName(name, of: last) : name
    }
  }

  /// Oldest first; later ones win.
  package private(set) var segments: [Segment]
  /// What the batch in hand changes; not yet on disk.
  package private(set) var changes = KeyTable(filler: Words(a: 0, b: 0))
  /// What keys are made with, the tables' own.
  package let seed: Seed

  /// - Parameter seed: for a roster that has no tables yet.
  package init(segments: [Segment] = [], seed: Seed = .random()) {
    self.segments = segments
    self.seed = segments.last?.table.seed ?? seed
  }

  /// What is known under a key.
  package struct Words: Hashable, Sendable, BitwiseCopyable {
    package var a: UInt64
    package var b: UInt64
  }

  /// A sequence that holds a lead's or an address's place on a channel.
  package struct Active: Hashable, Sendable {
    package var batch: BatchID
    /// 1 for a lead's first request in its batch.
    package var ordinal: Int
    package var steps: Int
    /// When its last message is due, in whole seconds.
    package var until: Timestamp
    /// Whether jobs of it were rescheduled, so that they may lie under other days than planned.
    package var isMoved = false

    package init(batch: BatchID, ordinal: Int, steps: Int, until: Timestamp) {
      self.batch = batch
      self.ordinal = ordinal
      self.steps = steps
      self.until = until
    }
  }

  /// Whose place it is.
  package enum Holder: Hashable, Sendable {
    case lead(LeadID)
    /// A normalised phone number or e-mail address.
    case address(String)
  }

  // MARK: Questions

  /// False for a place of which nothing was ever said, as of most; then every other question has no answer either.
  package func mayKnow(_ place: ContactSlot) -> Bool {
    let group = place.id.active.group
    return changes.holds(group: group) || segments.contains { $0.table.mayHold(group: group) }
  }

  package func active(at place: ContactSlot) -> Active? { value(place.id.active).flatMap(Active.init(packed:)) }

  package func active(_ holder: Holder, on channel: Channel) -> Active? {
    value(id(holder, on: channel).active).flatMap(Active.init(packed:))
  }

  /// The last sequence that held the place, ended or not.
  package func last(_ holder: Holder, on channel: Channel) -> Active? {
    value(id(holder, on: channel).active).flatMap(Active.init(last:))
  }

  /// What stands against contacting this holder here, other than an active sequence; nil is usual.
  package func notice(at place: ContactSlot) -> Notice? { notice(place.id) }

  package func notice(_ holder: Holder, on channel: Channel) -> Notice? {
    notice(id(holder, on: channel))
  }

  /// The last sequence with an objective that was planned to go to a place.
  package struct Contact: Hashable, Sendable {
    package var batch: BatchID
    /// When its last message is due, in whole seconds.
    package var until: Timestamp
    /// The same of those before it, which count if it is ended unsent; nil if there are none.
    package var earlier: Timestamp?
  }

  package func contact(at place: ContactSlot) -> Contact? { value(place.contact).flatMap(Contact.init(packed:)) }

  /// The batch that answered this request name with ok, and the checksum of the request's bytes.
  package func answer(to name: FileName) -> (batch: BatchID, checksum: UInt64)? {
    guard let value = value(key(ofAnswerTo: name)) else { return nil }
    return (BatchID(time: Timestamp(microseconds: Int64(bitPattern: value.a))), value.b)
  }

  /// The batch that first accepted rows of a bulk file.
  ///
  /// - Parameter identity: the checksum of all that makes it what it is.
  package func file(_ identity: UInt64) -> BatchID? {
    value(key(ofFile: identity)).map { BatchID(time: Timestamp(microseconds: Int64(bitPattern: $0.a))) }
  }

  /// Whether the job's sequence has its lead's place still, so that nothing has ended it.
  func holds(_ job: CalendarJob) -> Bool {
    guard let id = RequestID(parsing: job.request), let active = active(.lead(job.lead), on: job.channel) else {
      return false
    }
    return active.batch == id.batch && active.ordinal == id.ordinal
  }

  // MARK: Changes of the batch in hand

  /// - Parameter earlier: the place's contact so far.
  package mutating func begin(_ active: Active, at place: ContactSlot, after earlier: Contact? = nil) {
    changes.set(place.id.active, to: active.packed)
    let before = earlier.map { max($0.until, $0.earlier ?? $0.until) }
    changes.set(place.contact, to: Contact(batch: active.batch, until: active.until, earlier: before).packed)
  }

  /// The last contact was moved to a later time, if it is that batch's.
  package mutating func prolongContact(at place: ContactSlot, of batch: BatchID, until: Timestamp) {
    guard var contact = contact(at: place), contact.batch == batch, contact.until < until else { return }
    contact.until = until
    changes.set(place.contact, to: contact.packed)
  }

  /// Takes the last contact back; those before it still count.
  package mutating func forgetContact(at place: ContactSlot) {
    // Whose they were does not matter any more.
    let before = contact(at: place)?.earlier.map {
      Contact(batch: BatchID(time: Timestamp(microseconds: 1)), until: $0)
    }
    changes.set(place.contact, to: before?.packed ?? Words(a: 0, b: 0))
  }

  /// Frees the place; which sequence held it last stays known.
  package mutating func end(_ holder: Holder, on channel: Channel) {
    let key = id(holder, on: channel).active
    guard let last = value(key) else { return }
    changes.set(key, to: Words(a: last.a, b: last.b & ~1))
  }

  /// The sequence at the place has other times now.
  package mutating func move(_ active: Active, of holder: Holder, on channel: Channel) {
    changes.set(id(holder, on: channel).active, to: active.packed)
  }

  package mutating func noteAnswer(to name: FileName, batch: BatchID, checksum: UInt64) {
    changes.set(key(ofAnswerTo: name), to: Words(a: UInt64(bitPattern: batch.time.microseconds), b: checksum))
  }

  package mutating func noteFile(_ identity: UInt64, batch: BatchID) {
    changes.set(
      key(ofFile: identity), to: Words(a: UInt64(bitPattern: batch.time.microseconds), b: identity))
  }

  /// The file may come again: not all of it was answered.
  package mutating func forgetFile(_ identity: UInt64) {
    changes.set(key(ofFile: identity), to: Words(a: 1, b: 0))
  }

  /// Makes room for what that many sequences change.
  package mutating func expect(_ count: Int) { changes.reserve(count * 4) }

  package mutating func dropChanges() { changes = KeyTable(filler: Words(a: 0, b: 0)) }

  /// For what is kept in files beside this one.
  func words(_ key: UInt64) -> Words? { value(key) }

  mutating func set(_ key: UInt64, _ words: Words) { changes.set(key, to: words) }

  private func value(_ key: UInt64) -> Words? {
    if let change = changes[key] { return change }
    for segment in segments.reversed() {
      if let row = segment.table.row(for: key) { return Words(a: row.a, b: row.b) }
    }
    return nil
  }

  // MARK: Tables

  /// Takes the folded table for true, once it is published.
  package mutating func adopt(_ fold: Fold) {
    segments.removeAll { fold.absorbed.contains($0.name) }
    segments.append(fold.segment)
    dropChanges()
  }

  package static func segmentName(first: BatchID, last: BatchID) -> FileName { FileName("\(first)_\(last).roster") }

  package static func span(of name: FileName) -> (first: BatchID, last: BatchID)? {
    let bytes = name.bytes
    guard name.hasSuffix(".roster"), name.count == 23 + 1 + 23 + 7, bytes[bytes.startIndex + 23] == UInt8(ascii: "_"),
      let first = BatchID(bytes.prefix(23)), let last = BatchID(bytes.dropFirst(24).prefix(23)), first <= last
    else { return nil }
    return (first, last)
  }
}

extension Roster.Contact {
  fileprivate var packed: Roster.Words {
    // 32 bits of seconds last until 2106.
    let seconds = UInt64(UInt32(clamping: until.seconds)) << 32 | UInt64(UInt32(clamping: earlier?.seconds ?? 0))
    return Roster.Words(a: UInt64(bitPattern: batch.time.microseconds), b: seconds)
  }

  fileprivate init?(packed value: Roster.Words) {
    guard value.a != 0 else { return nil }
    batch = BatchID(time: Timestamp(microseconds: Int64(bitPattern: value.a)))
    until = Timestamp(seconds: Int64(value.b >> 32))
    earlier = value.b & 0xFFFF_FFFF == 0 ? nil : Timestamp(seconds: Int64(value.b & 0xFFFF_FFFF))
  }
}

extension Roster.Active {
  var packed: Roster.Words {
    // 32 bits of seconds last until 2106.
    let until = UInt64(UInt32(clamping: until.seconds)) << 32
    let flags: UInt64 = isMoved ? 3 : 1
    return Roster.Words(
      a: UInt64(bitPattern: batch.time.microseconds),
      b: until | UInt64(ordinal & 0xFFFF) << 16 | UInt64(steps & 0xFF) << 8 | flags)
  }

  init?(packed value: Roster.Words) {
    guard value.b & 1 == 1 else { return nil }
    self.init(last: value)
  }

  init?(last value: Roster.Words) {
    guard value.a != 0 else { return nil }
    self.init(
      batch: BatchID(time: Timestamp(microseconds: Int64(bitPattern: value.a))), ordinal: Int(value.b >> 16 & 0xFFFF),
      steps: Int(value.b >> 8 & 0xFF), until: Timestamp(seconds: Int64(value.b >> 32)))
    isMoved = value.b & 2 == 2
  }
}
