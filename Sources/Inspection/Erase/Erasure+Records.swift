internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Records vouch for what batches have published: they have to say what is left of it, and to name nobody who is gone.
extension Erasure {
  mutating func mendRecords(_ persons: ErasedPersons) throws(FileError) {
    var eraser = self
    try forEachDirectory(below: spool.processed, depth: 2) { (batch) throws(FileError) in
      for name in try files.list(batch).map(\.name).sorted() where Self.isRecord(name) {
        let bytes = try files.readFile(name, in: batch)
        if let mended = try eraser.mended(bytes, persons) { try eraser.replace(name, in: batch, with: mended) }
      }
    }
    self = eraser
    for name in try files.list(spool.processed).map(\.name).sorted() where DayArchive.day(of: name) != nil {
      try mendArchive(name, persons)
    }
  }

  private static func isRecord(_ name: FileName) -> Bool {
    name == BatchRecord.name || BatchRecord.settledSlice(name) != nil
  }

  /// Nil if it need not change.
  private func mended(_ bytes: [UInt8], _ persons: ErasedPersons) throws(FileError) -> [UInt8]? {
    guard var record = BatchRecord(bytes) else { return nil }
    record.refused.removeAll(where: persons.concern)
    record.wordings.forget { id in RequestID(parsing: id).map(persons.concern) ?? false }
    record.referenced.forget(where: persons.concern)
    var outputs: [BatchRecord.Output] = []
    for var output in record.outputs where !isOwn(output, persons) {
      guard let path = Self.path(of: output), persons.paths.contains(path) else {
        outputs.append(output)
        continue
      }
      // Of which all lines were about them is nothing left.
      guard let left = try content(of: output) else { continue }
      (output.size, output.checksum) = (left.count, Checksum.of(left))
      outputs.append(output)
    }
    record.outputs = outputs
    let mended = record.encode()
    return mended == bytes ? nil : mended
  }

  private func isOwn(_ output: BatchRecord.Output, _ persons: ErasedPersons) -> Bool {
    switch output.place {
    case .responses, .failed, .batch: persons.concern(output.name)
    case .jobs, .ledger, .roster: false
    }
  }

  private static func path(of output: BatchRecord.Output) -> String? {
    switch output.place {
    case .jobs, .ledger: "\(output.place)/\(output.name)"
    case .responses, .roster, .failed, .batch: nil
    }
  }

  private func content(of output: BatchRecord.Output) throws(FileError) -> [UInt8]? {
    let view = try view()
    switch output.place {
    case .jobs(let day):
      guard let batch = BatchFiles.batch(of: output.name) else { return nil }
      let file = JobCalendar.File(day: day, name: output.name, batch: batch)
      return try JobCalendar(view: view).contents(of: file).map { Array($0.bytes) }
    case .ledger(let day):
      return try LedgerLog.contents(of: LedgerLog.File(day: day, name: output.name), view).map { Array($0.bytes) }
    case .responses, .roster, .failed, .batch: return nil
    }
  }

  /// An archive is made anew of what is left in it.
  private mutating func mendArchive(_ name: FileName, _ persons: ErasedPersons) throws(FileError) {
    var reader = TarReader(largestHeld: .max)
    var members: [TarReader.Member] = []
    try files.expandFile(name, in: spool.processed) { (piece) throws(FileError) in
      do throws(TarReader.Fault) { try reader.add(piece) { members.append($0) } } catch {
        throw FileError("read", spool.processed.path(of: name), code: FileError.damaged)
      }
    }
    guard reader.hasEnded else { throw FileError("read", spool.processed.path(of: name), code: FileError.damaged) }
    var out: [UInt8] = []
    var isChanged = false
    for member in members {
      guard let parts = member.path.lastIndex(of: UInt8(ascii: "/")) else { continue }
      let file = FileName(bytes: Array(member.path[(parts + 1)...]))
      guard var contents = member.contents else { continue }
      if persons.concern(file) {
        isChanged = true
        continue
      }
      let left =
        Self.isRecord(file)
        ? try mended(contents, persons) : ErasedRows(persons, columns).without(contents, file)
      if let left {
        contents = left
        isChanged = true
      }
      out += TarStream.header(path: member.path, size: contents.count, modified: member.modified)
      out += contents + TarStream.padding(after: contents.count)
    }
    if isChanged { try compress(out + TarStream.end, to: name, in: spool.processed) }
  }
}
