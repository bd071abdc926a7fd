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
        let mended = try eraser.mended(bytes, persons) { (request) throws(FileError) in
          do throws(FileError) { return try eraser.files.readFile(request, in: batch) } catch  where error.isNotFound {
            return nil
          }
        }
        if let mended { try eraser.replace(name, in: batch, with: mended) }
      }
    }
    self = eraser
    for directory in [spool.processed, spool.failed, spool.responses] {
      for name in try files.list(directory).map(\.name).sorted() where DayArchive.day(of: name) != nil {
        try mendArchive(name, in: directory, persons)
      }
    }
  }

  private static func isRecord(_ name: FileName) -> Bool {
    name == BatchRecord.name || BatchRecord.settledSlice(name) != nil
  }

  /// Nil if it need not change.
  ///
  /// - Parameter request: what is left of a request that the record vouches for.
  private func mended(
    _ bytes: [UInt8], _ persons: ErasedPersons, request: (FileName) throws(FileError) -> [UInt8]?
  ) throws(FileError) -> [UInt8]? {
    guard var record = BatchRecord(bytes) else { return nil }
    record.refused.removeAll(where: persons.concern)
    record.accepted.removeAll { persons.concern($0.name) }
    for index in record.accepted.indices where BulkName(record.accepted[index].name) != nil {
      guard let left = try request(record.accepted[index].name), left.count != record.accepted[index].size else {
        continue
      }
      (record.accepted[index].size, record.accepted[index].checksum) = (left.count, Checksum.of(left))
    }
    record.wordings.forget { id in RequestID(parsing: id).map(persons.concern) ?? false }
    record.referenced.forget(where: persons.concern)
    var outputs: [BatchRecord.Output] = []
    for var output in record.outputs where !isOwn(output, persons) {
      guard let path = Self.path(of: output), persons.paths.contains(path) else {
        // Answers to rows are on record by their size.
        if output.place == .responses, output.checksum == 0, let size = try sizeOfAnswers(output.name) {
          output.size = size
        }
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

  /// Nil if readers have deleted them.
  private func sizeOfAnswers(_ name: FileName) throws(FileError) -> Int? {
    do throws(FileError) { return Int(try files.status(of: name, in: spool.responses).size) } catch
      where error.isNotFound
    {
      return nil
    }
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
  private mutating func mendArchive(
    _ name: FileName, in directory: Directory, _ persons: ErasedPersons
  ) throws(FileError) {
    var reader = TarReader(largestHeld: .max)
    var members: [TarReader.Member] = []
    try files.expandFile(name, in: directory) { (piece) throws(FileError) in
      do throws(TarReader.Fault) { try reader.add(piece) { members.append($0) } } catch {
        throw FileError("read", directory.path(of: name), code: FileError.damaged)
      }
    }
    guard reader.hasEnded else { throw FileError("read", directory.path(of: name), code: FileError.damaged) }
    var out: [UInt8] = []
    var isChanged = false
    // What is left of bulk files, by their paths: records, which may stand before them, vouch for that.
    var bulk: [[UInt8]: [UInt8]] = [:]
    for member in members {
      guard let contents = member.contents, let end = member.path.lastIndex(of: UInt8(ascii: "/")),
        BulkName(FileName(bytes: Array(member.path[(end + 1)...]))) != nil
      else { continue }
      bulk[Array(member.path)] =
        PersonRows(persons, columns).without(contents, FileName(bytes: Array(member.path[(end + 1)...]))) ?? contents
    }
    for member in members {
      guard let parts = member.path.lastIndex(of: UInt8(ascii: "/")) else { continue }
      let file = FileName(bytes: Array(member.path[(parts + 1)...]))
      guard var contents = member.contents else { continue }
      if persons.concern(file) {
        isChanged = true
        continue
      }
      let left: [UInt8]?
      if directory.path == spool.responses.path {
        left = Self.lines(FileContents(copying: contents), without: persons.concern(answerLine:), persons)
      } else if Self.isRecord(file) {
        left = try mended(contents, persons) { bulk[Array(member.path[...parts]) + $0.bytes] }
      } else {
        left = PersonRows(persons, columns).without(contents, file)
      }
      if let left {
        contents = left
        isChanged = true
      }
      out += TarStream.header(path: member.path, size: contents.count, modified: member.modified)
      out += contents + TarStream.padding(after: contents.count)
    }
    if isChanged { try compress(out + TarStream.end, to: name, in: directory) }
  }
}
