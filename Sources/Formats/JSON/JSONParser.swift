/// A recursive-descent reader of RFC 8259; ``JSONValue/maximumDepth`` bounds the recursion.
///
/// The bytes are known to be UTF-8 before it starts, so that it only looks at structure.
struct JSONParser {
  package let bytes: UnsafeBufferPointer<UInt8>
  package var position: Int

  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
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

  // MARK: Bytes

  package func copy(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  @inline(__always)
  func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  @inline(__always)
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  package func failure(_ explanation: String) -> JSONError { failure(.syntax, explanation) }

  package func failure(_ reason: JSONError.Reason, _ explanation: String) -> JSONError {
    JSONError(reason, at: position, in: bytes, explanation)
  }
}

/// Finds a key that is there twice: by comparing in small objects, by hashing in large ones.
private struct JSONKeySet {
  private var hashed: Set<String> = []

  package mutating func insert(_ key: String, after members: [JSONMember]) -> Bool {
    if members.count < 16 { return !members.contains { $0.key == key } }
    if hashed.isEmpty { hashed = Set(members.map(\.key)) }
    return hashed.insert(key).inserted
  }
}
