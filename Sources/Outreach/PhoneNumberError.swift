/// Why a text is no telephone number.
package enum PhoneNumberError: Error, Hashable, Sendable {
  case empty
  /// Something that is neither a digit nor punctuation people put between digits.
  case notANumber(String)
  /// A spreadsheet wrote the number as 9,05321E+11 and the last digits are lost.
  case roundedBySpreadsheet(String)
  case tooShort(String)
  case tooLong(String)
  /// Turkish, but with a code that no Turkish number has.
  case unknownAreaCode(String, code: String)
  /// A national form, and the lead is in a country whose national forms are not known here.
  case countryCodeMissing(String, country: String)
  /// An id of WhatsApp's behind which the number is hidden (`@lid`).
  case hiddenNumber(String)
  /// A group, a list or a channel of WhatsApp's: no person.
  case group(String)
  /// A fax, or said to be no number of the lead's, or no longer: "(yanlış no)".
  case disowned(String)

  /// One sentence for the person who wrote the number.
  package var message: String {
    switch self {
    case .empty:
      "The phone number is empty."
    case .notANumber(let text):
      "\(quoted(text)) is not a phone number; write it as +905321112233 or 0532 111 22 33."
    case .roundedBySpreadsheet(let text):
      "\(quoted(text)) was rounded by a spreadsheet and its last digits are lost; "
        + "format the column as text and export again."
    case .tooShort(let text):
      "\(quoted(text)) has too few digits for a phone number; write it with its area code, as in 0212 222 33 44."
    case .tooLong(let text):
      "\(quoted(text)) has too many digits for one phone number; "
        + "write a foreign number with + and its country code, and separate several numbers with ;."
    case .unknownAreaCode(let text, let code):
      "\(quoted(text)) has the code \(code), which no Turkish number has (mobiles begin with 5, landlines with 2, 3 or 4); "
        + "write a foreign number with + and its country code."
    case .hiddenNumber(let text):
      "\(quoted(text)) is an internal id of WhatsApp's (@lid), which hides the number; let the gateway give the phone number "
        + "or the business-scoped user id (TR.1349…)."
    case .group(let text):
      "\(quoted(text)) is a group, list or channel of WhatsApp's and no person; give the sender's own number."
    case .disowned(let text):
      "\(quoted(text)) is said to be a fax or not to be the lead's number, or not to be used any more; give the one that is."
    case .countryCodeMissing(let text, let country):
      "\(quoted(text)) has no country code, and the lead is in \(quoted(country)); "
        + "write the number with + and the country code."
    }
  }
}

/// A value for a message: long ones are cut, so that a pasted page does not become a sentence.
func quoted(_ text: String) -> String {
  let limit = 60
  return text.utf8.count <= limit ? "\"\(text)\"" : "\"\(text.prefix(limit))…\""
}
