/// Texts that commands bring along: of any length, and kept as far as the ledger has room for them.
package enum CommandText {
  /// Bytes.
  private static let longest = 4096

  package static func cut(_ text: String) -> (text: String, isCut: Bool) {
    guard text.utf8.count > longest else { return (text, false) }
    var end = text.utf8.index(text.startIndex, offsetBy: longest)
    // Never within a character.
    while end > text.startIndex, String.Index(end, within: text) == nil { end = text.utf8.index(before: end) }
    return (String(text[..<end]), true)
  }

  package static func wasCut(_ field: String) -> String {
    "\"\(field)\" has more than \(longest) bytes; all of it was read, and its beginning was recorded."
  }
}
