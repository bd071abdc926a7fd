/// An immutable table of 24-byte rows in the order of their 64-bit keys, as it lies in a file.
///
/// Keys are hashes and so spread evenly: a look-up guesses the place and is there after a step or two, without
/// reading, let alone decoding, the rest of the file.
///
/// File: 32 bytes of head (the magic, the number of rows, the checksum of the rows, zero), then the rows, all
/// little-endian words.
struct SortedTable: Sendable {
  struct Row: Hashable, Sendable {
    var key: UInt64
    var a: UInt64
    var b: UInt64
  }

  private static let magic: UInt64 = 0x3152_5453_4F52_534F  // "OSROSTR1"
  private static let headSize = 32
  private static let rowSize = 24

  private let contents: FileContents
  let count: Int

  /// Nil if the bytes are not a whole, undamaged table.
  init?(_ contents: FileContents) {
    let bytes = contents.bytes
    guard bytes.count >= Self.headSize, Self.word(bytes, 0) == Self.magic else { return nil }
    let rows = Self.word(bytes, 8)
    guard rows <= UInt64(bytes.count / Self.rowSize), bytes.count == Self.headSize + Int(rows) * Self.rowSize,
      Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[Self.headSize...])) == Self.word(bytes, 16)
    else { return nil }
    self.contents = contents
    count = Int(rows)
  }

  /// The file for rows that are sorted by key, each key once.
  static func encode(_ rows: [Row]) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(rows.count * rowSize)
    for row in rows { for word in [row.key, row.a, row.b] { append(word, to: &body) } }
    var out: [UInt8] = []
    out.reserveCapacity(headSize + body.count)
    for word in [magic, UInt64(rows.count), Checksum.of(body), 0] { append(word, to: &out) }
    return out + body
  }

  subscript(index: Int) -> Row {
    let at = Self.headSize + index * Self.rowSize
    let bytes = contents.bytes
    return Row(key: Self.word(bytes, at), a: Self.word(bytes, at + 8), b: Self.word(bytes, at + 16))
  }

  func row(for key: UInt64) -> Row? {
    guard count > 0 else { return nil }
    let guess = min(count - 1, Int(key.multipliedFullWidth(by: UInt64(count)).high))
    // Gallop from the guess until the key is bracketed, then halve.
    var low = guess
    var high = guess
    var step = 1
    while low > 0, self.key(at: low) > key { (low, step) = (max(0, low - step), step * 2) }
    step = 1
    while high < count - 1, self.key(at: high) < key { (high, step) = (min(count - 1, high + step), step * 2) }
    while low < high {
      let middle = (low + high) / 2
      if self.key(at: middle) < key { low = middle + 1 } else { high = middle }
    }
    return self.key(at: low) == key ? self[low] : nil
  }

  private func key(at index: Int) -> UInt64 { Self.word(contents.bytes, Self.headSize + index * Self.rowSize) }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  private static func append(_ word: UInt64, to out: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { out.append(contentsOf: $0) }
  }
}
