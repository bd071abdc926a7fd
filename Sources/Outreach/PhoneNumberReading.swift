/// The steps from a typed text to E.164.
struct PhoneNumberReading {
  /// What the person typed, for messages.
  private let original: String
  private var digits = DigitString()
  private var isInternational = false

  private init(_ text: String) { original = text }

  /// The number in E.164.
  static func e164(of text: String, country: String?) throws(PhoneNumberError) -> String {
    var reading = PhoneNumberReading(text)
    try reading.readDigits()
    return try reading.e164(country: country)
  }

  // MARK: Text to digits

  private mutating func readDigits() throws(PhoneNumberError) {
    var text = original
    if text.utf8.contains(where: { $0 >= 0x80 }) { text = Self.plainPunctuation(text) }
    var bytes = PhoneNumberText.withoutWrapping(Array(text.utf8))
    if let linked = PhoneNumberText.linked(bytes) {
      bytes = linked
      isInternational = true
    }
    var i = Self.endOfLabel(bytes)
    var isBare = true
    while i < bytes.count {
      let byte = bytes[i]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits.append(byte - UInt8(ascii: "0")) else { throw .tooLong(original) }
      case UInt8(ascii: "+") where digits.count == 0:
        isInternational = true
      case UInt8(ascii: "(") where digits.count > 0 && bytes[i...].starts(with: "(0)".utf8):
        i += 2  // The trunk prefix of "+90 (0) 532", not dialled from abroad.
      case UInt8(ascii: ".") where isBare && digits.count > 0 && bytes[i...].elementsEqual(".0".utf8):
        i += 1  // A spreadsheet or data frame took the number for a decimal.
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "\n"),
        UInt8(ascii: "\r"):
        isBare = false
      default:
        if let exact = Self.exactDigits(of: original) {
          digits = exact
          i = bytes.count
          continue
        }
        guard digits.count > 0,
          Self.isExtension(bytes[i...]) || PhoneNumberText.isNote(bytes[i...], after: bytes[i - 1])
        else {
          throw Self.isScientific(original) ? .roundedBySpreadsheet(original) : .notANumber(original)
        }
        i = bytes.count
      }
      i += 1
    }
    guard digits.count > 0 else { throw bytes.allSatisfy { $0 <= 0x20 } ? .empty : .notANumber(original) }
  }

  /// Typographic spaces and dashes become the ASCII ones; invisible direction marks, which phones copy along, vanish.
  private static func plainPunctuation(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: plain.append(" ")
      case 0x2010...0x2015, 0x2212, 0xB7, 0x2022: plain.append("-")
      case 0xFF0B: plain.append("+")
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: continue
      case 0xE7: plain.append("c")  // "iç hat 12"
      default:
        // Arabic, full-width and all other decimal digits.
        if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
          plain.append(Unicode.Scalar(UInt8(ascii: "0") + UInt8(value)))
        } else {
          plain.append(scalar)
        }
      }
    }
    return String(plain)
  }

  /// Where the number starts after a label such as `tel:`, `Cep :` or `GSM `.
  private static func endOfLabel(_ bytes: [UInt8]) -> Int {
    for (i, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: ":") { return i + 1 }
      if (48...57).contains(byte) || byte == UInt8(ascii: "+") {
        // "O532…" is no label but a letter in the number.
        return i > 0 && [0x20, 0x09, UInt8(ascii: ".")].contains(bytes[i - 1]) ? i : 0
      }
    }
    return 0
  }

  /// The number of a company's first line, without the endings of the others: "0212 222 33 44-45".
  static func firstLine(of text: String) -> String? {
    let marks = text.indices.filter { "-–/".contains(text[$0]) }
    guard let mark = marks.last, marks.count == 1 else { return nil }
    let ending = text[text.index(after: mark)...].filter { !$0.isWhitespace }
    return (1...4).contains(ending.utf8.count) && ending.utf8.allSatisfy { (48...57).contains($0) }
      ? String(text[..<mark]) : nil
  }

  /// `dahili 12`, `dah. 12`, `ext 12`, `x12`, `#12`, `;ext=12`, `iç hat 12`.
  private static func isExtension(_ bytes: ArraySlice<UInt8>) -> Bool {
    var word: [UInt8] = []
    var number = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where number == 0: word.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "#"):
        guard number == 0 else { return false }
        word.append(byte)
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ";"),
        UInt8(ascii: ")"), UInt8(ascii: "-"):
        continue
      default: return false
      }
    }
    let words = ["dahili", "dah", "dhl", "d", "ext", "extension", "x", "ichat", "ic", "hat", "#"]
    return (1...6).contains(number) && words.contains(String(decoding: word, as: UTF8.self))
  }

  /// All digits of `5,321112233E+09`, of which none is lost; nil of one that a spreadsheet has rounded.
  private static func exactDigits(of text: String) -> DigitString? {
    guard isScientific(text) else { return nil }
    let parts = text.split { $0 == "e" || $0 == "E" }
    let mantissa = parts.first?.split { $0 == "." || $0 == "," } ?? []
    let exponent = parts.last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    guard parts.count == 2, mantissa.count == 2 else { return nil }
    let (whole, fraction) = (mantissa[0].utf8.filter(isDigit), mantissa[1].utf8.filter(isDigit))
    guard whole.count == 1, fraction.count == exponent, !parts[1].contains("-") else { return nil }
    var digits = DigitString()
    for byte in whole + fraction { guard digits.append(byte - UInt8(ascii: "0")) else { return nil } }
    return digits
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// `9,05321E+11`.
  static func isScientific(_ text: String) -> Bool {
    var mantissa = 0
    var exponent: Int?
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if let seen = exponent { exponent = seen + 1 } else { mantissa += 1 }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard exponent == nil, mantissa > 0 else { return false }
        exponent = 0
      case UInt8(ascii: ","), UInt8(ascii: "."):
        guard exponent == nil else { return false }
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: " "): continue
      default: return false
      }
    }
    return (exponent ?? 0) > 0
  }

  // MARK: Digits to E.164

  func e164(country: String?) throws(PhoneNumberError) -> String {
    var number = digits
    var isInternational = isInternational
    // No country code begins with 0: "+0532…" is a national form with a stray plus.
    if isInternational, number[0] == 0, number.count > 1, number[1] != 0 { isInternational = false }
    if number.count > 2, number[0] == 0, number[1] == 0 {
      isInternational = true
      number = number.dropping(2)
    }
    if isInternational {
      guard number.startsWith90 else {
        guard number.count >= 7 else { throw .tooShort(original) }
        guard number.count <= 15 else { throw .tooLong(original) }
        guard number[0] != 0 else { throw .notANumber(original) }
        return number.e164
      }
      return try turkish(number.dropping(2))
    }
    if let country, !TurkishCountry.isNamed(country) { throw .countryCodeMissing(original, country: country) }
    if number.startsWith90, number.count >= 12 || number.count == 9 && number.dropping(2).prefix(3) == 444 {
      number = number.dropping(2)
    }
    return try turkish(number)
  }

  private func turkish(_ digits: DigitString) throws(PhoneNumberError) -> String {
    let national = digits.count > 1 && digits[0] == 0 ? digits.dropping(1) : digits
    // 444 numbers are dialled without an area code.
    if national.count == 7, national.prefix(3) == 444 { return national.e164(after: 90) }
    guard national.count >= 10 else { throw .tooShort(original) }
    guard national.count == 10 else { throw .tooLong(original) }
    let code = Int(national.prefix(3))
    switch code {
    case 200..<600, 800, 850: return national.e164(after: 90)
    default:
      let text = String(code)
      throw .unknownAreaCode(original, code: String(repeating: "0", count: 3 - text.utf8.count) + text)
    }
  }
}

/// Up to 18 decimal digits, leading zeros included, without an allocation.
private struct DigitString {
  private var value: UInt64 = 0
  private(set) var count = 0

  mutating func append(_ digit: UInt8) -> Bool {
    guard count < 18 else { return false }
    value = value * 10 + UInt64(digit)
    count += 1
    return true
  }

  subscript(index: Int) -> UInt64 { value / Self.power(count - 1 - index) % 10 }

  func prefix(_ length: Int) -> UInt64 { value / Self.power(count - length) }

  func dropping(_ length: Int) -> DigitString {
    var rest = self
    rest.count -= length
    rest.value %= Self.power(rest.count)
    return rest
  }

  var startsWith90: Bool { count > 2 && prefix(2) == 90 }

  var e164: String { "+" + String(value) }

  /// For digits that do not start with zero.
  func e164(after countryCode: UInt64) -> String { "+" + String(countryCode * Self.power(count) + value) }

  private static func power(_ exponent: Int) -> UInt64 {
    var power: UInt64 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
