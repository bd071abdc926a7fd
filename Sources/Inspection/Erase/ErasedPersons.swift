internal import Formats
internal import Leads
package import Outreach
internal import Records
internal import Requests
internal import Storage

/// Whose data goes: leads by their ids, and the addresses that are theirs alone.
///
/// It also says which bytes are about them. All of it is asked of names and lines as they stand on disk, so that it can be
/// asked again by whoever finishes an erasure that was cut short.
package struct ErasedPersons: Hashable, Sendable {
  /// When it was asked for.
  package var at: Timestamp
  package var leads: Set<LeadID>
  package var addresses: Set<String> = []
  /// Addresses that others have, too: what is held of those stays, and nothing new goes there.
  package var closed: Set<String> = []
  /// Files of calendar and ledger that speak of them, by their paths below the outbox: records vouch for those.
  package var paths: Set<String> = []
  /// Lines of the ledger that stay in place of theirs: what came back from addresses that others have, too.
  package var bounces: [String] = []

  package init(_ leads: Set<LeadID>, at time: Timestamp) {
    self.leads = leads
    at = time
  }

  // MARK: What is about them

  /// Whether a file's name says that it is: a request, an answer, a first answer that was kept.
  func concern(_ name: FileName) -> Bool {
    guard let text = name.text, text.hasSuffix(".json"), !text.hasSuffix(".summary.json"), !RequestName.isDefaults(name)
    else { return false }
    let stem = text.hasPrefix(Self.keptAnswer) ? text.dropFirst(Self.keptAnswer.count) : text[...]
    return LeadID(String(stem.prefix { !".@~".contains($0) })).map(leads.contains) ?? false
  }

  private static let keptAnswer = ".answer-"

  func concern(_ request: RequestID) -> Bool { leads.contains(request.lead) }
  func concern(job: String) -> Bool { JobID(job).map { concern($0.request) } ?? false }

  /// Whether a line of the calendar is.
  func concern(jobLine line: UnsafeRawBufferPointer) -> Bool {
    CalendarJob(line: line).map { leads.contains($0.lead) } ?? false
  }

  /// Whether a line of the ledger is.
  func concern(eventLine line: UnsafeRawBufferPointer) -> Bool {
    let bytes = line.bindMemory(to: UInt8.self)
    guard let entry = LedgerEntry(bytes, batch: BatchID(time: at), writer: "", number: 1) else { return false }
    if let job = entry.job, concern(job: job) { return true }
    if let request = entry.request.flatMap({ RequestID(parsing: $0) }), concern(request) { return true }
    if let lead = entry.lead { return leads.contains(lead) }
    return entry.job == nil && entry.request == nil && entry.to.map(addresses.contains) ?? false
  }

  /// Whether a cell holds one of their jobs, or of their addresses, however that is spelled there.
  func concern(cell: String) -> Bool {
    if concern(job: cell) { return true }
    if addresses.isEmpty || cell.utf8.count < 6 || cell.utf8.count > 320 { return false }
    guard cell.utf8.contains(where: { $0 == UInt8(ascii: "@") || (48...57).contains($0) }) else { return false }
    return (try? ContactAddress(parsing: cell)).map { addresses.contains($0.text) } ?? false
  }

  /// Whether any text in a document is one of their addresses or jobs.
  func concern(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): concern(cell: text)
    case .array(let items): items.contains(where: concern)
    case .object(let members): members.contains { concern($0.value) }
    default: false
    }
  }

  /// False if none of their ids and addresses stands there as our own files spell them, so that no line need be read.
  func mayConcern(_ bytes: UnsafeRawBufferPointer) -> Bool {
    (leads.map(\.text) + addresses).contains { text in
      Array(text.utf8).withUnsafeBytes { bytes.firstOffset(of: $0) != nil }
    }
  }

  // MARK: On disk while it is being done

  package var json: [UInt8] {
    var out = JSONWriter(capacity: 512)
    func list(_ texts: Set<String>) -> JSONValue { .array(texts.sorted().map { .string($0) }) }
    out.value(
      .object([
        JSONMember(key: "at_microseconds", value: .number("\(at.microseconds)")),
        JSONMember(key: "leads", value: list(Set(leads.map(\.text)))),
        JSONMember(key: "addresses", value: list(addresses)), JSONMember(key: "closed", value: list(closed)),
        JSONMember(key: "paths", value: list(paths)),
        JSONMember(key: "bounces", value: .array(bounces.map { .string($0) })),
      ]))
    out.raw("\n")
    return out.bytes
  }

  /// Nil if it is not whole: then nothing was erased yet.
  init?(json bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes), let at = value["at_microseconds"]?.int,
      case .array(let leads)? = value["leads"], case .array(let addresses)? = value["addresses"],
      case .array(let paths)? = value["paths"]
    else { return nil }
    self.init(Set(leads.compactMap { $0.string.flatMap { LeadID($0) } }), at: Timestamp(microseconds: Int64(at)))
    self.addresses = Set(addresses.compactMap(\.string))
    self.paths = Set(paths.compactMap(\.string))
    if case .array(let closed)? = value["closed"] { self.closed = Set(closed.compactMap(\.string)) }
    if case .array(let bounces)? = value["bounces"] { self.bounces = bounces.compactMap(\.string) }
  }
}
