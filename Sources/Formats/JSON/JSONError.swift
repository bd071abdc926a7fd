/// Where and why a text is not JSON.
package struct JSONError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The text ended before the value did: empty, or perhaps still being written.
    case incomplete
    /// Not UTF-8.
    case invalidEncoding
    case duplicateKey(String)
    case tooDeep
    case syntax
  }

  package var reason: Reason
  /// Counted from 1.
  package var line: Int
  /// In characters, counted from 1.
  package var column: Int
  /// One sentence without the position.
  package var explanation: String

  /// One sentence with the position.
  package var message: String { "Line \(line), column \(column): \(explanation)" }
}

extension JSONError {
  /// Finds the line and column of a byte. Only errors pay for it.
  package init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>, _ explanation: String) {
    var line = 1
    var column = 1
    var i = 0
    while i < min(offset, bytes.count) {
      let byte = bytes[i]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !(i + 1 < bytes.count && bytes[i + 1] == 10) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, !(i == 0 && bytes.count > 2 && byte == 0xEF && bytes[1] == 0xBB) {
        column += 1
      }
      i += 1
    }
    self.init(reason: reason, line: line, column: column, explanation: explanation)
  }
}
