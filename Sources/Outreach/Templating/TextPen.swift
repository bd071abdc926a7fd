/// Writes into memory that it grows, and takes back what it has just written.
///
/// An array asks at every append whether it has one owner. A message is a dozen short pieces, and asking was four in a
/// hundred of what a row took.
struct TextPen: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  /// Whether the memory is its own, and not the room it was given at first.
  fileprivate private(set) var hasOutgrown = false

  fileprivate init(into room: UnsafeMutableBufferPointer<UInt8>, from base: UnsafeMutablePointer<UInt8>) {
    start = base
    end = base + room.count
  }

  deinit { if hasOutgrown { start.deallocate() } }

  fileprivate var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// The byte written last.
  var last: UInt8? { count > 0 ? start[count - 1] : nil }

  subscript(place: Int) -> UInt8 {
    get { start[place] }
    set { start[place] = newValue }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if end - start == count { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if bytes.count > end - start - count { grow(by: bytes.count) }
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func removeLast(_ bytes: Int = 1) { count -= bytes }

  /// What has been written from `place` on.
  func text(from place: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: written[place...]), as: UTF8.self)
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    let capacity = max((end - start) * 2, count + more, 64)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    if hasOutgrown { start.deallocate() }
    start = larger
    end = larger + capacity
    hasOutgrown = true
  }
}

extension [UInt8] {
  /// Appends what `write` writes.
  ///
  /// - Parameter room: bytes that are probably enough, so that nothing is copied; there will be as many as it takes.
  mutating func append(room: Int, _ write: (inout TextPen) -> Void) {
    var outgrown: [UInt8] = []
    append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        guard let base = buffer.baseAddress else { return }
        var pen = TextPen(into: buffer, from: base)
        write(&pen)
        if pen.hasOutgrown { outgrown = Array(pen.written) } else { count = pen.count }
      }
    }
    append(contentsOf: outgrown)
  }
}
