/// Numbers as people and spreadsheets write them.
enum FactNumber {
  /// A whole number: `25`, `1.250`, `1,250`, `50+`, `11-50` (which counts as 11).
  package static func count(_ text: String) -> Int? {
    if text.utf8.count <= 9, let plain = Int(text) { return plain < 0 ? nil : plain }
    var bytes = text.utf8.filter { $0 != 0x20 && $0 != UInt8(ascii: "~") }
    if bytes.last == UInt8(ascii: "+") { bytes.removeLast() }
    if let dash = bytes.firstIndex(of: UInt8(ascii: "-")), dash > 0 { bytes.removeSubrange(dash...) }
    guard let number = number(bytes, separatorBeforeThreeDigitsGroups: true), number >= 0, number < 1e9 else {
      return nil
    }
    return Int(number)
  }

  /// A decimal with a point or a comma: `4.5`, `4,5`.
  static func decimal(_ text: String) -> Double? {
    if let plain = plainDecimal(text) { return plain }
    return number(Array(text.utf8), separatorBeforeThreeDigitsGroups: false)
  }

  /// An amount of money: `1250000`, `1.250.000,50 TL`, `$1,250,000.50`, `1,25E+06`.
  static func amount(_ text: String) -> Double? {
    let currencies: Set<String> = ["TL", "TRY", "USD", "EUR", "GBP"]
    let plain = text.filter { !"₺$€£".contains($0) }
    let words = plain.split(separator: " ").filter { !currencies.contains($0.uppercased()) }
    return number(Array(words.joined().utf8), separatorBeforeThreeDigitsGroups: true)
  }

  /// With both separators the later one is the decimal one, and one that is there twice groups thousands. A single one
  /// before exactly three digits is ambiguous, and the caller's.
  private static func number(_ bytes: [UInt8], separatorBeforeThreeDigitsGroups grouping: Bool) -> Double? {
    let point = UInt8(ascii: ".")
    let comma = UInt8(ascii: ",")
    let allowed: (UInt8) -> Bool = { (48...57).contains($0) || "+-eE.,".utf8.contains($0) }
    guard !bytes.isEmpty, bytes.allSatisfy(allowed) else { return nil }
    let points = bytes.count { $0 == point }
    let commas = bytes.count { $0 == comma }
    var decimal: UInt8?
    if points > 0, commas > 0 {
      decimal = bytes.last { $0 == point || $0 == comma }
      guard bytes.count(where: { $0 == decimal }) == 1 else { return nil }
    } else if points + commas == 1, let at = bytes.firstIndex(where: { $0 == point || $0 == comma }) {
      let isGroup = grouping && (1...3).contains(at) && bytes.count - at == 4 && bytes[(at + 1)...].allSatisfy(isDigit)
      decimal = isGroup && bytes[0] != UInt8(ascii: "0") ? nil : bytes[at]
    }
    guard groupsAreThousands(bytes, decimal) else { return nil }
    if let value = plainDecimal(bytes, decimal) { return value }
    var plain: [UInt8] = []
    for byte in bytes {
      if byte == decimal { plain.append(point) } else if byte != point, byte != comma { plain.append(byte) }
    }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  /// Whether three digits follow every separator that is not the decimal one: "1.5.5" is a version or a date.
  private static func groupsAreThousands(_ bytes: [UInt8], _ decimal: UInt8?) -> Bool {
    for (i, byte) in bytes.enumerated() where byte != decimal && (byte == 0x2E || byte == 0x2C) {
      let after = bytes[(i + 1)...].prefix { isDigit($0) }
      if i == 0 || after.count != 3 { return false }
    }
    return true
  }

  /// Up to 15 digits without sign or exponent: the quotient of two exact doubles is the nearest one.
  private static func plainDecimal(_ bytes: [UInt8], _ decimal: UInt8?) -> Double? {
    guard bytes.count <= 16, bytes.contains(where: isDigit) else { return nil }
    var digits = 0.0
    var scale = 1.0
    var isFraction = false
    for byte in bytes {
      if isDigit(byte) {
        digits = digits * 10 + Double(byte - 48)
        if isFraction { scale *= 10 }
      } else if byte == decimal {
        isFraction = true
      } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: ",") {
        return nil
      }
    }
    return digits / scale
  }

  /// `4.5` and `4`, of one digit on each side.
  private static func plainDecimal(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes in
      switch bytes.count {
      case 1 where isDigit(bytes[0]): Double(bytes[0] - 48)
      case 3 where isDigit(bytes[0]) && bytes[1] == UInt8(ascii: ".") && isDigit(bytes[2]):
        (Double(bytes[0] - 48) * 10 + Double(bytes[2] - 48)) / 10
      default: nil
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
