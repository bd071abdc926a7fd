/// A recursive-descent reader of RFC 8259; ``JSONValue/maximumDepth`` bounds the recursion.
///
/// The bytes are known to be UTF-8 before it starts, so that it only looks at structure.
struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int

  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
    let start = try checkEncoding(bytes)
    var parser = JSONParser(bytes, from: start)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else {
      throw parser.failure("there is something after the end of the JSON value")
    }
    return value
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    position = start
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    skipSpace()
    guard let byte = peek() else {
      throw failure(.incomplete, position == 0 ? "the text is empty" : "the text ends where a value should be")
    }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "'"): throw failure("texts are written in double quotes")
    default: throw failure("a value should be here: a text in double quotes, a number, true, false, null, [ or {")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> [JSONMember] {
    try enter(depth)
    var members: [JSONMember] = []
    var keys = JSONKeySet()
    skipSpace()
    if skip(UInt8(ascii: "}")) { return members }
    members.reserveCapacity(8)
    while true {
      skipSpace()
      let start = position
      guard let byte = peek() else { throw failure(.incomplete, "the text ends inside an object") }
      guard byte == UInt8(ascii: "\"") else {
        throw failure(
          byte == UInt8(ascii: "}") ? "a comma has nothing after it" : "a key in double quotes should be here")
      }
      let key = try string()
      guard keys.insert(key, after: members) else {
        throw JSONError(.duplicateKey(key), at: start, in: bytes, "the key \"\(key)\" is there twice")
      }
      skipSpace()
      guard skip(UInt8(ascii: ":")) else {
        throw position < bytes.count
          ? failure("a colon should follow the key") : failure(.incomplete, "the text ends after a key")
      }
      members.append(JSONMember(key: key, value: try value(depth: depth)))
      skipSpace()
      if skip(UInt8(ascii: ",")) { continue }
      if skip(UInt8(ascii: "}")) { return members }
      throw position < bytes.count
        ? failure("a comma or } should be here") : failure(.incomplete, "the text ends inside an object")
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    try enter(depth)
    var values: [JSONValue] = []
    skipSpace()
    if skip(UInt8(ascii: "]")) { return values }
    while true {
      skipSpace()
      if peek() == UInt8(ascii: "]") { throw failure("a comma has nothing after it") }
      values.append(try value(depth: depth))
      skipSpace()
      if skip(UInt8(ascii: ",")) { continue }
      if skip(UInt8(ascii: "]")) { return values }
      throw position < bytes.count
        ? failure("a comma or ] should be here") : failure(.incomplete, "the text ends inside a list")
    }
  }

  /// Consumes the opening bracket.
  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= JSONValue.maximumDepth else {
      throw failure(.tooDeep, "objects and lists are nested more than \(JSONValue.maximumDepth) deep")
    }
    position += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let start = position
    for i in 0..<word.utf8CodeUnitCount {
      guard let byte = peek() else { throw failure(.incomplete, "the text ends inside \(word)") }
      guard byte == word.utf8Start[i] else {
        position = start
        throw failure("a value should be here; did you mean \(word)?")
      }
      position += 1
    }
    return value
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    if let byte = peek(), isDigit(byte) { throw failure("a number does not begin with 0") }
    if skip(UInt8(ascii: ".")) { try digits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try digits()
    }
    return copy(start..<position)
  }

  private mutating func digits() throws(JSONError) {
    guard let first = peek() else { throw failure(.incomplete, "the text ends inside a number") }
    guard isDigit(first) else { throw failure("a digit should be here") }
    while let byte = peek(), isDigit(byte) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  // MARK: Texts

  /// Consumes the quotes too.
  private mutating func string() throws(JSONError) -> String {
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

  // MARK: Bytes

  private func copy(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private func failure(_ explanation: String) -> JSONError { failure(.syntax, explanation) }

  private func failure(_ reason: JSONError.Reason, _ explanation: String) -> JSONError {
    JSONError(reason, at: position, in: bytes, explanation)
  }
}

// MARK: - Encoding

extension JSONParser {
  /// Where the text starts, after a byte order mark.
  private static func checkEncoding(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Int {
    switch UTF8Check.of(bytes) {
    case .valid: break
    case .incomplete(let offset):
      throw JSONError(.incomplete, at: offset, in: bytes, "the text ends inside a character")
    case .invalid(let offset):
      throw JSONError(.invalidEncoding, at: offset, in: bytes, otherEncoding(bytes) ?? "the text is not UTF-8 here")
    }
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return 3 }
    // UTF-16 and UTF-32 without a mark are valid UTF-8 with NULs between ASCII characters.
    if bytes.count >= 2, bytes[0] == 0 || bytes[1] == 0 {
      throw JSONError(.invalidEncoding, at: 0, in: bytes, "the text looks like UTF-16 or UTF-32; save it as UTF-8")
    }
    return 0
  }

  private static func otherEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count >= 2 else { return nil }
    let isUTF32 = bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): return "the text is \(isUTF32 ? "UTF-32" : "UTF-16"); save it as UTF-8"
    case (0xFE, 0xFF): return "the text is UTF-16; save it as UTF-8"
    default: return nil
    }
  }
}

/// Finds a key that is there twice: by comparing in small objects, by hashing in large ones.
private struct JSONKeySet {
  private var hashed: Set<String> = []

  mutating func insert(_ key: String, after members: [JSONMember]) -> Bool {
    if members.count < 16 { return !members.contains { $0.key == key } }
    if hashed.isEmpty { hashed = Set(members.map(\.key)) }
    return hashed.insert(key).inserted
  }
}
