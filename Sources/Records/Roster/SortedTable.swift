package import Storage
internal import Synchronization

/// An immutable file of 24-byte rows in the order of their 64-bit keys.
///
/// Of an open table the filter and the first key of each block are in memory; a look-up that gets past the filter reads
/// the one block in which the key must be. Read and not mapped: what is mapped stays resident once it was touched, and
/// a file that somebody cuts short, or a disk that fails, would kill the process rather than tell it.
///
/// File: blocks of 42 rows; the first key of each block; the filter's words; the trailer. All of it is words in the
/// machine's own byte order (on a machine with another one the magic is wrong), all of it under a checksum.
package final class SortedTable: Sendable {
  package struct Row: Hashable, Sendable, BitwiseCopyable {
    package var key: UInt64
    package var a: UInt64
    package var b: UInt64
  }

  package let count: Int
  /// How many different groups the keys fall into.
  package let groups: Int
  /// What the keys were made with.
  package let seed: Roster.Seed
  private let file: OpenFile
  private let files: any FileSystem
  /// Of each block.
  private let firstKeys: [UInt64]
  private let filter: KeyFilter
  private let cache = Mutex(Cache())

  /// Blocks that were read, and the first failure to read one.
  private struct Cache {
    static let slots = 32
    /// Which block each slot holds; none at first.
    package var numbers: [Int] = []
    package var bytes: [UInt8] = []
    package var error: FileError?
  }

  /// Takes over `file`, and closes it in the end. A small table is checked at once, a large one block by block when
  /// first read.
  ///
  /// - Returns: nil if it is not a whole, undamaged table.
  package init?(_ file: OpenFile, _ files: any FileSystem) throws(FileError) {
    self.file = file
    self.files = files
    let parts: (trailer: Trailer, firstKeys: [UInt64], filter: KeyFilter)?
    do throws(FileError) { parts = try Self.load(file, files) } catch {
      files.close(file)
      throw error
    }
    guard let parts else {
      files.close(file)
      return nil
    }
    count = Int(parts.trailer.rows)
    groups = Int(parts.trailer.groups)
    seed = parts.trailer.seed
    firstKeys = parts.firstKeys
    filter = parts.filter
    guard firstKeys.count <= Cache.slots else { return }
    do throws(FileError) { try verify() } catch  where error.code == FileError.damaged { return nil }
  }

  deinit { files.close(file) }

  private static func load(
    _ file: OpenFile, _ files: any FileSystem
  ) throws(FileError) -> (trailer: Trailer, firstKeys: [UInt64], filter: KeyFilter)? {
    let size = try files.status(file).size
    guard size >= Trailer.size, size % 8 == 0 else { return nil }
    let end = try words(Trailer.size / 8, at: size - Trailer.size, of: file, files)
    guard let trailer = Trailer(end), trailer.fileSize == UInt64(size) else { return nil }
    let (blocks, filterWords) = (Int(trailer.blocks), Int(trailer.filterWords))
    let firstKeys = try words(blocks, at: blocks * Block.size, of: file, files)
    let filter = try words(filterWords, at: blocks * (Block.size + 8), of: file, files)
    guard Trailer.checksum(firstKeys, filter) == trailer.checksum else { return nil }
    return (trailer, firstKeys, KeyFilter(words: filter))
  }

  /// Whether a file is a table of a former version, as far as its last words tell.
  package static func isFormer(_ file: OpenFile, _ files: any FileSystem) throws(FileError) -> Bool {
    let size = try files.status(file).size
    guard size >= Trailer.formerSize else { return false }
    return Trailer.isFormer(try words(Trailer.formerSize / 8, at: size - Trailer.formerSize, of: file, files))
  }

  /// Zeros where the file is too short, which no checksum fits.
  private static func words(
    _ count: Int, at offset: Int, of file: OpenFile, _ files: any FileSystem
  ) throws(FileError) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: count)
    var failure: FileError?
    words.withUnsafeMutableBytes { buffer in
      do throws(FileError) { _ = try files.read(file, at: UInt64(offset), into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    return words
  }

  // MARK: Looking up

  /// False for most groups of which the table holds no key.
  func mayHold(group: UInt32) -> Bool { filter.mayHold(group: group) }

  /// Nil if there is none, or if it cannot be read; then ``error`` says why.
  package func row(for key: UInt64) -> Row? {
    guard filter.mayHold(group: key.group), let block = block(of: key) else { return nil }
    return cache.withLock { cache in
      do throws(FileError) { try fetch(block, &cache) } catch {
        cache.error = cache.error ?? error
        return nil
      }
      let start = block % Cache.slots * Block.size
      return cache.bytes.withUnsafeBytes { bytes in
        Block.row(for: key, in: UnsafeRawBufferPointer(rebasing: bytes[start..<(start + Block.size)]), rows(in: block))
      }
    }
  }

  /// Why a look-up failed, if any did: then not all answers were true.
  package var error: FileError? { cache.withLock { $0.error } }

  /// The only block in which the key can be.
  private func block(of key: UInt64) -> Int? {
    guard let first = firstKeys.first, first <= key else { return nil }
    let guess = min(firstKeys.count - 1, Int(key.multipliedFullWidth(by: UInt64(firstKeys.count)).high))
    // Keys are spread evenly: gallop from the guess until the key is bracketed, then halve.
    var (low, high, step) = (guess, guess + 1, 1)
    while firstKeys[low] > key { (low, step) = (max(0, low - step), step * 2) }
    step = 1
    while high < firstKeys.count, firstKeys[high] <= key {
      (high, step) = (min(firstKeys.count, high + step), step * 2)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstKeys[middle] <= key { low = middle } else { high = middle }
    }
    return low
  }

  private func fetch(_ block: Int, _ cache: inout Cache) throws(FileError) {
    if cache.numbers.isEmpty {
      cache.numbers = [Int](repeating: -1, count: Cache.slots)
      cache.bytes = [UInt8](repeating: 0, count: Cache.slots * Block.size)
    }
    let slot = block % Cache.slots
    guard cache.numbers[slot] != block else { return }
    cache.numbers[slot] = -1
    var failure: FileError?
    cache.bytes.withUnsafeMutableBytes { bytes in
      let start = slot * Block.size
      do throws(FileError) {
        try read(block, into: UnsafeMutableRawBufferPointer(rebasing: bytes[start..<(start + Block.size)]))
      } catch { failure = error }
    }
    if let failure { throw failure }
    cache.numbers[slot] = block
  }

  // MARK: Reading through

  package var blocks: Int { firstKeys.count }

  package func rows(in block: Int) -> Int { min(Block.rows, count - block * Block.rows) }

  /// Reads blocks from `first` on, as many as the buffer holds, and checks them.
  package func read(_ first: Int, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) {
    guard try files.read(file, at: UInt64(first * Block.size), into: buffer) == buffer.count else { throw damage }
    for number in 0..<(buffer.count / Block.size) {
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[(number * Block.size)..<((number + 1) * Block.size)])
      guard Block.isWhole(bytes, number: first + number),
        bytes.load(as: UInt64.self) == firstKeys[first + number]
      else { throw damage }
    }
  }

  /// - Throws: an error with ``FileError/damaged`` if any block is not as it was written.
  package func verify() throws(FileError) {
    var rows = RowSource(self)
    while try rows.refill() {}
  }

  private var damage: FileError { FileError("understand", file.path, code: FileError.damaged) }
}
