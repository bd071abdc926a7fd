/// A lead's texts by field: all of them one behind the other in one stretch of bytes, and where each stands in it.
///
/// A row has a dozen texts, of which most are looked at once and never asked for as a `String`. Made a string of its own
/// each, kept in a list and handed on from facts to lead, they were an eighth of what a row of a bulk file costs.
@usableFromInline
package struct LeadTexts: Sendable {
  /// A bit for each field that has a text, be it an empty one.
  @usableFromInline var known: UInt32 = 0
  /// The places of all fields, then the texts. Empty until there is one.
  @usableFromInline var bytes: [UInt8] = []
  private let room: Int

  @usableFromInline struct Span {
    @usableFromInline var start: UInt32
    @usableFromInline var count: UInt32
  }

  private static let header = LeadField.allCases.count * MemoryLayout<Span>.size

  /// - Parameter room: how many bytes of text are expected.
  package init(room: Int = 0) { self.room = room }

  @inlinable package var isEmpty: Bool { known == 0 }

  @inlinable package func has(_ field: LeadField) -> Bool { known & Self.bit(field) != 0 }

  package subscript(field: LeadField) -> String? {
    get { withBytes(of: field) { String(decoding: $0, as: UTF8.self) } }
    set {
      guard var text = newValue else { return forget(field) }
      text.withUTF8 { set(field, to: $0) }
    }
  }

  /// Nil if there is none. What is given to `body` is well-formed UTF-8.
  @inlinable @inline(__always)
  package func withBytes<Result>(
    of field: LeadField, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    guard has(field) else { return nil }
    return try bytes.withUnsafeBufferPointer { bytes in
      let span = Self.span(of: field, UnsafeRawBufferPointer(bytes))
      return try body(UnsafeBufferPointer(rebasing: bytes[Int(span.start)...].prefix(Int(span.count))))
    }
  }

  /// - Parameter text: well-formed UTF-8.
  package mutating func set(_ field: LeadField, to text: UnsafeBufferPointer<UInt8>) {
    if bytes.isEmpty {
      bytes = [UInt8](unsafeUninitializedCapacity: Self.header + max(room, text.count)) { bytes, count in
        bytes[..<Self.header].initialize(repeating: 0)
        count = Self.header
      }
    }
    if has(field) { removeBytes(of: field) }
    let span = Span(start: UInt32(bytes.count), count: UInt32(text.count))
    bytes.append(contentsOf: text)
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: span, toByteOffset: field.index * MemoryLayout<Span>.size, as: Span.self)
    }
    known |= Self.bit(field)
  }

  /// A row of a thousand telephones sets one text a thousand times, each longer than the last.
  private mutating func removeBytes(of field: LeadField) {
    let old = bytes.withUnsafeBytes { Self.span(of: field, $0) }
    bytes.removeSubrange(Int(old.start)..<Int(old.start + old.count))
    bytes.withUnsafeMutableBytes { bytes in
      for other in LeadField.allCases {
        var span = Self.span(of: other, UnsafeRawBufferPointer(bytes))
        guard span.start > old.start else { continue }
        span.start -= old.count
        bytes.storeBytes(of: span, toByteOffset: other.index * MemoryLayout<Span>.size, as: Span.self)
      }
    }
  }

  @inlinable package mutating func forget(_ field: LeadField) { known &= ~Self.bit(field) }

  /// Takes the texts of `other` where there are none.
  package mutating func add(_ other: LeadTexts) {
    guard !isEmpty else {
      self = other
      return
    }
    for field in LeadField.allCases where !has(field) { _ = other.withBytes(of: field) { set(field, to: $0) } }
  }

  @inlinable static func bit(_ field: LeadField) -> UInt32 { 1 << UInt32(field.index) }

  @inlinable static func span(of field: LeadField, _ bytes: UnsafeRawBufferPointer) -> Span {
    bytes.loadUnaligned(fromByteOffset: field.index * MemoryLayout<Span>.size, as: Span.self)
  }
}

/// Equal are the texts, wherever they stand.
extension LeadTexts: Hashable {
  @usableFromInline package static func == (a: LeadTexts, b: LeadTexts) -> Bool {
    a.known == b.known
      && LeadField.allCases.allSatisfy { field in
        a.withBytes(of: field) { mine in b.withBytes(of: field) { mine.elementsEqual($0) } ?? false } ?? true
      }
  }

  @usableFromInline package func hash(into hasher: inout Hasher) {
    hasher.combine(known)
    for field in LeadField.allCases {
      _ = withBytes(of: field) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
