internal import Outreach

/// A cell that refuses whatever its column is about: "Aranmasın" under "Uyarı", "Unsubscribed" under "Contact Status", "kara
/// liste" among tags.
///
/// Only what means nothing else is heard: "RET" may be said of an offer.
enum RefusalCell {
  static func isOne(_ text: String) -> Bool {
    // Most cells of one's own columns are numbers, days or whole sentences.
    guard (3...120).contains(text.utf8.count), let first = text.utf8.first, first >= 0x41 else { return false }
    if refusals.contains(HeaderFolding.fold(text)) { return true }
    let tags = text.split { ",;|/".contains($0) }
    return tags.count > 1 && tags.contains { refusals.contains(HeaderFolding.fold(String($0))) }
  }

  private static let refusals: Set<String> = [
    "aranmasin", "aramayin", "aramayiniz", "aranmakistemiyor", "yazilmasin", "yazmayin", "mesajatilmasin",
    "mesajatmayin",
    "mesajgonderilmesin", "gonderilmesin", "rahatsizedilmesin", "rahatsizetmeyin", "mesajistemiyor",
    "iletisimistemiyor",
    "iletisimegecilmesin", "iletisimkurulmasin", "karaliste", "karalistede", "listedencikti", "aboneliktencikti",
    "izinyok",
    "izinsiz", "retverdi", "kvkksilme", "kvkksilinecek", "kvkkret", "iysret",
    "blacklist", "blacklisted", "blocklist", "blocklisted", "unsubscribe", "unsubscribed", "optout", "optedout",
    "donotcontact", "donotcall", "donotemail", "donotmail", "donotmessage", "donottext", "donotphone", "donotdisturb",
    "dontcontact", "dontcall", "dontemail", "dnc", "noconsent", "consentdenied", "consentrefused", "consentwithdrawn",
  ]
}

/// What stands beside an address in its cell, or in place of it: "0532 111 22 33 aramayın", "RET".
enum AddressRemark {
  /// Whether the cell refuses, and whether there is no address in it.
  static func refusal(in cell: UnsafeBufferPointer<UInt8>, isEmail: Bool) -> (isAll: Bool, isBare: Bool)? {
    guard let first = cell.first, let last = cell.last else { return nil }
    // A phone begins and ends with digits, an e-mail address has no spaces.
    if isEmail ? cell.contains(UInt8(ascii: "@")) && !cell.contains(UInt8(ascii: " ")) : first < 0x41 && last < 0x41 {
      return nil
    }
    let text = String(decoding: cell, as: UTF8.self)
    guard ConsentStatement.stop(in: text) == .refused else { return nil }
    let isBare = !cell.contains { $0 == UInt8(ascii: "@") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    return (isAll: !isBare || RefusalCell.isOne(text), isBare: isBare)
  }
}
