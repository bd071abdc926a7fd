/// What a cell of a table can be told to be by its words, for tables whose headings leave a doubt.
package enum LeadWords {
  /// Says how far a lead is: "Teklif verildi"; "Aktif" does not.
  package static func isStage(_ cell: String) -> Bool { LeadStage(of: cell) != nil }

  /// A rank or an office and nothing else: "Satın Alma Müdürü", "Uzman", "CEO".
  package static func isRank(_ cell: String) -> Bool {
    let words = cell.split { !$0.isLetter && $0 != "." }
    guard (1...6).contains(words.count), !isFirm(cell) else { return false }
    return words.contains(where: NameWord.isRank) && NameReading(cell).person == nil
  }

  /// A firm by its legal form or its trade: "Hane Mimarlık", "YILDIZ LTD. ŞTİ.".
  package static func isFirm(_ cell: String) -> Bool {
    let words = cell.split { $0 == " " || $0 == "," }
    guard let last = words.last else { return false }
    let hasForm = words.dropFirst().contains { FirmName.isLegalForm(foldedWord($0), hasPoint: $0.contains(".")) }
    return hasForm || FirmName.isTradeWord(last) && words.count > 1 && !NameWord.isRank(last)
      || FirmName.isPublicBody(cell)
  }
}

extension NameWord {
  /// A role, or a title that stands for one: "Avukat", "Dr.".
  fileprivate static func isRank(_ word: Substring) -> Bool {
    switch known(foldedWord(word), hasPoint: word.contains(".")) {
    case .role?, .title?: true
    default: false
    }
  }
}
