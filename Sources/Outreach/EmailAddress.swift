/// An e-mail address whose form has been checked, in lower case: ALI@x.com and ali@x.com are one mailbox everywhere, and
/// who has opted out under one spelling must not be written to under the other.
///
/// It is ASCII without spaces or control characters, so it can stand in a message header as it is.
package struct EmailAddress: Hashable, Sendable {
  package let text: String

  init(checked text: String) { self.text = text }

  /// Reads one address: `ayse@example.com`, `mailto:ayse@example.com`, `Ayşe Yılmaz <ayse@example.com>`, with a label
  /// before it (`E-posta: …`) and a note in brackets or a full stop behind it.
  ///
  /// The local part is RFC 5321's dot-string; quoted local parts, address literals and letters outside ASCII are refused.
  /// An internationalised domain is taken in its `xn--` form: not every relay on the way speaks SMTPUTF8.
  package init(parsing text: String) throws(EmailAddressError) {
    var text = text
    if text.withUTF8(Self.isPlain) {
      self.init(checked: text)
      return
    }
    let bytes = EmailAddressText.addressPart(of: text)
    guard !bytes.isEmpty else { throw .empty }
    guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { throw .noAtSign(text) }
    let local = bytes[..<at]
    let domain = bytes[(at + 1)...]
    if let byte = bytes.first(where: { $0 < 0x20 || $0 == 0x7F }) { throw .controlCharacter(code: byte) }
    if let suggestion = Self.repaired(local: local, domain: domain) { throw .mistyped(text, suggestion: suggestion) }
    guard !domain.contains(UInt8(ascii: "@")) else { throw .severalAtSigns(text) }
    guard bytes.count <= 254, local.count <= 64 else { throw .tooLong(text) }
    guard bytes.allSatisfy({ $0 < 0x80 }) else { throw Self.notASCII(text, bytes) }
    guard Self.isDotString(local) else { throw .invalidLocalPart(text) }
    guard Self.isDomain(domain) else { throw .invalidDomain(text) }
    var checked = Array(bytes)
    for i in checked.indices where (65...90).contains(checked[i]) { checked[i] |= 0x20 }
    self.init(checked: String(decoding: checked, as: UTF8.self))
  }

  /// The first address of a field that may hold several, joined in any of the ways that ``CellValues`` knows.
  package static func best(in field: String) throws(EmailAddressError) -> EmailAddress {
    var field = field
    if field.withUTF8({ isPlain($0) && !isRegistered($0) }) { return EmailAddress(checked: field) }
    guard let usable = usable(field) else { throw .disowned(field) }
    let whole: EmailAddressError
    do throws(EmailAddressError) {
      let address = try EmailAddress(parsing: usable)
      if !address.isRegistered { return address }
      whole = .registered(field)
    } catch { whole = error }
    let all = CellValues.all(in: usable) { try? EmailAddress(parsing: $0) }
    guard let first = all.first(where: { !$0.isRegistered }) else { throw all.isEmpty ? whole : .registered(field) }
    return first
  }

  /// Whether it is one for registered letters (KEP), where nobody wants to be sold anything.
  private var isRegistered: Bool {
    var text = text
    return text.withUTF8(Self.isRegistered)
  }

  private static func isRegistered(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 7, text.suffix(6).elementsEqual("kep.tr".utf8) else { return false }
    let before = text[text.count - 7]
    return before == UInt8(ascii: ".") || before == UInt8(ascii: "@")
  }

  /// Without the addresses that are said not to be the lead's, "(eski)"; nil if none is left.
  private static func usable(_ field: String) -> String? {
    guard field.utf8.contains(where: { $0 <= 0x20 || "([:".utf8.contains($0) }) else { return field }
    return AddressNote.usable(field) { $0.utf8.contains(UInt8(ascii: "@")) }
  }

  /// Whether the text is an address in its final form: no more than small letters, digits and single dots,
  /// hyphens and underscores between them. Most are; the others are looked at more closely.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 64 else { return false }
    var isDomain = false
    var dots = 0
    var letters = 0
    var previous = UInt8(ascii: ".")
    for byte in text {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): letters += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "_") where !isDomain: break
      case UInt8(ascii: "-") where previous != UInt8(ascii: "."): break
      case UInt8(ascii: "."), UInt8(ascii: "@"):
        guard previous != UInt8(ascii: "."), previous != UInt8(ascii: "-") else { return false }
        if byte == UInt8(ascii: "@") {
          guard !isDomain else { return false }
          isDomain = true
        } else if isDomain {
          dots += 1
        }
        letters = 0
        previous = UInt8(ascii: ".")
        continue
      default: return false
      }
      previous = byte
    }
    return dots > 0 && letters > 1 && previous != UInt8(ascii: ".") && previous != UInt8(ascii: "-")
      && !(letters == 3 && text.suffix(4).elementsEqual(".con".utf8))
  }

  /// A spreadsheet in Turkish makes İNFO of info, and a keyboard ı of i; which letter another one stands for cannot be
  /// told.
  private static func notASCII(_ text: String, _ address: ArraySlice<UInt8>) -> EmailAddressError {
    let typed = String(decoding: address, as: UTF8.self)
    let others = typed.unicodeScalars.filter { !$0.isASCII }
    guard others.allSatisfy({ "İı\u{307}".unicodeScalars.contains($0) }),
      let meant = try? EmailAddress(parsing: fold(typed))
    else { return .notASCII(text) }
    return .mistyped(text, suggestion: meant.text)
  }

  private static func isDotString(_ local: ArraySlice<UInt8>) -> Bool {
    !local.isEmpty
      && local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
      }
  }

  private static func isDomain(_ domain: ArraySlice<UInt8>) -> Bool {
    let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, top.count >= 2 else { return false }
    guard top.contains(where: { !(48...57).contains($0) }) else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20)
  }

  /// Whether there is a space that does not stand beside the @ or a dot: words, not one address.
  private static func isSpaced(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropFirst().contains { at in
      guard bytes[at] == UInt8(ascii: " "), at + 1 < bytes.count else { return false }
      return !".,".utf8.contains(bytes[at - 1]) && !".,".utf8.contains(bytes[at + 1]) && bytes[at - 1] != 0x20
        && bytes[at + 1] != 0x20
    }
  }

  /// The address in "ali@example.com eski".
  private static func addressAmong(_ local: ArraySlice<UInt8>, _ domain: ArraySlice<UInt8>) -> String? {
    let before = local.split(separator: 0x20).last ?? []
    let behind = domain.split(separator: 0x20).first ?? []
    return (try? EmailAddress(parsing: String(decoding: before + [UInt8(ascii: "@")] + behind, as: UTF8.self)))?.text
  }

  /// What was meant by `gmail,com`, `ayse @example.com`, `example..com` or `gmail.con`, if that is plain.
  private static func repaired(local: ArraySlice<UInt8>, domain: ArraySlice<UInt8>) -> String? {
    let suspicious: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: " ")]
    let endsInCon = domain.suffix(4).elementsEqual(".con".utf8)
    let isSpaced = isSpaced(local.reversed()) || isSpaced(Array(domain))
    if isSpaced { return addressAmong(local, domain) }
    guard
      domain.contains(where: suspicious.contains) || local.contains(UInt8(ascii: " ")) || endsInCon
        || domain.contains(UInt8(ascii: "."))
          && zip(domain, domain.dropFirst()).contains(where: { $0 == 46 && $1 == 46 })
    else { return nil }
    var fixed: [UInt8] = local.filter { $0 != UInt8(ascii: " ") }
    fixed.append(UInt8(ascii: "@"))
    for byte in domain where byte != UInt8(ascii: " ") {
      let dotted = byte == UInt8(ascii: ",") ? UInt8(ascii: ".") : byte
      if dotted == UInt8(ascii: "."), fixed.last == dotted { continue }
      fixed.append(dotted)
    }
    if endsInCon { fixed[fixed.count - 1] = UInt8(ascii: "m") }
    let text = String(decoding: fixed, as: UTF8.self)
    return (try? EmailAddress(parsing: text))?.text
  }
}
