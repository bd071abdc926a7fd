internal import Outreach
internal import Requests
internal import Storage

/// A day of `processed/` on its way into an archive.
struct Packing {
  package let day: CivilDay
  /// `inbox/processed/<day>`
  package let directory: Directory
  package let processed: Directory
  package let files: any FileSystem

  /// What the directory holds.
  package func batches() throws(FileError) -> Set<BatchID> {
    Set(try files.list(directory).compactMap { BatchID($0.name) })
  }

  /// Makes the archive, unless an earlier prune did, and makes it durable.
  ///
  /// - Returns: the sizes of directory and archive, in bytes.
  func pack(_ batches: Set<BatchID>) throws(FileError) -> (before: Int, after: Int) {
    let batches = batches.sorted()
    var sum = StreamSum()
    var part = 1
    while try files.exists(DayArchive.name(day, part: part), in: processed) { part += 1 }
    if part > 1 {
      let last = DayArchive.name(day, part: part - 1)
      try write(batches) { (piece) throws(FileError) in sum.add(piece) }
      if try holds(last, sum) {
        // Published, but perhaps not for good.
        try files.sync(processed)
        return (sum.count, try files.status(of: last, in: processed).size)
      }
    }
    let name = DayArchive.name(day, part: part)
    let staged = Prune.scrapName(name)
    sum = try stage(staged, batches)
    guard try holds(staged, sum) else {
      throw FileError("archive", directory.path, code: FileError.damaged)
    }
    try files.rename(staged, in: processed, to: name, in: processed, replacing: false)
    try files.sync(processed)
    return (sum.count, try files.status(of: name, in: processed).size)
  }

  /// Takes the directory out of everybody's sight; the archive stands for it from now on.
  func retire() throws(FileError) -> Bool {
    let name = FileName(day.iso8601)
    try files.rename(name, in: processed, to: Prune.scrapName(name), in: processed, replacing: false)
    return true
  }

  private func stage(_ name: FileName, _ batches: [BatchID]) throws(FileError) -> StreamSum {
    var sum = StreamSum()
    let target = try files.create(name, in: processed)
    defer { files.close(target) }
    try files.compressor.compress(into: target) { (emit) throws(FileError) in
      try write(batches) { (piece) throws(FileError) in
        sum.add(piece)
        try emit(piece)
      }
    }
    try files.sync(target)
    return sum
  }

  private func holds(_ archive: FileName, _ wanted: StreamSum) throws(FileError) -> Bool {
    var sum = StreamSum()
    do throws(FileError) {
      try files.expandFile(archive, in: processed) { (piece) throws(FileError) in sum.add(piece) }
    } catch  where error.code == FileError.damaged {
      return false
    }
    return sum == wanted
  }

  // MARK: The stream

  private typealias Sink = (UnsafeRawBufferPointer) throws(FileError) -> Void

  private func write(_ batches: [BatchID], _ sink: Sink) throws(FileError) {
    for batch in batches {
      let own = try files.openDirectory(batch.fileName, in: directory)
      defer { files.close(own) }
      for name in try files.list(own).map(\.name).sorted() { try write(name, of: batch, in: own, sink) }
    }
    try hand(TarStream.end, sink)
  }

  private func write(_ name: FileName, of batch: BatchID, in own: Directory, _ sink: Sink) throws(FileError) {
    let status = try files.status(of: name, in: own)
    let contents = try files.contents(of: name, in: own)
    let path = Array("\(day.iso8601)/\(batch)/".utf8) + name.bytes
    try hand(
      TarStream.header(path: path, size: contents.bytes.count, modified: status.modified.seconds), sink)
    if !contents.bytes.isEmpty { try sink(contents.bytes) }
    try hand(TarStream.padding(after: contents.bytes.count), sink)
  }

  private func hand(_ bytes: [UInt8], _ sink: Sink) throws(FileError) {
    guard !bytes.isEmpty else { return }
    let contents = FileContents(copying: bytes)
    try sink(contents.bytes)
  }
}
