/// Texts in double quotes and their escapes.
extension JSONParser {
  /// Consumes the quotes too.
  package mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    let end = endOfRun(from: start)
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      position = end + 1
      return copy(start..<end)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text: [UInt8] = []
    position = start
    while true {
      let end = endOfRun(from: position)
      text.append(contentsOf: bytes[position..<end])
      position = end
      guard let byte = peek() else { throw failure(.incomplete, "the text ends inside a text in double quotes") }
      if byte == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: text, as: UTF8.self)
      }
      guard byte == UInt8(ascii: "\\") else {
        throw failure("a line break or control character inside a text is written as \\n or \\u00XX")
      }
      try escape(into: &text)
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    guard let byte = peek() else { throw failure(.incomplete, "the text ends inside an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = UInt32(try hex())
      if code & 0xFC00 == 0xD800 {
        for expected in [UInt8(ascii: "\\"), UInt8(ascii: "u")] {
          guard let byte = peek() else { throw failure(.incomplete, "the text ends inside a surrogate pair") }
          guard byte == expected else { throw loneSurrogate(at: start) }
          position += 1
        }
        let low = UInt32(try hex())
        guard low & 0xFC00 == 0xDC00 else { throw loneSurrogate(at: start) }
        code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(code) else { throw loneSurrogate(at: start) }
      text.append(contentsOf: scalar.utf8)
    default:
      position = start
      throw failure("\\ is followed by something that is no escape; a backslash itself is written \\\\")
    }
  }

  private mutating func hex() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek() else { throw failure(.incomplete, "the text ends inside an escape") }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(byte - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        value = value << 4 | UInt16((byte | 0x20) - 87)
      default: throw failure("\\u is followed by four hexadecimal digits")
      }
      position += 1
    }
    return value
  }

  private func loneSurrogate(at start: Int) -> JSONError {
    JSONError(.syntax, at: start, in: bytes, "\\u escapes half of a character (a lone surrogate)")
  }

  /// The first byte from `start` on that is a quote, a backslash or a control character, or the end.
  private func endOfRun(from start: Int) -> Int {
    JSONText.endOfPlainRun(UnsafeRawBufferPointer(bytes), from: start)
  }
}
