/// How texts, numbers and whole values are spelled. Where commas and braces go is the caller's business, who knows the
/// shape and can write constant stretches in one piece.
extension JSONWriter {
  /// Bytes that are JSON already, copied as they are.
  @inlinable @inline(__always)
  package mutating func raw(_ text: StaticString) {
    if text.hasPointerRepresentation {
      append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    } else {
      text.withUTF8Buffer { append(contentsOf: $0) }
    }
  }

  /// The same for bytes made earlier, such as a text escaped ahead of time.
  @inlinable
  package mutating func raw(_ json: [UInt8]) { json.withUnsafeBufferPointer { append(contentsOf: $0) } }

  @inlinable
  package mutating func raw(_ json: UnsafeBufferPointer<UInt8>) { append(contentsOf: json) }

  /// One byte, such as a comma or a line end.
  @inlinable
  package mutating func raw(_ byte: UInt8) { append(byte) }

  /// A text in quotes.
  @inlinable
  package mutating func string(_ text: String) {
    append(UInt8(ascii: "\""))
    escaped(text)
    append(UInt8(ascii: "\""))
  }

  /// A text in quotes, from bytes that must be UTF-8.
  @inlinable
  package mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    escaped(utf8)
    append(UInt8(ascii: "\""))
  }

  /// The same from a stretch of them.
  @inlinable
  package mutating func string(_ utf8: [UInt8], _ range: Range<Int>) {
    utf8.withUnsafeBufferPointer { string(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// A text in quotes or `null`.
  @inlinable
  package mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// A text that needs neither quotes nor escapes, such as a number's digits.
  @inlinable
  package mutating func plain(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil {
      for byte in text.utf8 { append(byte) }
    }
  }

  /// A text's escaped form without the quotes, for texts put together from pieces.
  @inlinable
  package mutating func escaped(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ escaped($0) }) == nil {
      Array(text.utf8).withUnsafeBufferPointer { escaped($0) }
    }
  }

  /// Bytes are copied while they are looked at, eight at a time; of what is escaped nearly all is a line end.
  @inlinable
  package mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard var source = utf8.baseAddress else { return }
    let sourceEnd = source + utf8.count
    while true {
      makeRoom(for: (sourceEnd - source) &+ 8)
      var target = next
      while sourceEnd - source >= 8 {
        let word = UnsafeRawPointer(source).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(target).storeBytes(of: word, as: UInt64.self)
        let plain = JSONText.plainBytes(of: word)
        source += plain
        target += plain
        if plain < 8 { break }
      }
      while source < sourceEnd, JSONText.isPlain(source.pointee) {
        target.initialize(to: source.pointee)
        source += 1
        target += 1
      }
      next = target
      guard source < sourceEnd else { return }
      if source.pointee == 0x0A { raw(#"\n"#) } else { escape(source.pointee) }
      source += 1
    }
  }

  @usableFromInline
  mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw(#"\""#)
    case UInt8(ascii: "\\"): raw(#"\\"#)
    case 0x0A: raw(#"\n"#)
    case 0x0D: raw(#"\r"#)
    case 0x09: raw(#"\t"#)
    case 0x08: raw(#"\b"#)
    case 0x0C: raw(#"\f"#)
    default:
      raw(#"\u00"#)
      append(byte >> 4 + 48)
      append(byte & 15 < 10 ? byte & 15 + 48 : byte & 15 + 87)
    }
  }

  @inlinable
  package mutating func int(_ value: Int) {
    if 0...9 ~= value { return append(UInt8(48 + value)) }
    if 10...99 ~= value {
      append(UInt8(48 + value / 10))
      return append(UInt8(48 + value % 10))
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = digits.count
      var rest = value.magnitude
      repeat {
        first -= 1
        digits.initializeElement(at: first, to: UInt8(48 + rest % 10))
        rest /= 10
      } while rest != 0
      if value < 0 {
        first -= 1
        digits.initializeElement(at: first, to: UInt8(ascii: "-"))
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
    }
  }

  /// The shortest form that reads back as the same double; `null` for infinities and NaN, which JSON cannot say.
  @inlinable
  package mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    if let int = Int(exactly: value), int.magnitude < 1_000_000_000_000_000 { return self.int(int) }
    plain(value.description)
  }

  @inlinable
  package mutating func bool(_ value: Bool) {
    if value { raw("true") } else { raw("false") }
  }

  @inlinable
  package mutating func null() { raw("null") }

  /// `"key":`; the key must need no escapes.
  @inlinable
  package mutating func key(_ key: StaticString) {
    append(UInt8(ascii: "\""))
    raw(key)
    raw(#"":"#)
  }

  /// `,"key":`, for every member but the first.
  @inlinable
  package mutating func nextKey(_ name: StaticString) {
    append(UInt8(ascii: ","))
    key(name)
  }

  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .number(let text):
      // 1e999 is JSON, and many readers give up the whole text over it.
      if value.double == nil { string(text) } else { plain(text) }
    case .string(let text): string(text)
    case .array(let values):
      raw("[")
      for (i, element) in values.enumerated() {
        if i > 0 { raw(",") }
        self.value(element)
      }
      raw("]")
    case .object(let members):
      raw("{")
      for (i, member) in members.enumerated() {
        if i > 0 { raw(",") }
        string(member.key)
        raw(":")
        self.value(member.value)
      }
      raw("}")
    }
  }
}
