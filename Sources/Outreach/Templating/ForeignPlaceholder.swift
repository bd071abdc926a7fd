/// What other programs put where a fact is to come: `[isim]`, `<<ad>>`, `*|FNAME|*`, `%FIRMA%`. Left in a message, somebody reads it.
enum ForeignPlaceholder {
  /// The marks around it, and what may stand between them.
  private struct Form: Sendable {
    var open: String
    var close: String
    var isName: @Sendable (Substring) -> Bool
  }

  /// The first of each form that stands in a text, with its marks.
  static func all(in text: String) -> [Substring] {
    forms.compactMap { form in
      guard text.contains(form.open) else { return nil }
      return first(form, in: text)
    }
  }

  /// The longer marks first, so that `[[ad]]` is told whole.
  private static let forms = [
    Form(open: "[[", close: "]]", isName: isShort), Form(open: "<<", close: ">>", isName: isShort),
    Form(open: "*|", close: "|*", isName: isShort), Form(open: "[", close: "]", isName: isKnown),
    Form(open: "<", close: ">", isName: isWords), Form(open: "%", close: "%", isName: { isWord($0) || isKnown($0) }),
    Form(open: "#", close: "#", isName: isKnown), Form(open: "@", close: "@", isName: isKnown),
  ]

  private static func first(_ form: Form, in text: String) -> Substring? {
    var rest = text[...]
    while let open = rest.firstRange(of: form.open) {
      let behind = rest[open.upperBound...]
      guard let close = behind.firstRange(of: form.close) else { return nil }
      if form.isName(behind[..<close.lowerBound]) { return text[open.lowerBound..<close.upperBound] }
      rest = rest[rest.index(after: open.lowerBound)...]
    }
    return nil
  }

  private static func isShort(_ name: Substring) -> Bool { (1...40).contains(name.count) && !name.contains("\n") }

  /// Nobody writes `<…>` around words, and addresses have other marks in them.
  private static func isWords(_ name: Substring) -> Bool {
    isShort(name) && name.contains(where: \.isLetter) && name.first != " " && name.last != " "
      && name.allSatisfy { $0.isLetter || $0.isNumber || " _-/".contains($0) }
  }

  /// `%20 indirim, KDV %10` are no names.
  private static func isWord(_ name: Substring) -> Bool {
    isShort(name) && name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// In capitals, or what such places are usually called: “[İsterseniz]” is neither.
  private static func isKnown(_ name: Substring) -> Bool {
    guard isShort(name), name.contains(where: \.isLetter) else { return false }
    let isCapitals = name.count > 1 && name.allSatisfy { $0.isUppercase || $0.isNumber || " _-".contains($0) }
    return isCapitals || names.contains(fold(String(name)).filter { $0.isLetter })
  }

  /// Folded, letters only.
  private static let names: Set<String> = [
    "ad", "adi", "adiniz", "adsoyad", "adisoyadi", "adinizsoyadiniz", "soyad", "soyadi", "isim", "ismi", "isminiz",
    "isimsoyisim", "soyisim", "hitap", "unvan", "unvani", "yetkili", "yetkiliadi", "musteri", "musteriadi", "firma",
    "firmaadi", "firmaniz", "firmaismi", "sirket", "sirketadi", "sirketiniz", "sirketismi", "sehir", "il", "ilce",
    "adres",
    "telefon", "telefonno", "eposta", "mail", "tarih", "saat", "urun", "urunadi", "urunismi", "hizmet", "hizmetadi",
    "sektor",
    "konu", "fiyat", "tutar", "baglanti", "imza", "gonderen",
    "name", "yourname", "firstname", "fname", "lastname", "lname", "fullname", "surname", "title", "salutation",
    "contact", "contactname", "customer", "customername", "client", "clientname", "company", "companyname",
    "yourcompany", "city", "address", "phone", "phonenumber", "email", "date", "time", "product", "productname",
    "service", "sector", "industry", "subject", "price", "amount", "link", "url", "signature", "sender",
    "sendername",
  ]
}
