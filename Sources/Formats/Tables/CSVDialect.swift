/// How a file spells CSV.
package struct CSVDialect: Hashable, Sendable {
  package var delimiter = UInt8(ascii: ",")
  package var encoding = TextEncoding.utf8
  package var hasByteOrderMark = false
  /// Excel's `sep=;` before the header.
  package var hasSeparatorLine = false

  package init() {}

  package static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  /// For rows that have been taken out of the file: what came in UTF-16 is UTF-8 then.
  package var ofRows: CSVDialect {
    var dialect = self
    if encoding.isUTF16 { dialect.encoding = .utf8 }
    return dialect
  }

  /// Recognises the encoding from the beginning of a file, and where its text starts.
  ///
  /// - Parameters:
  ///   - known: what is known already.
  ///   - said: the encoding that somebody has said.
  static func recognise(
    _ bytes: UnsafeBufferPointer<UInt8>, known: CSVDialect, said: TextEncoding?
  ) throws(CSVError) -> (dialect: CSVDialect, start: Int) {
    var dialect = known
    var start = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      dialect.hasByteOrderMark = true
      start = 3
    }
    if TextEncoding.isUTF32(bytes) {
      throw CSVError(
        reason: .wrongEncoding, line: 1, explanation: "the file is UTF-32; save it as \"CSV UTF-8\" and drop it again.")
    }
    if let nul = bytes.firstIndex(of: 0) {
      throw CSVError(
        reason: .notText, line: 1 + bytes[..<nul].count { $0 == UInt8(ascii: "\n") },
        explanation: "the file has NUL bytes and is no text; export it as CSV (an .xlsx under another name is none).")
    }
    if dialect.encoding.isUTF16 { return (dialect, start) }
    if let said, !said.isUTF16 {
      dialect.encoding = said
    } else if let found = TextEncoding.detect(UnsafeBufferPointer(rebasing: bytes[start...])) {
      dialect.encoding = found
    } else {
      throw CSVError(reason: .wrongEncoding, line: TextEncoding.firstDoubt(in: bytes), explanation: doubtful)
    }
    return (dialect, start)
  }

  private static let doubtful =
    "the file is not UTF-8, and in no encoding that is known here its letters make Turkish words; save it as \"CSV UTF-8\" "
    + "and drop it again, or say \"encoding\":\"windows-1254\" (or \(TextEncoding.names.dropFirst(2).joined(separator: ", "))) in "
    + "its defaults or in the configuration."
}
