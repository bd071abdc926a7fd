/// The words of a text without anything but their letters: "yazın, ekip'e" is yazın, ekip, e.
///
/// By scalars, since to put characters together and ask them takes ten times as long.
package func letterRuns(of text: some StringProtocol) -> [Substring] {
  Substring(text).unicodeScalars.split { !isLetterOrMark($0) }.map { Substring($0) }
}

private func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x41...0x5A, 0x61...0x7A: true
  case 0..<0x80: false
  // Latin letters, and marks that stand behind theirs.
  case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x300...0x36F: true
  default: scalar.properties.isAlphabetic
  }
}
