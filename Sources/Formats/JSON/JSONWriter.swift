/// Writes JSON into memory that it grows.
///
/// An array asks for room and for its only owner at every append, which is most of the work where a line has a hundred
/// short pieces; this asks for room only.
///
/// ```swift
/// var out = JSONWriter(capacity: 256)
/// out.raw(#"{"ok":true,"company":"#)
/// out.string(lead.company)
/// out.raw("}")
/// return out.bytes
/// ```
@usableFromInline
package struct JSONWriter: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var next: UnsafeMutablePointer<UInt8>
  @usableFromInline var end: UnsafeMutablePointer<UInt8>
  /// Whether the memory is its own, and not the room it was given at first.
  @usableFromInline var isOwner: Bool

  @inlinable
  package init(capacity: Int = 0) {
    let capacity = Swift.max(capacity, 64)
    start = .allocate(capacity: capacity)
    next = start
    end = start + capacity
    isOwner = true
  }

  /// Writes into `room` as long as that is enough.
  @inlinable
  init(into room: UnsafeMutableBufferPointer<UInt8>, from base: UnsafeMutablePointer<UInt8>) {
    start = base
    next = base
    end = base + room.count
    isOwner = false
  }

  deinit { if isOwner { start.deallocate() } }

  /// How many bytes there are.
  @inlinable package var count: Int { next - start }

  @inlinable package var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// A copy of what is written.
  @inlinable package var bytes: [UInt8] { Array(written) }

  @inlinable @inline(__always)
  mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    next.initialize(to: byte)
    next += 1
  }

  @inlinable @inline(__always)
  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    makeRoom(for: bytes.count)
    next.initialize(from: source, count: bytes.count)
    next += bytes.count
  }

  /// So that `bytes` more need not be asked for one by one.
  @inlinable @inline(__always)
  mutating func makeRoom(for bytes: Int) {
    if bytes > end - next { grow(by: bytes) }
  }

  @usableFromInline @inline(never)
  mutating func grow(by more: Int) {
    let capacity = Swift.max((end - start) * 2, count + more, 64)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: start, count: count)
    next = larger + count
    if isOwner { start.deallocate() }
    start = larger
    end = larger + capacity
    isOwner = true
  }
}

extension [UInt8] {
  /// Appends what `write` writes.
  ///
  /// - Parameter room: bytes that are probably enough, so that nothing is copied; there will be as many as it takes.
  @inlinable
  package mutating func append(room: Int, _ write: (inout JSONWriter) -> Void) {
    var outgrown: [UInt8] = []
    append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        guard let base = buffer.baseAddress else { return }
        var out = JSONWriter(into: buffer, from: base)
        write(&out)
        if out.isOwner { outgrown = out.bytes } else { count = out.count }
      }
    }
    append(contentsOf: outgrown)
  }
}
