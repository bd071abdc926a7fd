internal import Formats
internal import Outreach

/// Columns that tell whether an address is good: "Telefon Durumu" with "Geçersiz" below it, "Email Validity", and Google's
/// "Phone 1 - Type" with "Fax".
enum AddressStates {
  /// The address that a heading tells of; nil for a heading that is about something else.
  static func address(of header: String) -> LeadField? {
    guard header.utf8.count <= 40 else { return nil }
    let words = HeaderWords.split(header)
    guard (2...4).contains(words.count) else { return nil }
    var (isPhone, isEmail, isState) = (false, false, false)
    for word in words {
      if phones.contains(word) {
        isPhone = true
      } else if emails.contains(word) || word == "posta" && words.contains("e") {
        isEmail = true
      } else if states.contains(where: word.hasPrefix) {
        isState = true
      } else if !["e", "mi", "is", "no", "number", "address", "adresi", "numarasi"].contains(word) {
        return nil
      }
    }
    return isState && isPhone != isEmail ? (isPhone ? .phone : .email) : nil
  }

  private static let phones: Set<String> = ["telefon", "phone", "gsm", "cep", "mobile", "mobil", "tel"]
  private static let emails: Set<String> = ["email", "eposta", "mail"]
  private static let states = [
    "durum", "status", "state", "gecerli", "valid", "verif", "dogrula", "notu", "note", "aciklama", "kalite", "quality",
  ]

  /// Whether an address is said not to be used: "Geçersiz", "yanlış no", "wrong number", "Fax", or "Hayır" where it is asked whether it
  /// is good.
  static func isBad(_ cell: String) -> Bool {
    AddressNote.isDisowned(cell) || AddressCell.isNo(cell) || cell == "false"
  }

  /// The column that says of what kind the address in a column is: "Phone 1 - Type" beside "Phone 1 - Value".
  static func kinds(_ headers: [String], _ columns: [LeadColumn]) -> [Int: Int] {
    var kinds: [Int: Int] = [:]
    for (index, header) in headers.enumerated() where header.hasSuffix(" - Value") {
      let stem = header.dropLast(5)
      guard [.fact(.phone), .mobile, .fact(.email)].contains(columns[index]) else { continue }
      kinds[index] = headers.firstIndex { $0 == stem + "Type" || $0 == stem + "Label" }
    }
    return kinds
  }
}
