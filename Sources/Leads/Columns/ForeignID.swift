internal import Outreach

/// Spells a CRM's id as a lead id.
///
/// Odoo's `__export__.crm_lead_42_1a2b3c4d` has dots, `120.01.001` of Logo, Netsis and Mikro too, a customer number such as
/// `M-2026/0139` a slash, a UUID braces, and lead ids have none of them: braces go, letters lose their accents, and each of
/// `.` `/` `:` `#` `\` `&` `+` `*` `(` `)` becomes `_`, as does a space between numbers. That holds for every id column but our
/// own `lead_id`, in bulk files and lead books alike. Other ids stay as they are, to be refused: commas and spaces between
/// words do not occur in ids, and `51.0` or `1.23457E+11` is what a spreadsheet made of one.
package enum ForeignID {
  package static func leadID(_ text: String) -> String {
    var text = text
    return text.withUTF8 { respelled($0) }.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Nil if the id stays as it is.
  static func respelled(_ id: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard id.contains(where: { !isPlain($0) }), !isDecimal(id) else { return nil }
    var bytes = Array(id)
    if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") { bytes = Array(bytes.dropFirst().dropLast()) }
    if bytes.contains(where: { $0 >= 0x80 }) { bytes = withoutAccents(bytes) }
    let isNumbers = bytes.allSatisfy { isDigit($0) || isMark($0) || $0 == 0x20 }
    let spelled = bytes.map { isMark($0) || $0 == 0x20 && isNumbers ? UInt8(ascii: "_") : $0 }
    return LeadID.isValid(spelled) ? spelled : nil
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    isDigit(byte) || (97...122).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// `51.0`, `1.23457E+11`, `1.234`: what may be another number in a spreadsheet's spelling.
  private static func isDecimal(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
    guard id.allSatisfy({ isDigit($0) || ".+eE-".utf8.contains($0) }), let dot = id.firstIndex(of: UInt8(ascii: "."))
    else {
      return false
    }
    let fraction = id[(dot + 1)...]
    guard !fraction.contains(UInt8(ascii: ".")) else { return false }
    return fraction.contains { !isDigit($0) } || fraction.allSatisfy { $0 == UInt8(ascii: "0") }
      || fraction.count == 3 && dot <= 3
  }

  private static func isMark(_ byte: UInt8) -> Bool { "./:#\\&+*()".utf8.contains(byte) }

  /// `MÜŞ-01` becomes `MUS-01`: capitals stay.
  private static func withoutAccents(_ bytes: [UInt8]) -> [UInt8] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.flatMap { scalar -> [UInt8] in
      if scalar.isASCII { return [UInt8(scalar.value)] }
      let plain = fold(String(scalar))
      return Array((scalar.properties.isUppercase ? plain.uppercased() : plain).utf8)
    }
  }
}
