internal import Formats
internal import Outreach

/// A no is heard wherever it stands: in a table, a lead book, a line of NDJSON and a request's `lead` alike.
extension LeadFacts {
  /// Hears what a fact refuses; whether it is nothing else, so that there is no fact.
  ///
  /// - Parameter text: well-formed UTF-8.
  mutating func hear(_ text: UnsafeBufferPointer<UInt8>, as field: LeadField) -> Bool {
    switch field {
    case .phone, .whatsapp, .email: return hear(besideAddress: text, as: field)
    // They are read as what they are, when it is asked whether somebody said no.
    case .stage, .consentStatus, .consentAt, .consentSource, .recipientType: return false
    // A firm may be at blacklist.example.
    case .website where text.contains(UInt8(ascii: ".")): return false
    case .contactName: hear(text, in: .person, of: field.rawValue)
    case .company: hear(text, in: .firm, of: field.rawValue)
    default: hear(text, in: .note, of: field.rawValue)
    }
    return false
  }

  /// Hears a text of one's own column, or of one without a heading.
  mutating func hear(_ text: String, under heading: String) {
    var text = text
    text.withUTF8 { hear($0, in: .note, of: heading, isOwn: true) }
  }

  mutating func hear(
    _ text: UnsafeBufferPointer<UInt8>, in place: RefusalNote.Place, of name: String, isOwn: Bool = false
  ) {
    guard RefusalNote.mayBeOne(text) else { return }
    let said = String(decoding: text, as: UTF8.self)
    guard let note = RefusalNote(said, in: place) else { return }
    if isOwn, note.isSingleWord, OwnHeading.isAboutGoods(name) { return }
    take(note, said: said, in: name)
  }

  /// "0532 111 22 33 (aramayın)", "RET: ali@example.com"; "RET" in the place of a number. Beside an address it is a no to all
  /// channels unless it names one; a word in the place of one is a no to this channel.
  private mutating func hear(besideAddress text: UnsafeBufferPointer<UInt8>, as field: LeadField) -> Bool {
    let isEmail = field == .email
    guard isEmail ? AddressCell.mayHaveMore(email: text) : AddressCell.hasLetters(text) else { return false }
    let channel = isEmail ? Channel.email : .whatsapp
    let isBare = !text.contains { $0 == UInt8(ascii: "@") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let said = String(decoding: text, as: UTF8.self)
    if isBare, field != .phone, AddressCell.isNo(said) {
      refuse([channel], in: "\(field.rawValue) \(said)")
      return true
    }
    guard RefusalNote.mayBeOne(text), var note = RefusalNote(isEmail ? AddressCell.withoutAddresses(said) : said) else {
      return false
    }
    if isBare, note.isSingleWord { note.channels = [channel] } else if !isBare { note.channels.insert(channel) }
    take(note, said: said, in: field.rawValue)
    return isBare && !note.isDoubtful
  }

  private mutating func take(_ note: RefusalNote, said: String, in name: String) {
    if note.isDoubtful {
      unclearConsent.append(
        "\(name) may say that no messages are wanted (\"\(said.prefix(80))\"), and the lead is written to all the same; write "
          + "it out of the column, or RET under consent_status.")
    } else {
      refuse(note.channels, in: "\(name) \(said.prefix(64))")
    }
  }

  /// - Parameter words: where it is said, and what.
  mutating func refuse(_ channels: Set<Channel>, in words: String) {
    optedOut.formUnion(channels)
    if refusal == nil { refusal = words }
  }
}

/// A cell in which an address should stand.
enum AddressCell {
  static func hasLetters(_ cell: UnsafeBufferPointer<UInt8>) -> Bool { cell.contains { $0 >= 0x41 } }

  /// An e-mail address has no spaces and no brackets.
  static func mayHaveMore(email cell: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasAt = false
    for byte in cell {
      switch byte {
      case UInt8(ascii: "@"): hasAt = true
      case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"),
        UInt8(ascii: "|"), UInt8(ascii: "/"):
        return true
      default: continue
      }
    }
    return !hasAt
  }

  /// "Hayır" says that this channel is not wanted, or that there is none.
  static func isNo(_ cell: String) -> Bool {
    cell.utf8.count <= 8 && ["hayir", "h", "no", "n", "nein"].contains(HeaderFolding.fold(cell))
  }

  static func withoutAddresses(_ cell: String) -> String {
    cell.split { $0.isWhitespace || ",;|".contains($0) }.map { word in
      guard word.utf8.contains(UInt8(ascii: "@")) else { return String(word) }
      return word.split { "()[]:".contains($0) }.filter { !$0.utf8.contains(UInt8(ascii: "@")) }.joined(separator: " ")
    }.joined(separator: " ")
  }
}

/// Headings of one's own columns in which a word like RET is about something else than messages.
enum OwnHeading {
  static func isAboutGoods(_ heading: String) -> Bool {
    let heading = HeaderFolding.fold(heading)
    return goods.contains(where: heading.contains)
  }

  private static let goods = [
    "teklif", "siparis", "odeme", "fatura", "kredi", "offer", "order", "quote", "invoice", "payment", "sozlesme",
    "contract",
    "proje", "project", "urun", "product", "demo", "randevu", "basvuru", "ihale", "kargo", "iade", "renk", "color",
    "colour",
    "kampanya", "musteritalebi", "numune", "butce", "hizmet", "modul", "sigorta",
  ]
}
