/// A telephone number in E.164 form, `+905321112233`.
package struct PhoneNumber: Hashable, Sendable {
  package let e164: String

  /// Whether it can receive WhatsApp: true for Turkish mobiles (+90 5…) and for every number outside Türkiye,
  /// where the numbering plans do not tell; false for Turkish landlines and service numbers.
  package var isMobile: Bool {
    guard isTurkish else { return true }
    var text = e164
    return text.withUTF8 { $0.count > 3 && $0[3] == UInt8(ascii: "5") }
  }

  var isTurkish: Bool {
    var text = e164
    return text.withUTF8 {
      $0.count >= 3 && $0[0] == UInt8(ascii: "+") && $0[1] == UInt8(ascii: "9") && $0[2] == UInt8(ascii: "0")
    }
  }

  init(e164: String) { self.e164 = e164 }

  /// Reads one number as people type it: `0532 111 22 33`, `(0212) 222 33 44`, `+90 (0) 532…`, `0044 20…`, `444 1 222`,
  /// with a label before it (`Cep: …`) or an extension after it (`dahili 12`), which is dropped.
  ///
  /// - Parameter country: the lead's country in either language or as an ISO code. A number without `+` or `00` is
  ///   Turkish if this is nil or Türkiye, and refused otherwise: national forms of other countries cannot be told apart.
  package init(parsing text: String, country: String? = nil) throws(PhoneNumberError) {
    do throws(PhoneNumberError) {
      var reading = PhoneNumberReading(text)
      try reading.readDigits()
      self.init(e164: NumberSpelling.common(try reading.e164(country: country)))
    } catch {
      // Gateways and links have spellings of their own, always in international form.
      guard case .notANumber = error, let digits = try WhatsAppSpelling.digits(text) else { throw error }
      var reading = PhoneNumberReading("+" + digits)
      try reading.readDigits()
      self.init(e164: NumberSpelling.common(try reading.e164(country: nil)))
    }
  }
}

// MARK: - Several numbers in one field

extension PhoneNumber {
  /// The number of a field that is best to call: the first mobile, or else the first that is a number at all.
  ///
  /// Numbers may be separated by `;` `,` `|` `/` or line ends. Parts that are no number are passed over as long as one
  /// part is; otherwise the first part's error is thrown.
  package static func best(in field: String, country: String? = nil) throws(PhoneNumberError) -> PhoneNumber {
    if isTurkishE164(field) { return PhoneNumber(e164: field) }
    // "0212/222 33 44" is one number, so the whole comes before its parts.
    let whole: PhoneNumberError
    do throws(PhoneNumberError) { return try PhoneNumber(parsing: field, country: country) } catch { whole = error }

    var first: PhoneNumber?
    var failure: PhoneNumberError?
    for part in parts(of: field) {
      do throws(PhoneNumberError) {
        let number = try PhoneNumber(parsing: part, country: country)
        if number.isMobile { return number }
        first = first ?? number
      } catch {
        failure = failure ?? error
      }
    }
    guard let first else { throw failure ?? whole }
    return first
  }

  /// Numbers that are in their final form already, as most are in a book of a million.
  private static func isTurkishE164(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count == 13, bytes[0] == UInt8(ascii: "+"), bytes[1] == UInt8(ascii: "9"),
        bytes[2] == UInt8(ascii: "0"),
        (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(bytes[3])
      else { return false }
      return bytes[4...].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    } ?? false
  }

  /// A decimal comma is left alone, so that "9,05321E+11" is reported as what it is.
  private static func parts(of field: String) -> [String] {
    if PhoneNumberReading.isScientific(field) { return [] }
    var parts: [String] = []
    for strong in field.split(whereSeparator: { ";,|\n\r\r\n".contains($0) }) {
      let text = String(strong)
      if !text.utf8.contains(UInt8(ascii: "/")) || (try? PhoneNumber(parsing: text)) != nil {
        parts.append(text)
      } else {
        parts += text.split(separator: "/").map(String.init)
      }
    }
    return parts.count > 1 ? parts : []
  }
}
