package import Outreach

/// Who is being contacted, and until when: what admission needs to know of every earlier batch, at O(1) a question.
///
/// On disk it is a few sorted tables, each covering a span of batches (`<first>_<last>.roster`). A batch adds one
/// table; small neighbours are folded into it, so that their number stays logarithmic. A table whose span lies
/// inside another's has been folded and only waits to be removed.
package struct Roster: Sendable {
  struct Segment: Sendable {
    var first: BatchID
    var last: BatchID
    var table: SortedTable
    /// Of a batch that was decided and cannot be finished yet: it counts, and nothing is folded over it.
    var isStaged = false

    var name: FileName {
      let name = Roster.segmentName(first: first, last: last)
      return isStaged ? Publication.stagedName(name, of: last) : name
    }
  }

  /// Oldest first; later ones win.
  private(set) var segments: [Segment]
  /// What the batch in hand changes; not yet on disk.
  private var changes: [UInt64: (a: UInt64, b: UInt64)] = [:]

  init(segments: [Segment] = []) { self.segments = segments }

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

  /// A holder's place on a channel, as a hash.
  struct PlaceID: Hashable, Sendable {
    private let key: UInt64

    init(_ holder: Holder, on channel: Channel) { self.init(key: Roster.key(.active, holder, channel)) }

    fileprivate init(key: UInt64) { self.key = key }
  }

  /// A holder's place on a channel: where an active sequence stands, and the last one with an objective. The keys
  /// are hashes of it all, worked out once.
  package struct Place: Hashable, Sendable {
    package let holder: Holder
    package let channel: Channel
    var id: PlaceID { PlaceID(key: active) }
    fileprivate let active: UInt64
    fileprivate let contact: UInt64
    fileprivate var notice: UInt64 { Roster.noticeKey(active) }

    package init(_ holder: Holder, on channel: Channel, objective: String) {
      self.holder = holder
      self.channel = channel
      active = Roster.key(.active, holder, channel)
      contact = Roster.key(.contact, holder, channel, objective)
    }
  }

  // MARK: Questions

  package func active(at place: Place) -> Active? { value(place.active).flatMap(Active.init(packed:)) }

  package func active(_ holder: Holder, on channel: Channel) -> Active? {
    value(Self.key(.active, holder, channel)).flatMap(Active.init(packed:))
  }

  /// The last sequence that held the place, ended or not.
  package func last(_ holder: Holder, on channel: Channel) -> Active? {
    value(Self.key(.active, holder, channel)).flatMap(Active.init(last:))
  }

  /// What stands against contacting this holder here, other than an active sequence; nil is usual.
  package func notice(at place: Place) -> Notice? { value(place.notice).flatMap(Notice.init(packed:)) }

  package func notice(_ holder: Holder, on channel: Channel) -> Notice? {
    value(Self.noticeKey(Self.key(.active, holder, channel))).flatMap(Notice.init(packed:))
  }

  /// The last sequence with the place's objective that was planned to go there, and when its last message is due.
  package func contact(at place: Place) -> (batch: BatchID, until: Timestamp)? {
    guard let value = value(place.contact), value.a != 0 else { return nil }
    let batch = BatchID(time: Timestamp(microseconds: Int64(bitPattern: value.a)))
    return (batch, Timestamp(microseconds: Int64(bitPattern: value.b)))
  }

  /// The batch that answered this request name with ok, and the checksum of the request's bytes.
  package func answer(to name: FileName) -> (batch: BatchID, checksum: UInt64)? {
    guard let value = value(Self.key(.answer, name.bytes)) else { return nil }
    return (BatchID(time: Timestamp(microseconds: Int64(bitPattern: value.a))), value.b)
  }

  /// The batch that first accepted rows of a bulk file.
  ///
  /// - Parameter identity: the checksum of all that makes it what it is.
  package func file(_ identity: UInt64) -> BatchID? {
    value(Self.fileKey(identity)).map { BatchID(time: Timestamp(microseconds: Int64(bitPattern: $0.a))) }
  }

  // MARK: Changes of the batch in hand

  package mutating func begin(_ active: Active, at place: Place) {
    changes[place.active] = active.packed
    changes[place.contact] = (active.packed.a, UInt64(bitPattern: active.until.microseconds))
  }

  package mutating func forgetContact(at place: Place) { changes[place.contact] = (0, 0) }

  /// Frees the place; which sequence held it last stays known.
  package mutating func end(_ holder: Holder, on channel: Channel) {
    let key = Self.key(.active, holder, channel)
    guard let last = value(key) else { return }
    changes[key] = (last.a, last.b & ~1)
  }

  /// The sequence at the place has other times now.
  package mutating func move(_ active: Active, of holder: Holder, on channel: Channel) {
    changes[Self.key(.active, holder, channel)] = active.packed
  }

  package mutating func note(_ notice: Notice, for holder: Holder, on channel: Channel) {
    changes[Self.noticeKey(Self.key(.active, holder, channel))] = notice.packed
  }

  package mutating func noteAnswer(to name: FileName, batch: BatchID, checksum: UInt64) {
    changes[Self.key(.answer, name.bytes)] = (UInt64(bitPattern: batch.time.microseconds), checksum)
  }

  package mutating func noteFile(_ identity: UInt64, batch: BatchID) {
    changes[Self.fileKey(identity)] = (UInt64(bitPattern: batch.time.microseconds), identity)
  }

  /// Makes room for what that many sequences change.
  mutating func expect(_ count: Int) { changes.reserveCapacity(count * 4) }

  package mutating func dropChanges() { changes = [:] }

  // MARK: Tables

  /// The table that publishes the changes, and the tables it makes superfluous; nil if nothing changed.
  func folded(for batch: BatchID) -> (segment: Segment, bytes: [UInt8], absorbed: [FileName])? {
    guard !changes.isEmpty else { return nil }
    var rows = changes.map { SortedTable.Row(key: $0.key, a: $0.value.a, b: $0.value.b) }.sorted { $0.key < $1.key }
    var first = batch
    var absorbed: [FileName] = []
    for segment in segments.reversed() {
      guard !segment.isStaged, segment.table.count <= max(rows.count * 2, 1024) else { break }
      rows = Self.merge(older: segment.table, newer: rows)
      first = segment.first
      absorbed.append(segment.name)
    }
    let bytes = SortedTable.encode(rows)
    guard let table = SortedTable(FileContents(copying: bytes)) else { return nil }
    return (Segment(first: first, last: batch, table: table), bytes, absorbed)
  }

  /// Takes the folded table for true, once it is published.
  mutating func adopt(_ segment: Segment, absorbed: [FileName]) {
    segments.removeAll { absorbed.contains($0.name) }
    segments.append(segment)
    changes = [:]
  }

  private static func merge(older: SortedTable, newer: [SortedTable.Row]) -> [SortedTable.Row] {
    var out: [SortedTable.Row] = []
    out.reserveCapacity(older.count + newer.count)
    var n = 0
    for o in 0..<older.count {
      let row = older[o]
      while n < newer.count, newer[n].key < row.key {
        out.append(newer[n])
        n += 1
      }
      if n < newer.count, newer[n].key == row.key { continue }
      out.append(row)
    }
    out.append(contentsOf: newer[n...])
    return out
  }

  static func segmentName(first: BatchID, last: BatchID) -> FileName { FileName("\(first)_\(last).roster") }

  static func span(of name: FileName) -> (first: BatchID, last: BatchID)? {
    let bytes = name.bytes
    guard name.hasSuffix(".roster"), name.count == 23 + 1 + 23 + 7, bytes[bytes.startIndex + 23] == UInt8(ascii: "_"),
      let first = BatchID(bytes.prefix(23)), let last = BatchID(bytes.dropFirst(24).prefix(23)), first <= last
    else { return nil }
    return (first, last)
  }

  // MARK: Keys

  fileprivate enum Kind: UInt8 {
    case active = 1
    case contact, answer, file
  }

  /// Another key for the same holder and channel, without hashing them again.
  fileprivate static func noticeKey(_ active: UInt64) -> UInt64 { active ^ 0xA5C3_96E1_7B2D_480F }

  private func value(_ key: UInt64) -> (a: UInt64, b: UInt64)? {
    if let change = changes[key] { return change }
    for segment in segments.reversed() {
      if let row = segment.table.row(for: key) { return (row.a, row.b) }
    }
    return nil
  }

  fileprivate static func key(_ kind: Kind, _ holder: Holder, _ channel: Channel, _ objective: String = "") -> UInt64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(96)
    bytes.append(kind.rawValue)
    bytes.append(channel == .whatsapp ? 1 : 2)
    bytes.append(contentsOf: objective.utf8)
    switch holder {
    case .lead(let id):
      bytes.append(0)
      bytes.append(contentsOf: id.text.utf8)
    case .address(let text):
      bytes.append(1)
      bytes.append(contentsOf: text.utf8)
    }
    return Checksum.of(bytes)
  }

  private static func fileKey(_ identity: UInt64) -> UInt64 {
    withUnsafeBytes(of: identity.littleEndian) { key(.file, Array($0)[...]) }
  }

  fileprivate static func key(_ kind: Kind, _ name: ArraySlice<UInt8>) -> UInt64 { Checksum.of([kind.rawValue] + name) }
}

extension Roster.Active {
  fileprivate var packed: (a: UInt64, b: UInt64) {
    // 32 bits of seconds last until 2106.
    let until = UInt64(UInt32(clamping: until.seconds)) << 32
    let flags: UInt64 = isMoved ? 3 : 1
    return (
      UInt64(bitPattern: batch.time.microseconds),
      until | UInt64(ordinal & 0xFFFF) << 16 | UInt64(steps & 0xFF) << 8 | flags
    )
  }

  fileprivate init?(packed value: (a: UInt64, b: UInt64)) {
    guard value.b & 1 == 1 else { return nil }
    self.init(last: value)
  }

  fileprivate init?(last value: (a: UInt64, b: UInt64)) {
    guard value.a != 0 else { return nil }
    self.init(
      batch: BatchID(time: Timestamp(microseconds: Int64(bitPattern: value.a))), ordinal: Int(value.b >> 16 & 0xFFFF),
      steps: Int(value.b >> 8 & 0xFF), until: Timestamp(seconds: Int64(value.b >> 32)))
    isMoved = value.b & 2 == 2
  }
}
