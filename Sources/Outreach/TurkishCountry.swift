extension Lead {
  /// Whether a country or a telephone number says that people there do not write as in Türkiye.
  var isAbroad: Bool {
    if let country { return !TurkishCountry.isNamed(country) }
    if let email, Lead.isForeignDomain(email.text) { return true }
    return phone.map { !$0.isTurkish } ?? false
  }
}

extension Lead {
  /// Whether a mailbox ends in another country's letters. Not those that firms everywhere use, as .io and .co.
  fileprivate static func isForeignDomain(_ mailbox: String) -> Bool {
    var mailbox = mailbox
    return mailbox.withUTF8 { bytes in
      guard bytes.count > 3, bytes[bytes.count - 3] == UInt8(ascii: ".") else { return false }
      let (first, second) = (bytes[bytes.count - 2] &- 97, bytes[bytes.count - 1] &- 97)
      return first < 26 && second < 26 && foreignDomains[Int(first)] >> UInt32(second) & 1 == 1
    }
  }

  /// For each first letter a bit for each second one, since it is asked of every lead several times.
  private static let foreignDomains = foreignEndings.reduce(into: [UInt32](repeating: 0, count: 26)) {
    domains, ending in
    let letters = ending.utf8.map { $0 - 97 }
    domains[Int(letters[0])] |= 1 << UInt32(letters[1])
  }

  private static let foreignEndings = [
    "it", "de", "fr", "es", "nl", "be", "at", "ch", "uk", "ie", "se", "no", "dk", "fi", "pl", "cz", "sk", "hu", "ro",
    "bg", "gr", "pt", "ru", "ua", "rs", "hr", "si", "lt", "lv", "ee", "us", "ca", "au", "nz", "in", "pk", "ae", "sa",
    "qa", "kw", "eg", "ma", "ng", "za", "ke", "jp", "cn", "kr", "br", "mx", "ar",
  ]
}

/// Whether the country beside a telephone number shares Türkiye's numbering plan; Northern Cyprus does.
enum TurkishCountry {
  /// Also true for words that name no country: most leads without one are Turkish.
  static func isNamed(_ country: String) -> Bool {
    switch country {
    case "", "TR", "Türkiye", "Turkey", "Turkiye": return true
    default: break
    }
    if NothingWords.isOne(country) { return true }
    if names.contains(letters(of: country)) { return true }
    // "Türkiye (TR)", "TR - Türkiye", "İstanbul / Türkiye".
    let parts = country.split { "()[]/,;|-–".contains($0) }.map { letters(of: $0) }.filter { !$0.isEmpty }
    return parts.contains(where: names.contains)
  }

  /// Small letters and digits only.
  private static func letters(of text: some StringProtocol) -> String {
    String(
      fold(text).unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) }.map(Character.init))
  }

  private static let names: Set<String> = [
    "", "tr", "tur", "turkiye", "turkey", "turkei", "turquie", "turquia", "turchia", "turkije", "90", "0090", "792",
    "turkiyecumhuriyeti", "tc", "turkrepublic", "turkishrepublic", "republicofturkiye", "republicofturkey",
    "therepublicofturkiye", "therepublicofturkey",
    "kktc", "trnc", "kuzeykibris", "kuzeykibristurkcumhuriyeti", "kibriskuzey", "northerncyprus", "northcyprus",
    "turkishrepublicofnortherncyprus",
  ]
}
