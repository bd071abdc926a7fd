package import Formats
internal import Outreach

extension ColumnMapping {
  /// Tells a table's header from the titles, notes and rows around it.
  ///
  /// - Parameter fields: headings that mean something though no lead has them: a command's fields.
  package func headerEvidence(and fields: Set<String> = []) -> TableBeginning.Evidence {
    { cells in
      let texts = cells.filter { !$0.isEmpty }
      if texts.contains(where: Self.isAddress) { return .data }
      // Rows have numbers, headers have none.
      if texts.contains(where: { $0.utf8.allSatisfy { (48...57).contains($0) } }) { return .other }
      var headings = 0
      var namesLead = false
      for text in texts where text.utf8.count <= 100 {
        switch column(for: text) {
        case .custom: if fields.contains(text.lowercased()) { headings += 1 }
        case .leadID:
          headings += 1
          namesLead = true
        default: headings += 1
        }
      }
      return headings == 0 ? .other : .headings(headings, isCertain: namesLead)
    }
  }

  private static func isAddress(_ cell: String) -> Bool {
    if cell.utf8.contains(UInt8(ascii: "@")) {
      // Not as a cell is read, since this may be a whole row whose delimiter is another.
      return cell.split { $0.isWhitespace || ";,|".contains($0) }.contains {
        $0.utf8.contains(UInt8(ascii: "@")) && (try? EmailAddress(parsing: String($0))) != nil
      }
    }
    guard cell.utf8.count(where: { (48...57).contains($0) }) >= 10 else { return false }
    return (try? PhoneNumber.best(in: cell)) != nil
  }
}
