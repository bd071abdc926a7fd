internal import Formats
internal import Outreach

extension Sender {
  /// Who is writing. What stands under every message has to be right, so its form is checked here and not by a recipient.
  init(_ reader: inout ConfigurationReader) {
    self.init(name: reader.string("name") ?? "", company: reader.string("company") ?? "")
    for (key, value) in [("name", name), ("company", company)] where value.isEmpty {
      reader.note(key, "is missing: every message says who is writing")
    }
    phone = reader.string("phone")
    email = reader.string("email")
    offer = Sender.localText("offer", &reader)
    offerKind = reader.choice("offer_kind", among: OfferKind.allCases.map(\.rawValue), OfferKind.init(rawValue:))
    benefit = Sender.localText("benefit", &reader)
    tradeName = reader.string("trade_name")
    mersis = reader.string("mersis")
    unsubscribeURL = reader.string("unsubscribe_url")
    checkForms(&reader)
  }

  private func checkForms(_ reader: inout ConfigurationReader) {
    if let phone, !Sender.isPhone(phone) {
      reader.note("phone", "is \"\(phone)\", which is no phone number; write it as in +90 212 555 01 01")
    }
    if let email, (try? EmailAddress(parsing: email)) == nil {
      reader.note("email", "is \"\(email)\", which is no e-mail address")
    }
    if let mersis, !Sender.isMersis(mersis) {
      reader.note("mersis", "is \"\(mersis)\"; a MERSİS number has 16 digits")
    }
    if let unsubscribeURL, !Sender.isLink(unsubscribeURL) {
      reader.note(
        "unsubscribe_url", "is \"\(unsubscribeURL)\"; a link begins with https:// or mailto: and has no spaces")
    }
  }

  /// Looser than for recipients: a firm may be reached at a short number ("444 0 123"), and nobody dials it from here.
  private static func isPhone(_ text: String) -> Bool {
    let digits = text.utf8.count { (48...57).contains($0) }
    return (7...15).contains(digits) && text.allSatisfy { $0.isNumber || "+ ()-./".contains($0) }
  }

  private static func isMersis(_ text: String) -> Bool {
    let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
    return digits.count == 16 && digits.allSatisfy { (48...57).contains($0) }
  }

  private static func isLink(_ text: String) -> Bool {
    guard !text.utf8.contains(where: { $0 <= 0x20 }) else { return false }
    return ["https://", "http://", "mailto:"].contains {
      text.lowercased().hasPrefix($0) && text.utf8.count > $0.utf8.count
    }
  }

  /// A text, or an object with a text for each language: `{"tr":"…","en":"…"}`.
  private static func localText(_ key: String, _ reader: inout ConfigurationReader) -> LocalText? {
    guard let value = reader.value(key) else { return nil }
    if let text = value.string, !text.isEmpty { return LocalText(text) }
    guard case .object(let members) = value, !members.isEmpty else {
      reader.note(
        key, "should be a text, or one for each language as in {\"tr\":\"…\",\"en\":\"…\"}, and is \(value.kindName)")
      return nil
    }
    var own: [Language: String] = [:]
    for member in members {
      guard let language = Language(rawValue: member.key) else {
        reader.note("\(key).\(member.key)", "is no language; write tr or en")
        continue
      }
      guard let text = member.value.string, !text.isEmpty else {
        reader.note("\(key).\(member.key)", "should be a text that is not empty and is \(member.value.kindName)")
        continue
      }
      own[language] = text
    }
    return LocalText(own: own)
  }
}
