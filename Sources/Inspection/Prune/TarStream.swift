internal import Records

/// A directory tree as the bytes that `tar` reads (the GNU form of ustar): `<prefix>/<batch>/<file>`.
///
/// Written here and not by the program, so that the same tree always gives the same bytes: an archive is checked by making
/// it once more.
enum TarStream {
  static let block = 512
  /// Larger files need another form of header.
  static let largestFile = 0o77_777_777_777

  /// A file's header, and one with its name before it if that is too long for a header.
  package static func header(path: [UInt8], size: Int, modified: Int64) -> [UInt8] {
    if path.count <= 100 { return header(path, type: UInt8(ascii: "0"), size: size, modified: modified) }
    let name = path + [0]
    return header(Array("././@LongLink".utf8), type: UInt8(ascii: "L"), size: name.count, modified: 0) + name
      + padding(after: name.count)
      + header(Array(path.prefix(100)), type: UInt8(ascii: "0"), size: size, modified: modified)
  }

  /// Fills the last block of a member of this size up.
  package static func padding(after size: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (block - size % block) % block)
  }

  /// Two empty blocks.
  package static let end = [UInt8](repeating: 0, count: 2 * block)

  private static func header(_ name: [UInt8], type: UInt8, size: Int, modified: Int64) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: block)
    func put(_ bytes: some Sequence<UInt8>, at start: Int) {
      for (offset, byte) in bytes.enumerated() { out[start + offset] = byte }
    }
    func octal(_ value: Int, _ width: Int) -> String {
      let digits = String(max(0, value), radix: 8)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    put(name, at: 0)
    put("0000640".utf8, at: 100)
    put("0000000".utf8, at: 108)
    put("0000000".utf8, at: 116)
    put(octal(size, 11).utf8, at: 124)
    put(octal(Int(clamping: min(modified, Int64(largestFile))), 11).utf8, at: 136)
    put("        ".utf8, at: 148)
    out[156] = type
    put("ustar  ".utf8, at: 257)
    let sum = out.reduce(0) { $0 + Int($1) }
    put(octal(sum, 6).utf8, at: 148)
    out[154] = 0
    return out
  }
}

/// Takes such bytes apart as they come.
struct TarReader {
  struct Member {
    /// `2026-08-01/<batch>/<file>`
    package var path: [UInt8]
    var size: Int
    /// In seconds.
    var modified: Int64 = 0
    /// Nil for a file too large to be held in memory.
    var contents: [UInt8]?
  }

  /// The bytes are no archive.
  struct Fault: Error {}

  /// The largest file whose contents are handed on, in bytes.
  private let largestHeld: Int

  package init(largestHeld: Int = 16 << 20) { self.largestHeld = largestHeld }

  private var buffer: [UInt8] = []
  private var skipping = 0
  private var longName: [UInt8]?
  private(set) var hasEnded = false

  package mutating func add(_ piece: UnsafeRawBufferPointer, _ body: (Member) -> Void) throws(Fault) {
    let skipped = min(skipping, piece.count)
    skipping -= skipped
    buffer += piece[skipped...]
    var at = 0
    while !hasEnded, buffer.count - at >= TarStream.block {
      let header = buffer[at..<(at + TarStream.block)]
      if header.allSatisfy({ $0 == 0 }) {
        hasEnded = true
        break
      }
      guard let size = Self.size(header) else { throw Fault() }
      let padded = (size + TarStream.block - 1) / TarStream.block * TarStream.block
      let start = at + TarStream.block
      let isLongName = header[at + 156] == UInt8(ascii: "L")
      if size > largestHeld {
        guard !isLongName else { throw Fault() }
        body(Member(path: takeName(header), size: size, contents: nil))
        let held = min(padded, buffer.count - start)
        skipping = padded - held
        at = start + held
        continue
      }
      guard buffer.count - start >= padded else { break }
      let contents = Array(buffer[start..<(start + size)])
      if isLongName {
        longName = Array(contents.prefix { $0 != 0 })
      } else {
        let modified = Self.octal(header[(header.startIndex + 136)..<(header.startIndex + 147)]).map(Int64.init) ?? 0
        body(Member(path: takeName(header), size: size, modified: modified, contents: contents))
      }
      at = start + padded
    }
    buffer.removeFirst(at)
  }

  private mutating func takeName(_ header: ArraySlice<UInt8>) -> [UInt8] {
    defer { longName = nil }
    return longName ?? Array(header.prefix(100).prefix { $0 != 0 })
  }

  /// Nil if this is no header.
  private static func size(_ header: ArraySlice<UInt8>) -> Int? {
    let at = header.startIndex
    guard header[(at + 257)..<(at + 262)].elementsEqual("ustar".utf8) else { return nil }
    let sum = header.indices.reduce(0) { $0 + ((at + 148..<at + 156).contains($1) ? 32 : Int(header[$1])) }
    guard octal(header[(at + 148)..<(at + 156)]) == sum else { return nil }
    return octal(header[(at + 124)..<(at + 136)])
  }

  private static func octal(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits.filter { (0x30...0x37).contains($0) }, as: UTF8.self), radix: 8)
  }
}
