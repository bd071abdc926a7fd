internal import Outreach

/// Makes headers comparable: case, accents, Turkish dotted and dotless i, spaces and punctuation do not count.
package enum HeaderFolding {
  package static func fold(_ header: String) -> String {
    let text = Outreach.fold(header)
    // Nearly every heading folds to ASCII, where letters and digits are told without Unicode's tables.
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: text.utf8.filter(isLetterOrDigit), as: UTF8.self)
    }
    var folded = text.unicodeScalars
    folded.removeAll { !($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
    return String(folded)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
