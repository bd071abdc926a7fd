/// A row that is too long to be held in memory: finds its end piece by piece, by the rules of ``CSVScanner``.
package struct LongRow: Hashable, Sendable {
  /// What the bytes so far end with.
  package enum Place: Int, Sendable {
    /// Empty lines only, which are no rows.
    case nothing = 1
    /// A delimiter, or the row's beginning, with spaces behind it: a quote here opens.
    case opening
    case text
    case quoted
    /// A quote in quotes, the first of two or the last.
    case quote
  }

  package var place = Place.nothing
  /// Line ends so far.
  package var lines = 0
  /// Bytes of it that were kept.
  package var kept = 0

  package init(place: Place = Place.nothing, lines: Int = 0) {
    self.place = place
    self.lines = lines
  }

  /// Takes the bytes that come next.
  ///
  /// - Parameter delimiter: the table's; nil for a line of NDJSON.
  /// - Returns: how many of them belong to the row, and whether it ends with them. A CR at their end, which may be half a
  ///   line end, is left for the next time, when it has to come first.
  package mutating func take(_ bytes: [UInt8], delimiter: UInt8?) -> (count: Int, isEnd: Bool) {
    let (lf, cr) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let count = delimiter != nil && bytes.count > 1 && bytes.last == cr ? bytes.count - 1 : bytes.count
    for i in 0..<count {
      let byte = bytes[i]
      if byte == cr, delimiter != nil, i + 1 < bytes.count, bytes[i + 1] == lf { continue }
      guard byte == lf || byte == cr && delimiter != nil else {
        move(over: byte, delimiter)
        continue
      }
      lines += 1
      if place != .quoted, place != .nothing { return (i + 1, true) }
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

  private mutating func move(over byte: UInt8, _ delimiter: UInt8?) {
    guard let delimiter else {
      place = .text
      return
    }
    let isQuote = byte == UInt8(ascii: "\"")
    switch place {
    case .quoted: if isQuote { place = .quote }
    case .quote where isQuote, .nothing where isQuote, .opening where isQuote: place = .quoted
    case .nothing where byte == 0x20, .opening where byte == 0x20: place = .opening
    case .nothing, .opening, .text, .quote: place = byte == delimiter ? .opening : .text
    }
  }
}
