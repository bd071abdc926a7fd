/// The values of a cell that may hold several, however people, CRMs and spreadsheets join them: `0212 … / 0532 …`,
/// Google's `a ::: b`, `a veya b`, one a line.
package enum CellValues {
  /// Reads the cell as one value, and if it is none, each of its parts that is one.
  ///
  /// The whole comes before its parts because what divides two values also stands within one: "0212/222 33 44" is one
  /// number, `"Kurt, Ada" <ada@example.com>` one address.
  ///
  /// - Returns: the values in the cell's order; empty if nothing in it can be read.
  package static func all<Value>(in cell: String, _ read: (String) -> Value?) -> [Value] {
    if let value = read(cell) { return [value] }
    return parts(of: cell).flatMap { part in
      if let value = read(part) { return [value] }
      let pieces = pieces(of: part)
      return pieces.count > 1 ? pieces.compactMap(read) : halves(of: part, read)
    }
  }

  /// Divided at what stands between values only: `;` `,` `|` line ends, `:::`, and the words for "or" and "and".
  static func parts(of cell: String) -> [String] {
    cell.split { ";,|\n\r\r\n".contains($0) }.flatMap { segment -> [String] in
      var parts: [[Substring]] = [[]]
      for word in segment.split(whereSeparator: \.isWhitespace) {
        if joiningWords.contains(fold(word)) {
          parts.append([])
        } else {
          parts[parts.count - 1].append(word)
        }
      }
      if parts.count == 1 { return [String(segment)] }
      return parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }
  }

  private static let joiningWords: Set<String> = [":::", "veya", "yada", "da", "ya", "ve", "or", "and", "&", "+"]

  /// Divided at what may also stand within a value: `/`, a dash between spaces; between e-mail addresses, a space.
  private static func pieces(of part: String) -> [String] {
    let words = part.split(whereSeparator: \.isWhitespace)
    if part.utf8.contains(UInt8(ascii: "@")) {
      let addresses = words.filter { !dashes.contains($0) && $0 != "/" && !$0.hasSuffix(":") }
      return addresses.allSatisfy { $0.utf8.contains(UInt8(ascii: "@")) } ? addresses.map(String.init) : []
    }
    var pieces: [String] = [""]
    for word in words {
      // "0532 … (iş) 0212 … (ev)": what is said of a number ends it.
      if dashes.contains(word) || word.hasPrefix("(") && word.hasSuffix(")") && !word.contains(where: \.isNumber) {
        pieces.append("")
        continue
      }
      for (i, piece) in word.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
        if i > 0 { pieces.append("") }
        pieces[pieces.count - 1] += " " + piece
      }
    }
    return pieces.filter { $0.contains { !$0.isWhitespace } }
  }

  private static let dashes: Set<Substring> = ["-", "–", "—"]

  /// Two values with nothing but a dash between them: "0212 222 33 44-0532 111 22 33".
  private static func halves<Value>(of part: String, _ read: (String) -> Value?) -> [Value] {
    for dash in part.indices where part[dash] == "-" || part[dash] == "–" {
      if let first = read(String(part[..<dash])), let second = read(String(part[part.index(after: dash)...])) {
        return [first, second]
      }
    }
    return []
  }
}
