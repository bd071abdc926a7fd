/// Where WhatsApp finds somebody: a telephone number, or the id under which a business knows a person who hides it.
package struct WhatsAppAddress: Hashable, Sendable {
  /// E.164, or the id as WhatsApp spells it: `TR.13491208655302741918`.
  package let text: String

  package init(_ number: PhoneNumber) { self.init(text: number.e164) }

  private init(text: String) { self.text = text }

  /// Reads a number in any form that ``PhoneNumber`` knows, or an id.
  package init(parsing text: String, country: String? = nil) throws(PhoneNumberError) {
    if let id = Self.businessScopedID(text) {
      self.init(text: id)
    } else {
      self.init(try PhoneNumber(parsing: text, country: country))
    }
  }

  /// The first of a field that may hold several.
  package static func best(in field: String, country: String? = nil) throws(PhoneNumberError) -> WhatsAppAddress {
    let whole: PhoneNumberError
    do throws(PhoneNumberError) { return try WhatsAppAddress(parsing: field, country: country) } catch { whole = error }
    for part in field.split(whereSeparator: { ";,|\n\r\r\n".contains($0) }) {
      if let address = try? WhatsAppAddress(parsing: String(part), country: country) { return address }
    }
    throw whole
  }

  /// Whether the text is an address of WhatsApp's, although there is an @ in it.
  package static func isWritten(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "@")) && WhatsAppSpelling.isUser(text)
  }

  /// `TR.13491208655302741918`, `TR.ENT.…`: a country, then what only Meta understands. Nil for anything else.
  package static func businessScopedID(_ text: String) -> String? {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard (8...134).contains(bytes.count) else { return nil }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isCapital = { (byte: UInt8) in (65...90).contains(byte) }
    guard parts.count == 2 || parts.count == 3 && parts[1].elementsEqual("ENT".utf8), parts[0].count == 2,
      parts[0].allSatisfy(isCapital), let id = parts.last, id.count >= 5,
      id.allSatisfy({ isCapital($0) || (48...57).contains($0) || (97...122).contains($0) }),
      id.contains(where: { (48...57).contains($0) })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A number as WhatsApp's gateways and links write it.
enum WhatsAppSpelling {
  /// The digits in international form, `nil` where the text is none of their spellings.
  static func digits(_ text: String) throws(PhoneNumberError) -> String? {
    let small = text.lowercased().filter { !$0.isWhitespace }
    if let at = small.firstIndex(of: "@") {
      let user = small[..<at].prefix { $0 != ":" && $0 != "_" }
      switch small[small.index(after: at)...] {
      case "c.us", "s.whatsapp.net", "whatsapp.net": return number(user.drop { $0 == "+" })
      case "lid": throw .hiddenNumber(text)
      case "g.us", "broadcast", "newsletter": throw .group(text)
      default: return nil
      }
    }
    // https://wa.me/905321112233, https://api.whatsapp.com/send?phone=905321112233
    for mark in ["wa.me/", "whatsapp.com/send?phone=", "whatsapp://send?phone="] {
      if let place = small.end(of: mark) { return number(small[place...].drop { $0 == "+" }.prefix { $0.isNumber }) }
    }
    return nil
  }

  static func isUser(_ text: String) -> Bool {
    let small = text.lowercased().filter { !$0.isWhitespace }
    return ["@c.us", "@s.whatsapp.net", "@whatsapp.net", "@lid", "@g.us", "@broadcast", "@newsletter"]
      .contains(where: small.hasSuffix)
  }

  private static func number(_ digits: Substring) -> String? {
    digits.count >= 7 && digits.allSatisfy { $0.isASCII && $0.isNumber } ? String(digits) : nil
  }
}

extension String {
  /// Behind the first occurrence of a text; without Foundation, which has a method for it.
  fileprivate func end(of text: String) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
