internal import Formats
internal import Leads
package import Outreach
package import Storage
internal import Synchronization

/// `outbox/words/`: what was written, by what was asked.
///
/// Files appear whole, by rename, and are never changed. A claim on a key is a lock on a file beside it, so that two
/// workers never ask for the same words; it goes with the process that holds it.
package final class WordsStore: Sendable {
  package enum Entry: Sendable {
    case written(WrittenAnswer)
    /// Why nothing that may go out was written, and when that was found.
    case fallback(String, at: Timestamp)
  }

  /// The right to have one key's words written.
  package struct Claim: Sendable {
    fileprivate let file: OpenFile
    fileprivate let name: FileName
  }

  package enum Taking: Sendable {
    case mine(Claim)
    /// Another worker is at it.
    case taken
    /// It has been done meanwhile.
    case done
  }

  package static let directoryName: FileName = "words"
  private static let circuitName: FileName = ".circuit"

  private let outbox: String
  private let files: any FileSystem
  private let directory = Mutex<Directory?>(nil)

  /// - Parameter outbox: a directory's path.
  package init(outbox: String, files: any FileSystem) {
    self.outbox = outbox
    self.files = files
  }

  deinit { directory.withLock { $0.map(files.close) } }

  // MARK: Reading

  /// Nil if there is nothing, or nothing that can be understood.
  package func find(_ key: WordsKey) -> Entry? {
    guard let words = try? opened(), let bytes = try? files.readFile(Self.name(of: key), in: words, upTo: 1 << 20)
    else { return nil }
    return Self.entry(bytes)
  }

  private static func entry(_ bytes: [UInt8]) -> Entry? {
    guard let value = try? JSONValue(parsing: bytes) else { return nil }
    if let reason = value["fallback"]?.string {
      return .fallback(
        reason, at: value["at"]?.string.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(microseconds: 0))
    }
    guard case .array(let items)? = value["sequence"] else { return nil }
    let steps = items.compactMap { item in
      item["message"]?.string.map { WrittenAnswer.Step(subject: item["subject"]?.string, message: $0) }
    }
    guard steps.count == items.count else { return nil }
    return .written(WrittenAnswer(steps: steps, whyNow: value["why_now"]?.string))
  }

  // MARK: Writing

  /// Keeps what was written, or that nothing was: whole and durable, or not at all.
  package func keep(_ entry: Entry, for key: WordsKey, of lead: LeadID, at now: Timestamp) throws(FileError) {
    var out = JSONWriter(capacity: 2048)
    out.raw(#"{"lead_id":"#)
    out.leadID(lead)
    out.raw(#","at":""#)
    out.escaped(now)
    switch entry {
    case .fallback(let reason, _):
      out.raw(#"","fallback":"#)
      out.string(reason)
    case .written(let answer):
      out.raw(#"","why_now":"#)
      out.string(answer.whyNow)
      out.raw(#","sequence":["#)
      for (index, step) in answer.steps.enumerated() {
        out.raw(index > 0 ? #",{"step":"# : #"{"step":"#)
        out.int(index + 1)
        if let subject = step.subject {
          out.raw(#","subject":"#)
          out.string(subject)
        }
        out.raw(#","message":"#)
        out.string(step.message)
        out.raw("}")
      }
      out.raw("]")
    }
    out.raw("}\n")
    try put(out.bytes, Self.name(of: key))
  }

  private func put(_ bytes: [UInt8], _ name: FileName) throws(FileError) {
    do throws(FileError) {
      try put(bytes, name, in: try opened())
    } catch  where error.isNotFound {
      // Somebody has moved the directory away.
      directory.withLock { known in
        known.map(files.close)
        known = nil
      }
      try put(bytes, name, in: try opened())
    }
  }

  private func put(_ bytes: [UInt8], _ name: FileName, in words: Directory) throws(FileError) {
    let staged = FileName(".\(name)~")
    do throws(FileError) { try files.remove(staged, in: words) } catch  where error.isNotFound {}
    try files.createFile(staged, in: words, bytes: bytes, durable: true)
    try files.rename(staged, in: words, to: name, in: words, replacing: true)
  }

  // MARK: Claims

  package func claim(_ key: WordsKey, now: Timestamp) throws(FileError) -> Taking {
    let words = try opened()
    let name = FileName(".\(key).claim")
    let file = try files.openOrCreate(name, in: words)
    let isLocked: Bool
    do throws(FileError) {
      isLocked = try files.lock(file)
      // Whoever had it may have written, and taken the file's name away.
      if isLocked, try files.exists(name, in: words), find(key).map({ Self.stands($0, now) }) != true {
        return .mine(Claim(file: file, name: name))
      }
    } catch {
      files.close(file)
      throw error
    }
    files.close(file)
    return isLocked ? .done : .taken
  }

  private static func stands(_ entry: Entry, _ now: Timestamp) -> Bool {
    switch entry {
    case .written: true
    case .fallback(_, let at): WordsDesk.holds(at, now: now)
    }
  }

  package func release(_ claim: Claim) {
    if let words = try? opened() { try? files.remove(claim.name, in: words) }
    files.close(claim.file)
  }

  // MARK: The circuit

  /// What is remembered from one run to the next about a program that fails.
  package func circuit() -> CircuitState? {
    guard let words = try? opened(creating: false),
      let bytes = try? files.readFile(Self.circuitName, in: words, upTo: 1 << 16)
    else { return nil }
    return CircuitState(bytes)
  }

  package func keep(_ circuit: CircuitState?) throws(FileError) {
    if let circuit { return try put(circuit.bytes, Self.circuitName) }
    do throws(FileError) { try files.remove(Self.circuitName, in: try opened()) } catch  where error.isNotFound {}
  }

  // MARK: Leads and age

  /// Removes all that was written for a lead; how many files that were.
  @discardableResult
  package func erase(_ lead: LeadID) throws(FileError) -> Int {
    guard let words = try openedIfThere() else { return 0 }
    let names = try Self.names(of: lead, in: words, files)
    for name in names {
      do throws(FileError) { try files.remove(name, in: words) } catch  where error.isNotFound {}
    }
    if !names.isEmpty { try files.sync(words) }
    return names.count
  }

  /// The files of a lead, staged ones too.
  package func names(of lead: LeadID) throws(FileError) -> [FileName] {
    guard let words = try openedIfThere() else { return [] }
    return try Self.names(of: lead, in: words, files)
  }

  private static func names(
    of lead: LeadID, in words: Directory, _ files: any FileSystem
  ) throws(FileError) -> [FileName] {
    var out = JSONWriter()
    out.raw(#"{"lead_id":"#)
    out.leadID(lead)
    out.raw(",")
    var found: [FileName] = []
    for entry in try files.list(words) where entry.name.hasSuffix(".json") || entry.name.hasSuffix(".json~") {
      do throws(FileError) {
        if try files.readFile(entry.name, in: words, upTo: out.bytes.count) == out.bytes { found.append(entry.name) }
      } catch  where error.isNotFound {}
    }
    return found
  }

  /// Removes what is older than so many days, then the oldest until no more than so many bytes are left.
  package func prune(now: FileTime, days: Int, bytes: Int) throws(FileError) {
    guard let words = try openedIfThere() else { return }
    var kept: [(name: FileName, changed: FileTime, size: Int)] = []
    // A worker that was killed has left claims and staged files.
    for entry in try files.list(words)
    where [".json", "~", ".claim"].contains(where: { entry.name.hasSuffix($0) }) {
      guard let status = try? files.status(of: entry.name, in: words) else { continue }
      if now.nanoseconds(since: status.modified) > Int64(days) * 86_400_000_000_000 {
        try? files.remove(entry.name, in: words)
      } else {
        kept.append((entry.name, status.modified, status.size))
      }
    }
    var total = kept.reduce(0) { $0 + $1.size }
    for file in kept.sorted(by: { $0.changed < $1.changed }) where total > bytes {
      try? files.remove(file.name, in: words)
      total -= file.size
    }
  }

  // MARK: The directory

  private static func name(of key: WordsKey) -> FileName { FileName("\(key).json") }

  private func openedIfThere() throws(FileError) -> Directory? {
    do throws(FileError) { return try opened(creating: false) } catch  where error.isNotFound { return nil }
  }

  private func opened(creating: Bool = true) throws(FileError) -> Directory {
    let result = directory.withLock { known -> Result<Directory, FileError> in
      if let known { return .success(known) }
      do throws(FileError) {
        let parent = try files.openDirectory(at: outbox)
        defer { files.close(parent) }
        let words =
          creating
          ? try files.openOrMakeDirectory(Self.directoryName, in: parent)
          : try files.openDirectory(Self.directoryName, in: parent)
        known = words
        return .success(words)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
