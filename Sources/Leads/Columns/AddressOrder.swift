internal import Outreach

/// In which order the columns of a table are read where it matters: of several addresses the first one is written to, and "Email 2"
/// is the second, wherever it stands.
enum AddressOrder {
  /// A phone that is said to be a second one is no better than the first for being called a mobile.
  static func settle(_ headers: [String], _ columns: inout [LeadColumn]) {
    let first = columns.indices.filter { isAddress(columns[$0]) && !isSecond(headers[$0]) }.map { columns[$0] }
    guard first.contains(.fact(.phone)), !first.contains(.mobile) else { return }
    for index in columns.indices where columns[index] == .mobile { columns[index] = .fact(.phone) }
  }

  /// Empty where the columns are read as they stand.
  static func order(_ headers: [String], _ columns: [LeadColumn]) -> [Int] {
    let second = Set(columns.indices.filter { isAddress(columns[$0]) && isSecond(headers[$0]) })
    if second.isEmpty { return [] }
    return columns.indices.filter { !second.contains($0) } + columns.indices.filter(second.contains)
  }

  private static func isAddress(_ column: LeadColumn) -> Bool {
    [.fact(.phone), .mobile, .fact(.email), .fact(.whatsapp)].contains(column)
  }

  static func isSecond(_ header: String) -> Bool {
    HeaderWords.split(header).contains { word in
      words.contains(word) || Int(word.drop(while: \.isLetter)).map { (2...9).contains($0) } ?? false
    }
  }

  private static let words: Set<String> = [
    "ikinci", "ikincil", "ucuncu", "second", "secondary", "third", "other", "diger", "alternatif", "alternative",
    "alternate",
    "yedek", "additional",
  ]
}
