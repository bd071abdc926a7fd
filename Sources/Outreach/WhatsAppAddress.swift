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
    guard let field = PhoneNumber.usable(field) else { throw .disowned(field) }
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

  /// `TR.13491208655302741918`, `TR.ENT.…`: a country, then what only Meta understands; `whatsapp:` may stand before it.
  /// Nil for anything else.
  package static func businessScopedID(_ text: String) -> String? {
    let (dot, colon) = (UInt8(ascii: "."), UInt8(ascii: ":"))
    guard text.utf8.contains(dot) else { return nil }
    var bytes = Array(text.utf8)[...]
    if let end = bytes.firstIndex(of: colon), String(decoding: bytes[..<end], as: UTF8.self).lowercased() == "whatsapp"
    {
      bytes = bytes[(end + 1)...]
    }
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard (8...134).contains(bytes.count) else { return nil }
    let isCapital = { (byte: UInt8) in (65...90).contains(byte) }
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    // Nothing else is two letters and a long number, so that its country may be in small letters.
    if bytes.count > 12, bytes.dropFirst(3).allSatisfy(isDigit) {
      for index in bytes.indices.prefix(2) where (97...122).contains(bytes[index]) { bytes[index] -= 32 }
    }
    let parts = bytes.split(separator: dot, omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 && parts[1].elementsEqual("ENT".utf8), parts[0].count == 2,
      parts[0].allSatisfy(isCapital), let id = parts.last, id.count >= 5,
      id.allSatisfy({ isCapital($0) || isDigit($0) || (97...122).contains($0) }), id.contains(where: isDigit)
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
      // `905….0:3@`: what follows is the device.
      let user = small[..<at].prefix { $0.isNumber || $0 == "+" }
      switch small[small.index(after: at)...] {
      case "c.us", "s.whatsapp.net", "whatsapp.net": return number(user.drop { $0 == "+" })
      case _ where Self.schemes.contains(where: small.hasPrefix):
        return number(small[..<at].drop { $0 != ":" }.dropFirst().drop { $0 == "+" })
      case "lid": throw .hiddenNumber(text)
      case "g.us", "broadcast", "newsletter": throw .group(text)
      default: return nil
      }
    }
    // https://wa.me/905321112233, https://api.whatsapp.com/send?phone=905321112233, %2B905321112233
    for mark in ["wa.me/", "whatsapp.com/send?phone=", "whatsapp.com/send/?phone=", "whatsapp://send?phone=", "%2b"] {
      guard let place = small.end(of: mark), mark != "%2b" || small.hasPrefix(mark) else { continue }
      var rest = small[place...]
      if rest.hasPrefix("%2b") { rest = rest.dropFirst(3) }
      return number(rest.drop { $0 == "+" }.prefix { $0.isNumber })
    }
    // Ali <+905321112233>
    if small.last == ">", let open = small.lastIndex(of: "<") {
      return number(small[open...].dropFirst().dropLast().drop { $0 == "+" })
    }
    return nil
  }

  /// Of telephony over the Internet: `sip:+905321112233@gateway.example`.
  private static let schemes = ["sip:", "sips:"]

  static func isUser(_ text: String) -> Bool {
    let small = text.lowercased().filter { !$0.isWhitespace }
    if schemes.contains(where: small.hasPrefix) { return true }
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
