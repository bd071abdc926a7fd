/// A JSON text as it was written: numbers keep their digits and objects their order.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number's source text, so that nothing is lost before somebody says what type is wanted.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// Reads a whole text. A UTF-8 byte order mark before it is accepted.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try JSONParser.parse(buffer) }
  }

  /// Reads a whole text from a buffer, such as one line of NDJSON.
  package init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    self = try JSONParser.parse(bytes)
  }

  /// The deepest nesting that is read; no request needs more than a few levels.
  package static let maximumDepth = 64
}

/// One `"key": value` of an object.
package struct JSONMember: Hashable, Sendable {
  package var key: String
  package var value: JSONValue

  package init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue {
  /// The member's value, or nil if this is no object or has no such key.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A text, or a number as it is written: ids, telephones and times come as either.
  package var textOrNumber: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The number if it is whole and fits: `3`, and `3.0` or `3e0` too, which are the same number.
  package var int: Int? {
    guard case .number(let text) = self else { return nil }
    if let int = Int(text) { return int }
    guard let double = Double(text), abs(double) <= 9_007_199_254_740_992 else { return nil }
    return Int(exactly: double)
  }

  /// The number, or nil if it is beyond a double's range.
  package var double: Double? {
    guard case .number(let text) = self, let double = Double(text), double.isFinite else { return nil }
    return double
  }

  /// What this is, for messages: "a text", "an object".
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
