/// How a file spells CSV.
package struct CSVDialect: Hashable, Sendable {
  package var delimiter = UInt8(ascii: ",")
  package var encoding = TextEncoding.utf8
  package var hasByteOrderMark = false
  /// Excel's `sep=;` before the header.
  package var hasSeparatorLine = false

  package init() {}

  package static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// Recognises the dialect from the beginning of a file, and where its header starts.
  package static func recognise(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(CSVError) -> (dialect: CSVDialect, header: Int) {
    var dialect = CSVDialect()
    var start = 0
    if bytes.count >= 2, (bytes[0], bytes[1]) == (0xFF, 0xFE) || (bytes[0], bytes[1]) == (0xFE, 0xFF) {
      throw CSVError(
        reason: .wrongEncoding, line: 1, explanation: "the file is UTF-16; save it as \"CSV UTF-8\" and drop it again.")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      dialect.hasByteOrderMark = true
      start = 3
    }
    if let nul = bytes.firstIndex(of: 0) {
      throw CSVError(
        reason: .notText, line: 1 + bytes[..<nul].count { $0 == UInt8(ascii: "\n") },
        explanation: "the file has NUL bytes and is no text; export it as CSV (an .xlsx under another name is none).")
    }
    dialect.encoding = TextEncoding.detect(bytes)
    if let (delimiter, end) = separatorLine(bytes, from: start) {
      dialect.delimiter = delimiter
      dialect.hasSeparatorLine = true
      return (dialect, end)
    }
    dialect.delimiter = mostFrequentDelimiter(bytes, from: start)
    return (dialect, start)
  }

  private static func separatorLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (UInt8, end: Int)? {
    guard bytes.count >= start + 6, bytes[start...].prefix(4).elementsEqual("sep=".utf8) else { return nil }
    let delimiter = bytes[start + 4]
    guard delimiters.contains(delimiter) else { return nil }
    switch (bytes[start + 5], start + 6 < bytes.count ? bytes[start + 6] : 0) {
    case (0x0D, 0x0A): return (delimiter, start + 7)
    case (0x0D, _), (0x0A, _): return (delimiter, start + 6)
    default: return nil
    }
  }

  /// The most frequent one of the first line that is not empty, outside quotes; a comma if there is none.
  private static func mostFrequentDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
    var counts = [Int](repeating: 0, count: delimiters.count)
    var isInQuotes = false
    var isBlank = true
    for byte in bytes[start...] {
      if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
      if isInQuotes { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if isBlank { continue }
        break
      }
      isBlank = false
      if let i = delimiters.firstIndex(of: byte) { counts[i] += 1 }
    }
    guard let most = counts.max(), most > 0, let i = counts.firstIndex(of: most) else { return delimiters[0] }
    return delimiters[i]
  }
}
