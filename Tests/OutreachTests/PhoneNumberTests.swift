import Testing

@testable import Outreach

struct PhoneNumberTests {
  @Test(arguments: [
    "0532 111 22 33", "532 111 22 33", "5321112233", "05321112233", "905321112233", "90 532 111 22 33",
    "0090 532 111 22 33", "+90 (0) 532 111 22 33", "+90 532 1112233", "+905321112233", "0 532 111 22 33",
    "0 (532) 111-22-33", "0532.111.22.33", "0532/111/22/33", "0532\u{A0}111\u{A0}22\u{A0}33", "'05321112233",
    " 0532 111 22 33 ", "\u{202A}+90 532 111 22 33\u{202C}", "tel:+905321112233", "Cep: 0532 111 22 33",
    "0532 111 22 33 dahili 12", "0532 111 22 33 x12", "0532–111–22–33", "5321112233.0", "+0532 111 22 33",
    "++905321112233", "0532 111 2233 (Elif Hanım)", "0532 111 22 33 (WhatsApp)", "0532 111 22 33 Elif Hanım",
    "Elif Hanım 0532 111 22 33", "GSM 0532 111 22 33", "=\"05321112233\"", "\"0532 111 22 33\"", "٠٥٣٢١١١٢٢٣٣",
    "۰۵۳۲۱۱۱۲۲۳۳", "０５３２１１１２２３３", "https://wa.me/905321112233", "wa.me/+905321112233?text=Merhaba",
    "https://api.whatsapp.com/send?phone=905321112233", "[cep] 0532 111 22 33",
    "90 0532 111 22 33", "+90 0532 111 22 33", "(+90) 532 111 22 33", "0532 111 22 33;ext=4", "＋905321112233",
  ])
  func turkishMobile(_ typed: String) throws {
    let number = try PhoneNumber(parsing: typed)
    #expect(number.e164 == "+905321112233")
    #expect(number.isMobile)
  }

  @Test(arguments: [
    ("(0212) 222 33 44", "+902122223344"), ("0312 222 33 44 dahili 102", "+903122223344"),
    ("0462 222 33 44 (dah. 5)", "+904622223344"), ("0850 222 33 44", "+908502223344"), ("444 1 222", "+904441222"),
    ("+90 444 12 22", "+904441222"), ("0800 222 33 44", "+908002223344"), ("0212 222 33 44 iç hat 7", "+902122223344"),
  ])
  func turkishLandline(typed: String, e164: String) throws {
    let number = try PhoneNumber(parsing: typed)
    #expect(number.e164 == e164)
    #expect(!number.isMobile)
  }

  @Test(arguments: [
    ("+44 20 7946 0958", "+442079460958"), ("0044 20 7946 0958", "+442079460958"),
    ("+44 (0) 20 7946 0958", "+442079460958"), ("+1 (415) 555-0132", "+14155550132"),
    ("+49/30/1234567", "+49301234567"),
    ("+994 50 123 45 67", "+994501234567"),
  ])
  func foreign(typed: String, e164: String) throws {
    #expect(try PhoneNumber(parsing: typed).e164 == e164)
    #expect(try PhoneNumber(parsing: typed, country: "Almanya").e164 == e164)
    #expect(try PhoneNumber.best(in: typed).isMobile)
  }

  @Test(arguments: [
    "TR", "tr", "Türkiye", "TÜRKİYE", "turkiye", "Turkey", "T.C.", "", " ", "KKTC", "Republic of Türkiye",
    "Republic of Turkey", "Türkiye (TR)", "Turkey (Türkiye)", "TR - Türkiye", "İstanbul / Türkiye",
    "0090", "792", "Kuzey Kıbrıs Türk Cumhuriyeti", "Northern Cyprus", "North Cyprus", "TÜRKIYE", "Tu\u{308}rkiye", "-",
    "yok", "Bilinmiyor", "#N/A", "Türkei",
  ])
  func countriesWithTurkishNumbers(_ country: String) throws {
    #expect(try PhoneNumber(parsing: "0532 111 22 33", country: country).e164 == "+905321112233")
  }

  @Test(arguments: ["Almanya", "DE", "Azerbaycan", "Turkmenistan", "Turks and Caicos", "Cyprus", "Güney Kıbrıs"])
  func otherCountries(_ country: String) {
    #expect(throws: PhoneNumberError.self) { try PhoneNumber(parsing: "0532 111 22 33", country: country) }
  }

