/// What stands beside an address that is not to be used, though nobody refuses: "faks: 0212 …", "(yanlış no)", "(eski)",
/// "(annesi)".
package enum AddressNote {
  /// Whether the words say that the address is not, or no longer, the lead's.
  package static func isDisowned(_ text: String) -> Bool {
    // "eski@example.com" is an address.
    let said = text.split { $0.isWhitespace || "()[],;|:".contains($0) }.filter { !$0.utf8.contains(UInt8(ascii: "@")) }
    let words = ConsentWords.split(said.joined(separator: " "))
    return words.indices.contains { at in
      words[at] == "ait" && at + 1 < words.count && words[at + 1].hasPrefix("degil")
        || words[at] == "not" && at + 2 < words.count && words[at + 1] == "in" && words[at + 2] == "use"
        || disowning.contains(words[at]) || stems.contains(where: words[at].hasPrefix)
    }
  }

  /// A cell with the addresses that may be used: as it is where nothing is said, nil where none is left.
  ///
  /// - Parameter isAddress: whether a word has an address in it, or a part of one.
  static func usable(_ cell: String, isAddress: (Substring) -> Bool) -> String? {
    guard cell.utf8.contains(where: { $0 >= 0x41 }), isDisowned(cell) else { return cell }
    let parts = cell.split { ";,|/\n\r\r\n".contains($0) }.flatMap { notes(in: $0, isAddress) }
    let good = parts.filter { !isDisowned($0) }
    return good.contains { $0.split(separator: " ").contains(where: isAddress) } ? good.joined(separator: ";") : nil
  }

  /// "0532 111 22 38 eski 0533 444 55 66 yeni": what is said behind a number, or before it, is said of it.
  private static func notes(in part: Substring, _ isAddress: (Substring) -> Bool) -> [String] {
    let words = part.split(whereSeparator: \.isWhitespace)
    let isBefore = words.first.map { !isAddress($0) } ?? false
    var parts: [[Substring]] = [[]]
    var previous = !isBefore
    for word in words {
      let isNext = isAddress(word)
      if isNext != previous, isNext != isBefore { parts.append([]) }
      parts[parts.count - 1].append(word)
      previous = isNext
    }
    // "Tel: 0532 111 22 33 (eski)": what stands by itself belongs to the number before it.
    return parts.reduce(into: [String]()) { found, words in
      let text = words.joined(separator: " ")
      if let last = found.last, !words.contains(where: isAddress) {
        found[found.count - 1] = last + " " + text
      } else if !words.isEmpty {
        found.append(text)
      }
    }
  }

  /// The same cell, with its first address disowned.
  package static func disowningFirst(of cell: String) -> String {
    let end = cell.firstIndex(of: ";") ?? cell.endIndex
    return cell[..<end] + " (yanlış)" + cell[end...]
  }

  private static let disowning: Set<String> = [
    "fax", "faks", "fx", "belgegec", "belgegecer", "yanlis", "hatali", "gecersiz", "eski", "wrong", "invalid", "old",
    "former", "obsolete", "disconnected", "unreachable", "annesi", "babasi", "esi", "esinin", "annesinin", "babasinin",
    "cocugu", "oglu", "kizi", "kardesi", "abisi", "ablasi", "ayrildi", "ayrilmis", "bounced", "bounce", "olu", "iptal",
    "undeliverable", "undelivered",
  ]
  private static let stems = ["kullanilm", "kullanmiyor", "baskasi", "kullanimdis", "degisti", "geceriz"]
}
