/// Makes headers comparable: case, accents, Turkish dotted and dotless i, spaces and punctuation do not count.
enum HeaderFolding {
  static func fold(_ header: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in header.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": folded.append(scalar)
      case "A"..."Z": folded.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
      case "ı", "İ", "î", "Î": folded.append("i")
      case "ş", "Ş": folded.append("s")
      case "ç", "Ç": folded.append("c")
      case "ğ", "Ğ": folded.append("g")
      case "ö", "Ö": folded.append("o")
      case "ü", "Ü", "û", "Û": folded.append("u")
      case "â", "Â": folded.append("a")
      // A decomposed accent follows its letter.
      case "\u{300}"..."\u{36F}": continue
      default:
        if scalar.properties.isAlphabetic { folded.append(scalar) }
      }
    }
    return String(folded)
  }
}
