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
  /// `wa.me/90532…`, `="0532…"`, with a label before it (`Cep: …`), and with an extension (`dahili 12`), a note
  /// (`(Elif Hanım)`) or the endings of further lines (`44-45`) after it, which are dropped.
  ///
  /// - Parameter country: the lead's country in either language or as an ISO code. A number without `+` or `00` is
  ///   Turkish if this is nil or Türkiye, and refused otherwise: national forms of other countries cannot be told apart.
  package init(parsing text: String, country: String? = nil) throws(PhoneNumberError) {
    do throws(PhoneNumberError) {
      self.init(e164: NumberSpelling.common(try PhoneNumberReading.e164(of: text, country: country)))
    } catch {
      let isUser = WhatsAppSpelling.isUser(text)
      if case .tooLong = error, !isUser, let first = PhoneNumberReading.firstLine(of: text) {
        self.init(e164: NumberSpelling.common(try PhoneNumberReading.e164(of: first, country: country)))
        return
      }
      // Gateways and links have spellings of their own, always in international form.
      var isOther = isUser
      if case .notANumber = error { isOther = true }
      guard isOther, let digits = try WhatsAppSpelling.digits(text) else { throw error }
      self.init(e164: NumberSpelling.common(try PhoneNumberReading.e164(of: "+" + digits, country: nil)))
    }
  }
}

// MARK: - Several numbers in one field

extension PhoneNumber {
  /// The number of a field that is best to call: the first mobile, or else the first that is a number at all.
  ///
  /// The field may hold several, joined in any of the ways that ``CellValues`` knows. What is no number among them is
  /// passed over; if nothing is one, the error names the whole field.
  package static func best(in field: String, country: String? = nil) throws(PhoneNumberError) -> PhoneNumber {
    if isTurkishE164(field) { return PhoneNumber(e164: field) }
    guard let field = usable(field) else { throw .disowned(field) }
    let whole: PhoneNumberError
    do throws(PhoneNumberError) { return try PhoneNumber(parsing: field, country: country) } catch { whole = error }
    // Its decimal comma would divide it.
    if isRounded(field) { throw whole }
    let numbers = CellValues.all(in: field) { try? PhoneNumber(parsing: $0, country: country) }
    if let best = numbers.first(where: \.isMobile) ?? numbers.first { return best }
    let hasRounded = field.split { ";|\n\r\r\n".contains($0) }.contains { isRounded(String($0)) }
    throw hasRounded ? .roundedBySpreadsheet(field) : whole
  }

  /// Without the numbers that are said not to be the lead's, "(yanlış no)"; nil if none is left.
  static func usable(_ field: String) -> String? {
    AddressNote.usable(field) { $0.utf8.contains { (48...57).contains($0) } }
  }

  /// Whether a spreadsheet has rounded the number: `9,05321E+11`.
  package static func isRounded(_ text: String) -> Bool { PhoneNumberReading.isScientific(text) }

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
}
