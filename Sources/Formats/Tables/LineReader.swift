#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Reads lines in a stream, as NDJSON needs them, or objects that are laid out otherwise; memory is bounded by the longest
/// one allowed.
package struct LineReader: ~Copyable {
  private let source: CSVReader.Source
  private let layout: LineLayout
  private let rowBytes: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var isAtEnd = false
  private var row = 0..<0
  private var base: UInt64

  /// The current line's number, from 1.
  package private(set) var line: Int
  /// The number of the line on which the next one begins.
  package private(set) var endLine: Int

  /// The other parameters are those of ``CSVReader``.
  package init(
    layout: LineLayout = .lines, rowBytes: Int = 1 << 20, offset: UInt64 = 0, line: Int = 1, chunk: Int = 256 << 10,
    source: @escaping CSVReader.Source
  ) {
    self.source = source
    self.layout = layout
    self.rowBytes = rowBytes
    base = offset
    self.line = line - 1
    endLine = line
    buffer = .allocate(byteCount: max(chunk, 64), alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// Moves to the next line, empty ones included; false at the end.
  ///
  /// - Throws: ``CSVError`` for a line that is too long, or whatever the source throws.
  package mutating func next() throws -> Bool {
    if layout == .objects { return try nextObject() }
    var searched = row.upperBound
    while true {
      if let start = buffer.baseAddress, searched < filled,
        let found = memchr(start + searched, 0x0A, filled - searched)
      {
        row = row.upperBound..<(UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1)
        break
      }
      guard filled - row.upperBound <= rowBytes else { throw tooLong() }
      if isAtEnd {
        guard filled > row.upperBound else { return false }
        row = row.upperBound..<filled
        break
      }
      searched = filled - row.upperBound
      try fill()
    }
    line = endLine
    endLine += 1
    guard row.count <= rowBytes else { throw tooLong() }
    return true
  }

  // MARK: Objects

  /// Moves to the next object, past the brackets and commas of a list.
  private mutating func nextObject() throws -> Bool {
    var at = row.upperBound
    while true {
      if at == filled {
        row = at..<at
        if isAtEnd { return false }
        try fill()
        at = row.upperBound
        continue
      }
      guard Self.dividesObjects(buffer[at]) else { break }
      if buffer[at] == 0x0A { endLine += 1 }
      at += 1
    }
    row = at..<at
    line = endLine
    var scan = ObjectScan()
    var length = 0
    while !scan.isDone {
      guard length <= rowBytes else { throw tooLong() }
      if row.upperBound + length == filled {
        if isAtEnd { break }
        try fill()
        continue
      }
      scan.take(buffer[row.upperBound + length])
      length += 1
    }
    row = row.upperBound..<(row.upperBound + length)
    endLine += scan.lines
    return true
  }

  /// White space, what stands between the objects of a list, and a byte order mark.
  private static func dividesObjects(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
      || [0xEF, 0xBB, 0xBF].contains(byte)
  }

  /// The position of the current line in the input.
  package var offset: UInt64 { base + UInt64(row.lowerBound) }
  /// The position after the current line and its end.
  package var endOffset: UInt64 { base + UInt64(row.upperBound) }

  /// The current line without white space around it.
  package func withLine<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    try body(UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[row]).trimmed)
  }

  private func tooLong() -> CSVError {
    CSVError(reason: .rowTooLong, line: endLine, explanation: "the line is longer than \(rowBytes) bytes.")
  }

  private mutating func fill() throws {
    if row.upperBound > 0 {
      let rest = row.upperBound..<filled
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[rest]))
      base += UInt64(row.upperBound)
      filled = rest.count
      row = 0..<0
    }
    if filled == buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
      buffer.deallocate()
      buffer = larger
    }
    let count = try source(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
    if count == 0 { isAtEnd = true }
    filled += count
  }
}
