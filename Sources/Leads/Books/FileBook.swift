internal import Formats
internal import Outreach
internal import Storage

/// A lead book in one file.
///
/// The first batch reads the file once and keeps only the rows it wants. A second one builds an index while it reads,
/// and from then on rows are read where they are, unless a batch asks for so many that reading it all is faster.
struct FileBook: Sendable {
  private let path: String
  private let options: BookOptions
  private var state: State?
  private var hasBeenRead = false

  private struct State: Sendable {
    /// Of the file; its change time catches a writer that sets the modification time back.
    package var identity: FileStatus
    package var format: BookFormat
    package var index: LeadIndex
  }

  private static let attempts = 4
  /// Reading one row where it is costs about as much as reading on for so many bytes.
  private static let bytesPerLookup = 4_000

  package init(path: String, options: BookOptions) {
    self.path = path
    self.options = options
  }

  package mutating func answer(_ wanted: WantedLeads) throws(LeadBookError) -> LeadBook.Lookup {
    do {
      for _ in 0..<Self.attempts {
        let file = try BookFile(path: path, options.files)
        let identity = try file.status()
        if state?.identity != identity { state = nil }
        if wanted.ids.isEmpty, state != nil || !options.indexesAtOnce { return LeadBook.Lookup() }
        let answer = try read(file, identity: identity, wanted: wanted)
        if try file.status() == identity { return answer }
        state = nil
      }
    } catch let error as FileError {
      throw LeadBookError(error, path)
    } catch let error as CSVError {
      state = nil
      throw LeadBookError(.malformed, path: path, explanation: "cannot be read. \(error.message)")
    } catch let error as LeadBookError {
      throw error
    } catch {
      throw LeadBookError(.unreadable, path: path, explanation: "cannot be read: \(error).")
    }
    throw LeadBookError(.changing, path: path, explanation: "was being written all the time while it was read.")
  }

  private mutating func read(
    _ file: BookFile, identity: FileStatus, wanted: WantedLeads
  ) throws -> LeadBook.Lookup {
    var collector = RowCollector(wanted: wanted, path: path, options: options)
    if let state, wanted.ids.count * Self.bytesPerLookup < identity.size {
      try state.format.look(up: state.index, file, collector: &collector, options: options)
      return collector.answer
    }
    let indexes =
      state == nil && (options.indexesAtOnce || hasBeenRead) && identity.size < LeadIndex.maximumSize
      && identity.isSettled(at: options.clock())
    if indexes { collector.index = LeadIndex(expectedRows: identity.size / 64) }
    let format = try BookFormat.scan(file, path: path, collector: &collector, options: options)
    hasBeenRead = true
    // Taken out, so that sorting does not copy what the collector still holds.
    if var index = collector.index.take() {
      index.sort()
      state = State(identity: identity, format: format, index: index)
    }
    return collector.answer
  }
}

/// Takes the rows of wanted leads as they come by.
struct RowCollector {
  package let wanted: WantedLeads
  package let path: String
  package let options: BookOptions
  package var index: LeadIndex?
  package private(set) var answer = LeadBook.Lookup()
  /// Addresses whose leads are wanted, whoever they are; nil: the wanted leads.
  var search: AddressSearch?

  package init(wanted: WantedLeads, path: String, options: BookOptions) {
    self.wanted = wanted
    self.path = path
    self.options = options
  }

  /// Which wanted lead, if any, has the row at this position.
  @inline(__always)
  package mutating func wants(_ id: UnsafeBufferPointer<UInt8>, at offset: UInt64) -> LeadID? {
    guard !id.isEmpty else { return nil }
    if search != nil { return LeadID(ForeignID.leadID(String(decoding: id, as: UTF8.self))) }
    guard let spelled = ForeignID.respelled(id) else { return find(id, at: offset) }
    return spelled.withUnsafeBufferPointer { find($0, at: offset) }
  }

  @inline(__always)
  private mutating func find(_ id: UnsafeBufferPointer<UInt8>, at offset: UInt64) -> LeadID? {
    let hash = Checksum.of(UnsafeRawBufferPointer(id))
    index?.append(hash, at: offset)
    return wanted.position(hash, id).map { wanted.ids[$0] }
  }

  package mutating func take(_ id: LeadID, _ facts: LeadFacts) {
    if search != nil {
      search?.note(id, facts)
      return
    }
    note(id)
    var facts = facts
    if let earlier = answer.facts[id] { facts.hearNo(of: earlier) }
    answer.facts[id] = facts
    answer.unreadable[id] = nil
  }

  package mutating func refuse(_ id: LeadID, _ reason: String) {
    if search != nil { return }
    note(id)
    answer.facts[id] = nil
    answer.unreadable[id] = reason
  }

  private mutating func note(_ id: LeadID) {
    guard answer.facts[id] != nil || answer.unreadable[id] != nil else { return }
    answer.warnings[id] = ["Lead \(id) is in the lead book \(path) more than once; its last row counts."]
  }
}
