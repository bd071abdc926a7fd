internal import Outreach

/// Makes headers comparable: case, accents, Turkish dotted and dotless i, spaces and punctuation do not count.
package enum HeaderFolding {
  package static func fold(_ header: String) -> String {
    var folded = Outreach.fold(header).unicodeScalars
    folded.removeAll { !($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
    return String(folded)
  }
}
