internal import Formats
internal import Generating
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Files of theirs go, and lines about them in files of everybody's.
extension Erasure {
  /// What waits, what was answered and what was refused.
  mutating func removeRequests(_ persons: ErasedPersons) throws(FileError) {
    for entry in try files.list(spool.inbox) where entry.kind != .directory && persons.concern(entry.name) {
      try remove(entry.name, in: spool.inbox)
    }
    try files.sync(spool.inbox)
    var eraser = self
    for parent in [spool.processed, spool.failed] {
      try forEachDirectory(below: parent, depth: 2) { (batch) throws(FileError) in
        try eraser.removeRequests(persons, in: batch)
      }
    }
    self = eraser
  }

  private mutating func removeRequests(_ persons: ErasedPersons, in batch: Directory) throws(FileError) {
    let names = Set(try files.list(batch).filter { $0.kind != .directory }.map(\.name))
    let theirs = names.filter { persons.concern($0) && !$0.hasSuffix(".error.json") }.sorted()
    for name in theirs {
      // The reason first: one without its request would be found by nobody.
      for error in ErrorFile.candidates(for: name, among: names) { try remove(error, in: batch) }
      try remove(name, in: batch)
    }
    if !theirs.isEmpty { try files.sync(batch) }
    for name in names.sorted() where BulkName(name) != nil && !name.hasPrefix(".") {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try files.readFile(name, in: batch)
      } catch  where error.isNotFound || error.isLink || error.isRefused || error.isNotOpenable {
        continue
      }
      if let left = PersonRows(persons, columns).without(bytes, name) { try replace(name, in: batch, with: left) }
    }
  }

  /// What a generator wrote for them.
  mutating func removeWords(_ persons: ErasedPersons) throws(FileError) {
    let words = WordsStore(outbox: spool.outbox.path, files: files)
    for lead in persons.leads.sorted(by: { $0.text < $1.text }) { outcome.removed += try words.erase(lead) }
  }

  /// What another program has not fetched yet, and its word on what it has.
  mutating func removeReleased(_ persons: ErasedPersons) throws(FileError) {
    guard let due = try files.openIfThere("due", in: spool.outbox) else { return }
    defer { files.close(due) }
    var eraser = self
    try forEachDirectory(below: due, depth: 1) { (place) throws(FileError) in
      for entry in try files.list(place) where entry.kind != .directory {
        guard var text = entry.name.text, text.hasSuffix(".json") else { continue }
        if text.hasPrefix(".") { text.removeFirst() }
        let job = text.hasSuffix(".error.json") ? text.dropLast(11) : text.dropLast(5)
        if persons.concern(job: String(job)) { try eraser.remove(entry.name, in: place) }
      }
      try files.sync(place)
    }
    self = eraser
  }

  /// Lines of calendar and ledger, compressed or not.
  mutating func removeLines(_ persons: ErasedPersons) throws(FileError) {
    for path in persons.paths.sorted() {
      let parts = path.split(separator: "/").map { FileName(String($0)) }
      guard parts.count == 3 else { continue }
      for place in parts[0] == "jobs" ? ["jobs", "done"] as [FileName] : [parts[0]] {
        guard let parent = try files.openIfThere(place, in: spool.outbox) else { continue }
        defer { files.close(parent) }
        guard let day = try files.openIfThere(parts[1], in: parent) else { continue }
        defer { files.close(day) }
        try removeLines(persons, parts[2], in: day, areJobs: parts[0] == "jobs")
      }
    }
  }

  private mutating func removeLines(
    _ persons: ErasedPersons, _ name: FileName, in day: Directory, areJobs: Bool
  ) throws(FileError) {
    let concern = areJobs ? persons.concern(jobLine:) : persons.concern(eventLine:)
    let compressed = areJobs ? BatchFiles.batch(of: name).map(BatchFiles.compressedName(of:)) : nil
    do throws(FileError) {
      let contents = FileContents(copying: try files.readFile(name, in: day))
      // A prune that was cut short leaves both. The plain one counts: of it the other is made anew.
      if let compressed { try remove(compressed, in: day) }
      if let left = Self.lines(contents, without: concern, persons) {
        if left.isEmpty { try remove(name, in: day) } else { try replace(name, in: day, with: left) }
      }
      try files.sync(day)
    } catch  where error.isNotFound {
      guard let compressed else { return }
      do throws(FileError) {
        let contents = FileContents(copying: try files.expandFile(compressed, in: day))
        guard let left = Self.lines(contents, without: concern, persons) else { return }
        if left.isEmpty { try remove(compressed, in: day) } else { try compress(left, to: compressed, in: day) }
        try files.sync(day)
      } catch  where error.isNotFound {}
    }
  }

  /// Read back before it takes the place of what was there.
  mutating func compress(_ bytes: [UInt8], to name: FileName, in directory: Directory) throws(FileError) {
    let contents = FileContents(copying: bytes)
    let files = files
    try replace(name, in: directory) { (target) throws(FileError) in
      try files.compressor.compress(into: target) { (write) throws(FileError) in try write(contents.bytes) }
      guard try files.expandFile(Self.stagedName(name), in: directory) == bytes else {
        throw FileError("compress", directory.path(of: name), code: FileError.damaged)
      }
    }
  }

  /// What is left of a file of lines; nil if none is about them.
  static func lines(
    _ contents: FileContents, without concern: (UnsafeRawBufferPointer) -> Bool, _ persons: ErasedPersons
  ) -> [UInt8]? {
    guard persons.mayConcern(contents.bytes) else { return nil }
    var left: [UInt8] = []
    var isLess = false
    contents.forEachLine { line, _, isEnded in
      if concern(line) {
        isLess = true
      } else {
        left += line
        if isEnded { left.append(0x0A) }
      }
    }
    return isLess ? left : nil
  }
}
