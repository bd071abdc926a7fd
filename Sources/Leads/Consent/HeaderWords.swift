internal import Formats
internal import Outreach

/// A heading taken apart: `hs_email_optout`, `DoNotBulkEmail`, "E-posta İzni", each into its words, folded.
enum HeaderWords {
  static func split(_ header: String) -> [String] {
    var words: [String] = []
    var word = ""
    let characters = Array(header)
    for (at, character) in characters.enumerated() {
      // "Don't" is one word.
      if character == "'" || character == "’", word == "Don" || word == "don" { continue }
      let isWord = character.isLetter || character.isNumber
      let before = at > 0 ? characters[at - 1] : " "
      let after = at + 1 < characters.count ? characters[at + 1] : " "
      // "DoNotEmail", and "SMSOptOut" before the O.
      let begins =
        character.isUppercase && (before.isLowercase || before.isUppercase && after.isLowercase)
        && fold(word) != "whats"
      if !isWord || begins {
        if !word.isEmpty { words.append(fold(word)) }
        word = ""
      }
      if isWord { word.append(character) }
    }
    if !word.isEmpty { words.append(fold(word)) }
    return words
  }
}
