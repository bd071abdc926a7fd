/// Why a text is no e-mail address that mail can be sent to.
package enum EmailAddressError: Error, Hashable, Sendable {
  case empty
  case noAtSign(String)
  case severalAtSigns(String)
  case tooLong(String)
  /// A line break or another character that must never reach a message header.
  case controlCharacter(code: UInt8)
  case notASCII(String)
  case invalidLocalPart(String)
  case invalidDomain(String)
  case mistyped(String, suggestion: String)
  /// Said to be no address of the lead's, or no longer: "(eski)".
  case disowned(String)
  /// For registered letters (KEP).
  case registered(String)

  /// One sentence for the person who wrote the address.
  package var message: String {
    switch self {
    case .empty: "The e-mail address is empty."
    case .noAtSign(let text): "\(quoted(text)) has no @ and so is not an e-mail address."
    case .severalAtSigns(let text): "\(quoted(text)) has more than one @; give one address."
    case .tooLong(let text):
      "\(quoted(text)) is too long for an e-mail address (64 bytes before the @, 254 in all)."
    case .controlCharacter(let code):
      "The e-mail address has a line break or control character (code \(code)) inside; remove it."
    case .notASCII(let text):
      "\(quoted(text)) has letters outside a–z; write the address as the mail server knows it "
        + "(a domain such as örnek.com in its xn-- form)."
    case .invalidLocalPart(let text):
      "\(quoted(text)) has something before the @ that an e-mail address cannot have."
    case .invalidDomain(let text):
      "\(quoted(text)) has no valid domain after the @, as in example.com."
    case .disowned(let text):
      "\(quoted(text)) is said not to be the lead's address, or not to be used any more; give the one that is."
    case .registered(let text):
      "\(quoted(text)) is an address for registered letters (KEP), where no marketing is sent; give another one."
    case .mistyped(let text, let suggestion):
      "\(quoted(text)) looks mistyped; did you mean \(suggestion)?"
    }
  }
}