  @Test(arguments: [
    ("", PhoneNumberError.empty), ("  \u{A0}", .empty), ("yok", .notANumber("yok")), ("-", .notANumber("-")),
    ("+", .notANumber("+")), ("0532 111 22 3O", .notANumber("0532 111 22 3O")), ("12345", .tooShort("12345")),
    ("0532 111 22", .tooShort("0532 111 22")), ("0532 111 22 334", .tooLong("0532 111 22 334")),
    ("0632 111 22 33", .unknownAreaCode("0632 111 22 33", code: "632")),
    ("0100 111 22 33", .unknownAreaCode("0100 111 22 33", code: "100")),
    ("0900 111 22 33", .unknownAreaCode("0900 111 22 33", code: "900")),
    ("9,05321E+11", .roundedBySpreadsheet("9,05321E+11")), ("9.05321E+11", .roundedBySpreadsheet("9.05321E+11")),
    ("5,32e9", .roundedBySpreadsheet("5,32e9")), ("+1234567890123456", .tooLong("+1234567890123456")),
    ("999999999999999999999999", .tooLong("999999999999999999999999")), ("+123", .tooShort("+123")),
    ("0000000000", .notANumber("0000000000")),
    ("0532 111 22 33 or 34", .notANumber("0532 111 22 33 or 34")),
    ("info@example.com", .notANumber("info@example.com")), ("00", .tooShort("00")), ("++90532", .tooShort("++90532")),
    ("O532 111 22 33", .notANumber("O532 111 22 33")), ("05321112233 05331112233", .tooLong("05321112233 05331112233")),
    ("0532-111-22-33-4", .tooLong("0532-111-22-33-4")),
  ])
  func refused(typed: String, error: PhoneNumberError) {
    #expect(throws: error) { try PhoneNumber(parsing: typed) }
  }

  @Test func foreignNationalFormNeedsACountryCode() {
    let error = PhoneNumberError.countryCodeMissing("030 123456", country: "Almanya")
    #expect(throws: error) { try PhoneNumber(parsing: "030 123456", country: "Almanya") }
    #expect(error.message.contains("Almanya"))
  }

  @Test(arguments: [
    ("0212 222 33 44; 0532 111 22 33", "+905321112233"), ("0212 222 33 44, 0532 111 22 33", "+905321112233"),
    ("0212 222 33 44 / 0532 111 22 33", "+905321112233"), ("0532 111 22 33 | 0533 111 22 33", "+905321112233"),
    ("yok; 0532 111 22 33", "+905321112233"), ("0532 111 22 33 / 34", "+905321112233"),
    ("0212 222 33 44 - 0532 111 22 33", "+905321112233"), ("0212 222 33 44-0532 111 22 33", "+905321112233"),
    ("0212 222 33 44 (iş) 0532 111 22 33 (cep)", "+905321112233"),
    ("0532 111 22 33 veya 0533 111 22 33", "+905321112233"), ("0212 222 33 44 ya da 0532 111 22 33", "+905321112233"),
    ("0212 222 33 44 ::: 0532 111 22 33", "+905321112233"),
    ("İş: 0212 222 33 44, Cep: 0532 111 22 33", "+905321112233"),
    ("0212/222 33 44;0532/111 22 33", "+905321112233"), ("0212 222 33 44\n+90 532 111 22 33", "+905321112233"),
  ])
  func mobileWins(field: String, e164: String) throws {
    #expect(try PhoneNumber.best(in: field).e164 == e164)
  }

  @Test func whatIsNoNumberIsPassedOver() throws {
    #expect(try PhoneNumber.best(in: "x; 0212/222 33 44").e164 == "+902122223344")
    #expect(throws: PhoneNumberError.notANumber("yok; hiç")) { try PhoneNumber.best(in: "yok; hiç") }
    let rounded = "0532 111; 9,05321E+11"
    #expect(throws: PhoneNumberError.roundedBySpreadsheet(rounded)) { try PhoneNumber.best(in: rounded) }
    #expect(throws: PhoneNumberError.roundedBySpreadsheet("9,05321E+11")) { try PhoneNumber.best(in: "9,05321E+11") }
  }

  @Test func finalFormIsCheckedToo() {
    #expect(throws: PhoneNumberError.unknownAreaCode("+906321112233", code: "632")) {
      try PhoneNumber.best(in: "+906321112233")
    }
  }

  @Test func nothingTypedCrashesIt() throws {
    var generator = SplitMix(seed: 11)
    let alphabet = Array("0123456789+-() ./,;|eE'\u{A0}dahiliçx#:\n")
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int(generator.next() % 24)).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] })
      guard let number = try? PhoneNumber.best(in: text) else { continue }
      let digits = number.e164.utf8.dropFirst()
      #expect(number.e164.hasPrefix("+") && (7...15).contains(digits.count) && digits.first != 48, "\(text)")
      #expect(try PhoneNumber(parsing: number.e164) == number)
    }
  }
}

/// The same numbers on every run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
