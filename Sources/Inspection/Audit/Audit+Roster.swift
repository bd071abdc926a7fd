internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// The roster's tables as they are, damaged ones included.
struct AuditedRoster {
  private(set) var spans: [(name: FileName, first: BatchID, last: BatchID)] = []
  package private(set) var roster = Roster()
  private(set) var damaged: [FileName] = []
  /// Of an earlier version; those are among the damaged.
  private(set) var former: Set<FileName> = []
  /// Whose span lies inside another's.
  private(set) var superfluous: [FileName] = []

  package init(_ view: SpoolView) throws(FileError) {
    let names = try view.list(["roster"], below: view.outbox).map(\.name)
    spans = names.compactMap { name in Roster.span(of: name).map { (name, $0.first, $0.last) } }
      .sorted { ($0.first, $1.last) < ($1.first, $0.last) }
    var segments: [Roster.Segment] = []
    for span in spans {
      guard segments.last.map({ span.last > $0.last }) ?? true else {
        superfluous.append(span.name)
        continue
      }
      do throws(FileError) {
        guard let table = try Self.table(span.name, view) else { continue }
        segments.append(Roster.Segment(first: span.first, last: span.last, table: table))
      } catch  where error.code == FileError.damaged {
        damaged.append(span.name)
        if try Self.isFormer(span.name, view) { former.insert(span.name) }
      }
    }
    roster = Roster(segments: segments)
    damaged += segments.filter { $0.table.seed != roster.seed }.map(\.name)
  }

  private static func isFormer(_ name: FileName, _ view: SpoolView) throws(FileError) -> Bool {
    try view.withDirectory(["roster"], below: view.outbox) { (directory) throws(FileError) in
      try FormerRoster.isTable(name, in: directory, view.files)
    } ?? false
  }

  /// Nil if it is gone.
  private static func table(_ name: FileName, _ view: SpoolView) throws(FileError) -> SortedTable? {
    do throws(FileError) {
      return try view.withDirectory(["roster"], below: view.outbox) { (directory) throws(FileError) in
        guard let table = try SortedTable(try view.files.open(name, in: directory), view.files) else {
          throw FileError("understand", directory.path(of: name), code: FileError.damaged)
        }
        try table.verify()
        return table
      }
    } catch  where error.isNotFound {
      return nil
    }
  }
}

/// Whether the roster says of every place what jobs and ledger say.
extension Audit {
  private static let remedy = "remake the roster with audit --rebuild"

  mutating func compare(_ roster: AuditedRoster) throws(FileError) {
    for name in roster.damaged {
      let isFormer = roster.former.contains(name)
      find(
        "\(outbox)/roster/\(name)",
        "the table is " + (isFormer ? "of an earlier version; the next run remakes it" : "damaged; \(Self.remedy)"),
        isNote: isFormer)
    }
    for name in roster.superfluous {
      find("\(outbox)/roster/\(name)", "a later table holds all that is in it, and it was not removed")
    }
    guard roster.damaged.isEmpty else { return }
    if roster.spans.isEmpty {
      if !places.isEmpty { find("\(outbox)/roster", "it holds no table although jobs are planned; \(Self.remedy)") }
      return
    }
    let all = sequences.inOrder
    // The last that is known to have happened: senders report without batches.
    let today = [view.settled.day, lastEvent].compactMap(\.self).max()
    var pending: [Slot: [SequenceState]] = [:]
    for sequence in all where sequence.pendingUntil != nil {
      for holder in sequence.places {
        pending[Slot(holder: holder, channel: sequence.channel), default: []].append(sequence)
      }
    }
    for (place, sequences) in pending { compare(roster.roster, place: place, sequences: sequences) }
    for sequence in all where sequence.pendingUntil == nil {
      for holder in sequence.places where pending[Slot(holder: holder, channel: sequence.channel)] == nil {
        // What has run its course is known to be over by its last message.
        guard let active = roster.roster.active(holder, on: sequence.channel), active.matches(sequence),
          active.until.day > today ?? active.until.day
        else { continue }
        find(
          "\(outbox)/roster",
          "\(Self.describe(holder)) is held on \(sequence.channel.rawValue) by request \(sequence.id), of which nothing "
            + "is pending; \(Self.remedy)")
      }
    }
  }

  private struct Slot: Hashable {
    var holder: Roster.Holder
    package var channel: Channel
  }

  private mutating func compare(_ roster: Roster, place: Slot, sequences: [SequenceState]) {
    let who = "\(Self.describe(place.holder)) on \(place.channel.rawValue)"
    if sequences.count > 1 {
      let ids = sequences.map(\.id.description).joined(separator: ", ")
      find("\(outbox)/jobs", "\(who) has \(sequences.count) sequences at once: \(ids)")
    }
    guard let active = roster.active(place.holder, on: place.channel) else {
      return find(
        "\(outbox)/roster",
        "\(who) is being contacted (\(sequences[0].id)), and the roster does not know; \(Self.remedy)")
    }
    guard let sequence = sequences.first(where: active.matches) else {
      return find(
        "\(outbox)/roster", "\(who) is held by batch \(active.batch), but pending is \(sequences[0].id); \(Self.remedy)"
      )
    }
    if let last = sequence.pendingUntil, active.until < last {
      find(
        "\(outbox)/roster",
        "\(who) is held until \(active.until.iso8601), but request \(sequence.id) goes on until \(last.iso8601); \(Self.remedy)"
      )
    }
  }

  private static func describe(_ holder: Roster.Holder) -> String {
    switch holder {
    case .lead(let id): "lead \(id)"
    case .address(let text): text
    }
  }
}

extension Roster.Active {
  fileprivate func matches(_ sequence: SequenceState) -> Bool {
    batch == sequence.id.batch && ordinal == sequence.id.ordinal
  }
}
