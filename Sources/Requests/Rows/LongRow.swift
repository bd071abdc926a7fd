/// A row that is too long to be held in memory: finds its end piece by piece, by the rules of ``CSVScanner``.
package struct LongRow: Hashable, Sendable {
  /// What the bytes so far end with.
  package enum Position: Int, Sendable {
    /// Empty lines only, which are no rows.
    case nothing = 1
    /// A delimiter, or the row's beginning, with spaces behind it: a quote here opens.
    case opening
    case text
    case quoted
    /// A quote in quotes, the first of two or the last.
    case quote
    /// Text behind a quote that seems to be the last one; another one shows that it was not.
    case afterQuote
    /// In quotes among which some are not doubled.
    case looselyQuoted
    /// A quote there, and a second one behind it.
    case looseQuote, looseQuotes
  }

  package var place = Position.nothing
  /// Line ends so far.
  package var lines = 0
  /// Bytes of it that were kept.
  package var kept = 0

  package init(place: Position = Position.nothing, lines: Int = 0) {
    self.place = place
    self.lines = lines
  }

  /// Whether the bytes so far end inside quotes.
  package var isQuoted: Bool { place == .quoted || place == .looselyQuoted }

  /// Takes the bytes that come next.
  ///
  /// - Parameter delimiter: the table's; nil for a line of NDJSON.
  /// - Returns: how many of them belong to the row, and whether it ends with them. A CR at their end, which may be half a
  ///   line end, is left for the next time, when it has to come first.
  package mutating func take(_ bytes: [UInt8], delimiter: UInt8?) -> (count: Int, isEnd: Bool) {
    let (lf, cr) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard let delimiter else { return takeLine(bytes) }
    if bytes.count > 1, bytes.allSatisfy({ $0 == 0 }) {
      // Of a hole in the file one byte says as much as all.
      move(over: 0, delimiter)
      return (bytes.count, false)
    }
    let count = bytes.count > 1 && bytes.last == cr ? bytes.count - 1 : bytes.count
    for i in 0..<count {
      let byte = bytes[i]
      if byte == cr, i + 1 < bytes.count, bytes[i + 1] == lf { continue }
      guard byte == lf || byte == cr else {
        move(over: byte, delimiter)
        continue
      }
      lines += 1
      if !isQuoted, place != .nothing { return (i + 1, true) }
    }
    return (count, false)
  }

  /// Keeps what comes next of the row up to a limit. A copy that is cut ends like a row, so that those behind it stay rows.
  ///
  /// - Parameter bytes: those that ``take(_:delimiter:)`` is about to take.
  package mutating func keep(_ bytes: ArraySlice<UInt8>, upTo limit: Int, delimiter: UInt8?) -> [UInt8] {
    guard kept < limit else { return [] }
    let part = Array(bytes.prefix(limit - kept))
    kept += part.count
    guard kept == limit, part.count < bytes.count || part.last != UInt8(ascii: "\n") else { return part }
    var end = self
    _ = end.take(part, delimiter: delimiter)
    return part + (end.place == .quoted ? [UInt8(ascii: "\"")] : []) + [UInt8(ascii: "\n")]
  }

  /// A line of NDJSON ends at the first line end that is not its beginning.
  private mutating func takeLine(_ bytes: [UInt8]) -> (count: Int, isEnd: Bool) {
    var start = 0
    if place == .nothing {
      start = bytes.firstIndex { $0 != UInt8(ascii: "\n") } ?? bytes.count
      lines += start
      guard start < bytes.count else { return (start, false) }
      place = .text
    }
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return (bytes.count, false) }
    lines += 1
    return (end + 1, true)
  }

  private mutating func move(over byte: UInt8, _ delimiter: UInt8) {
    let isQuote = byte == UInt8(ascii: "\"")
    switch place {
    case .quoted: if isQuote { place = .quote }
    case .quote where isQuote, .nothing where isQuote, .opening where isQuote: place = .quoted
    case .nothing where byte == 0x20, .opening where byte == 0x20: place = .opening
    case .looselyQuoted: if isQuote { place = .looseQuote }
    case .looseQuote where isQuote: place = .looseQuotes
    case .looseQuotes where byte != delimiter: place = isQuote ? .looseQuote : .looselyQuoted
    case .afterQuote where isQuote: place = .looseQuote
    case .quote, .afterQuote, .looseQuote: place = byte == delimiter ? .opening : .afterQuote
    case .nothing, .opening, .text, .looseQuotes: place = byte == delimiter ? .opening : .text
    }
  }
}
