internal import Formats
internal import Spool
internal import Storage

/// Files of one directory of `done/` that are replaced by compressed ones.
struct Compression {
  package let directory: Directory
  package let files: any FileSystem

  /// Above this many files one sync of the file system is cheaper than one of each.
  private static let fewFiles = 12

  private struct Staged: Sendable {
    var plain: FileName
    package var name: FileName
    package var sum: StreamSum
  }

  /// A file goes only when its compressed form is durable and was read back.
  ///
  /// - Returns: the sizes of all before and after, in bytes.
  package func replace(_ names: [FileName]) throws(FileError) -> (before: Int, after: Int) {
    let isFew = names.count <= Self.fewFiles
    let staged = try each(names) { (name) throws(FileError) in try stage(name, durable: isFew) }
    if !isFew { try files.syncFileSystem(of: directory) }
    let sizes = try each(staged) { (file) throws(FileError) in
      try verify(file)
      return try files.status(of: file.name, in: directory).size
    }
    for file in staged {
      // One that lies beside its plain file was left by a prune that was cut short.
      try files.rename(file.name, in: directory, to: Self.compressedName(file.plain), in: directory, replacing: true)
    }
    try files.sync(directory)
    for file in staged { try files.remove(file.plain, in: directory) }
    return (staged.reduce(0) { $0 + $1.sum.count }, sizes.reduce(0, +))
  }

  private static func compressedName(_ name: FileName) -> FileName { FileName(bytes: name.bytes + Array(".gz".utf8)) }

  private func stage(_ name: FileName, durable: Bool) throws(FileError) -> Staged {
    var staged = Staged(plain: name, name: Prune.scrapName(Self.compressedName(name)), sum: StreamSum())
    let contents = try files.contents(of: name, in: directory)
    staged.sum.add(contents.bytes)
    let target = try files.create(staged.name, in: directory)
    defer { files.close(target) }
    try files.compressor.compress(into: target) { (write) throws(FileError) in try write(contents.bytes) }
    if durable { try files.sync(target) }
    return staged
  }

  private func verify(_ file: Staged) throws(FileError) {
    var sum = StreamSum()
    try files.expandFile(file.name, in: directory) { (piece) throws(FileError) in sum.add(piece) }
    guard sum == file.sum else {
      throw FileError("compress", directory.path(of: file.plain), code: FileError.damaged)
    }
  }

  private func each<Item: Sendable, Found: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) throws(FileError) -> Found
  ) throws(FileError) -> [Found] {
    let results = parallelMap(items, run: 1) { item -> Result<Found, FileError> in
      do throws(FileError) { return .success(try body(item)) } catch { return .failure(error) }
    }
    var found: [Found] = []
    for result in results { found.append(try result.get()) }
    return found
  }
}
