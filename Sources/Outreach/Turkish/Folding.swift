/// The text as it is compared: lower case, without diacritics, and with one i. "İç Mimarlık", "IC MIMARLIK" and
/// "ic mimarlik" all become `ic mimarlik`; punctuation and spaces stay.
///
/// It is for comparing (column headers, sectors, names a person mistyped), never for showing.
package func fold(_ text: some StringProtocol) -> String {
  if let folded = text.utf8.withContiguousStorageIfAvailable(foldedInPlace) ?? nil { return folded }
  var out: [UInt8] = []
  out.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars { appendFolded(scalar, to: &out) }
  return String(decoding: out, as: UTF8.self)
}

/// The same of bytes, without a text of its own.
///
/// - Parameter bytes: well-formed UTF-8.
func withFolded<Result>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { out in
    if let count = fold(bytes, into: out) { return body(UnsafeBufferPointer(rebasing: out[..<count])) }
    var text = fold(String(decoding: bytes, as: UTF8.self))
    return text.withUTF8(body)
  }
}

private func foldedInPlace(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
  var isWhole = true
  let folded = String(unsafeUninitializedCapacity: bytes.count) { out in
    let count = fold(bytes, into: out)
    isWhole = count != nil
    return count ?? 0
  }
  return isWhole ? folded : nil
}

/// What nearly all words are folded by: ASCII and letters of two bytes, none of which becomes longer. How many bytes it takes;
/// nil where there is something else.
private func fold(_ bytes: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Int? {
  var (index, count) = (0, 0)
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    if byte < 0x80 {
      out[count] = (65...90).contains(byte) ? byte | 0x20 : byte
      count += 1
      continue
    }
    guard (0xC3...0xC5).contains(byte), index < bytes.count,
      let base = latinBase(UInt32(byte & 0x1F) << 6 | UInt32(bytes[index] & 0x3F))
    else { return nil }
    index += 1
    for letter in base.utf8 {
      out[count] = letter
      count += 1
    }
  }
  return count
}

private func appendFolded(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
  switch scalar.value {
  case 0x41...0x5A: out.append(UInt8(scalar.value + 32))
  case 0..<0x80: out.append(UInt8(scalar.value))
  // Marks that stand by themselves, as in file names from macOS.
  case 0x300...0x36F: break
  case 0xA0, 0x2007, 0x202F: out.append(UInt8(ascii: " "))
  case 0x2018, 0x2019, 0x2BC: out.append(UInt8(ascii: "'"))
  default:
    if let base = latinBase(scalar.value) {
      out.append(contentsOf: base.utf8)
    } else {
      out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }
}

/// The plain letters of Latin-1 Supplement, Latin Extended-A and the two letters of Romanian beyond.
private func latinBase(_ value: UInt32) -> String? {
  switch value {
  case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: "a"
  case 0xC6, 0xE6: "ae"
  case 0xC7, 0xE7, 0x106...0x10D: "c"
  case 0xD0, 0xF0, 0x10E...0x111: "d"
  case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: "e"
  case 0x11C...0x123: "g"
  case 0x124...0x127: "h"
  case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: "i"
  case 0x132...0x133: "ij"
  case 0x134...0x135: "j"
  case 0x136...0x138: "k"
  case 0x139...0x142: "l"
  case 0xD1, 0xF1, 0x143...0x14B: "n"
  case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: "o"
  case 0x152...0x153: "oe"
  case 0x154...0x159: "r"
  case 0xDF: "ss"
  case 0x15A...0x161, 0x17F, 0x218...0x219: "s"
  case 0x162...0x167, 0x21A...0x21B: "t"
  case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: "u"
  case 0x174...0x175: "w"
  case 0xDD, 0xFD, 0xFF, 0x176...0x178: "y"
  case 0x179...0x17E: "z"
  default: nil
  }
}
