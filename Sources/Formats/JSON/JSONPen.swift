/// Writes JSON into memory that is there already: an array asks for room and for its only owner at every append, which
/// is most of the work where a line has a hundred short pieces.
@usableFromInline
package struct JSONPen: JSONOutput {
  @usableFromInline let start: UnsafeMutablePointer<UInt8>
  @usableFromInline let end: UnsafeMutablePointer<UInt8>
  @usableFromInline var next: UnsafeMutablePointer<UInt8>
  /// Whether something did not fit. It and the rest are left out then.
  @usableFromInline var isFull = false

  @inlinable
  init(_ room: UnsafeMutableBufferPointer<UInt8>, from base: UnsafeMutablePointer<UInt8>) {
    start = base
    next = base
    end = base + room.count
  }

  @inlinable package var count: Int { next - start }

  @inlinable @inline(__always)
  package mutating func append(_ byte: UInt8) {
    guard next < end, !isFull else {
      isFull = true
      return
    }
    next.initialize(to: byte)
    next += 1
  }

  @inlinable @inline(__always)
  package mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    guard bytes.count <= end - next, !isFull else {
      isFull = true
      return
    }
    next.initialize(from: source, count: bytes.count)
    next += bytes.count
  }
}

extension [UInt8] {
  /// Appends what `write` writes.
  ///
  /// - Parameters:
  ///   - room: bytes that are probably enough; there will be as many as it takes.
  ///   - write: is called again with more room if it was not enough, so it has to do the same again.
  @inlinable
  package mutating func append(room: Int, _ write: (inout JSONPen) -> Void) {
    var room = Swift.max(room, 64)
    while true {
      var isFull = false
      append(addingCapacity: room) { span in
        span.withUnsafeMutableBufferPointer { buffer, count in
          guard let base = buffer.baseAddress else { return }
          var pen = JSONPen(buffer, from: base)
          write(&pen)
          isFull = pen.isFull
          if !isFull { count = pen.count }
        }
      }
      if !isFull { return }
      room *= 4
    }
  }
}
