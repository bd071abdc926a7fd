import Testing

@testable import Outreach

struct EmailAddressTests {
  @Test(arguments: [
    ("info@example.com", "info@example.com"), ("  Info@Example.COM ", "info@example.com"),
    ("ALI@x.com", "ali@x.com"), ("Istanbul.INFO@x.com", "istanbul.info@x.com"),
    ("mailto:ayse@example.com?subject=x", "ayse@example.com"), ("MAILTO:ayse@example.com", "ayse@example.com"),
    ("Ayşe Yılmaz <ayse@example.com>", "ayse@example.com"), ("<ayse@example.com>", "ayse@example.com"),
    ("a+b@sub.example.com.tr", "a+b@sub.example.com.tr"), ("o'neil@example.ie", "o'neil@example.ie"),
    ("a_b-c.d@xn--rnek-4qa.com", "a_b-c.d@xn--rnek-4qa.com"), ("info@example.com\r\n", "info@example.com"),
    ("\u{A0}info@example.com\u{A0}", "info@example.com"), ("\u{FEFF}info@example.com", "info@example.com"),
    ("ali@example.com.", "ali@example.com"), ("ali@example.com (iş)", "ali@example.com"),
    ("E-posta: ali@example.com", "ali@example.com"), ("'ali@example.com'", "ali@example.com"),
    ("'ali@example.com", "ali@example.com"), ("ali@example.com>", "ali@example.com"),
    ("ali@example.com,", "ali@example.com"),
    ("\u{200B}ali@example.com\u{200E}", "ali@example.com"), ("\"Kurt, Ada\" <ada@example.com>", "ada@example.com"),
    ("=\"ali@example.com\"", "ali@example.com"), ("1@2.com", "1@2.com"), ("-a@example.com", "-a@example.com"),
  ])
  func accepted(typed: String, text: String) throws {
    #expect(try EmailAddress(parsing: typed).text == text)
  }

  @Test(arguments: [
    ("", EmailAddressError.empty), (" \n", .empty), ("yok", .noAtSign("yok")),
    ("a@b@c.com", .severalAtSigns("a@b@c.com")),
    ("info@gmail,com", .mistyped("info@gmail,com", suggestion: "info@gmail.com")),
    ("info@gmail.con", .mistyped("info@gmail.con", suggestion: "info@gmail.com")),
    ("ayse @example.com", .mistyped("ayse @example.com", suggestion: "ayse@example.com")),
    ("a@example..com", .mistyped("a@example..com", suggestion: "a@example.com")),
    ("şule@example.com", .notASCII("şule@example.com")), ("info@örnek.com", .notASCII("info@örnek.com")),
    (".a@example.com", .invalidLocalPart(".a@example.com")),
    ("a..b@example.com", .invalidLocalPart("a..b@example.com")),
    ("@example.com", .invalidLocalPart("@example.com")),
    ("\"ab\"@example.com", .invalidLocalPart("\"ab\"@example.com")),
    ("a@localhost", .invalidDomain("a@localhost")), ("a@-x.com", .invalidDomain("a@-x.com")),
    ("a@x-.com", .invalidDomain("a@x-.com")), ("a@1.2.3.4", .invalidDomain("a@1.2.3.4")),
    ("a@[1.2.3.4]", .invalidDomain("a@[1.2.3.4]")), ("a@example.c", .invalidDomain("a@example.c")),
    ("a@.com", .invalidDomain("a@.com")),
    ("İNFO@FİRMA.EXAMPLE", .mistyped("İNFO@FİRMA.EXAMPLE", suggestion: "info@firma.example")),
    ("bılgı@example.com", .mistyped("bılgı@example.com", suggestion: "bilgi@example.com")),
    ("ayşe yılmaz@example.com", .notASCII("ayşe yılmaz@example.com")),
  ])
  func refused(typed: String, error: EmailAddressError) {
    #expect(throws: error) { try EmailAddress(parsing: typed) }
    #expect(error.message.hasSuffix(".") || error.message.hasSuffix("?"))
  }

  /// Whatever comes in, nothing that could start a new header goes out.
  @Test(arguments: [
    "a@example.com\r\nBcc: b@example.com", "a\r\n@example.com", "a@exa\nmple.com", "a\0@example.com",
    "A\r\nB <a@example.com", "<a@example.com\r\nX: y>", "a\u{7F}@example.com", "a\u{85}b@example.com",
  ])
  func noControlCharacters(_ typed: String) {
    if let address = try? EmailAddress(parsing: typed) {
      Issue.record("\(address.text.debugDescription)")
    }
  }

  @Test func lengths() throws {
    let local = String(repeating: "a", count: 64)
    #expect(try EmailAddress(parsing: "\(local)@example.com").text.utf8.count == 76)
    #expect(throws: EmailAddressError.self) { try EmailAddress(parsing: "a\(local)@example.com") }
    let label = String(repeating: "b", count: 63)
    #expect(try EmailAddress(parsing: "a@\(label).com").text.utf8.count == 69)
    #expect(throws: EmailAddressError.self) { try EmailAddress(parsing: "a@b\(label).com") }
    #expect(throws: EmailAddressError.self) { try EmailAddress(parsing: "a@\(label).\(label).\(label).\(label).com") }
  }

  @Test func bestOfSeveral() throws {
    #expect(try EmailAddress.best(in: "yok; a@example.com; b@example.com").text == "a@example.com")
    #expect(try EmailAddress.best(in: "a@example.com, b@example.com").text == "a@example.com")
    for several in [
      "a@example.com / b@example.com", "a@example.com b@example.com", "a@example.com\nb@example.com",
      "a@example.com ::: b@example.com", "a@example.com veya b@example.com", "Ev: a@example.com; İş: b@example.com",
      "A <a@example.com>, B <b@example.com>", "a@example.com\r\nBcc: b@example.com",
    ] { #expect(try EmailAddress.best(in: several).text == "a@example.com", "\(several)") }
    // The space may be the mistake, and then it is another address.
    #expect(throws: EmailAddressError.self) { try EmailAddress.best(in: "ali veli@example.com") }
    #expect(throws: EmailAddressError.noAtSign("x;y")) { try EmailAddress.best(in: "x;y") }
  }

  /// The short cut for plain addresses accepts nothing that the full check refuses: a name before the address forces
  /// the full check.
  @Test func shortCutAgrees() {
    var generator = SplitMix(seed: 5)
    let alphabet = Array("ab0.-_@A@.con+ ,")
    for _ in 0..<30_000 {
      let text = String((0..<(3 + Int(generator.next() % 12))).map { _ in alphabet[Int(generator.next() % 16)] })
      let short = try? EmailAddress(parsing: text)
      let full = try? EmailAddress(parsing: "<\(text)>")
      #expect(short == full, "\(text)")
    }
  }
}
