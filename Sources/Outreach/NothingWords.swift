/// What programs and people write into a cell that has no value: `null`, `#N/A`, `(boş)`, a dash.
///
/// Taken for a value, such a word ends up in a greeting ("Merhaba null") or becomes the id of a lead.
package enum NothingWords {
  /// Whether the text, which has no white space around it, says that there is none. An empty text does.
  package static func isOne(_ text: some StringProtocol) -> Bool {
    var text = String(text)
    return text.withUTF8 { mayBeOne($0) } && isListed(text)
  }

  /// Whether it is worth asking ``isOne(_:)``: nearly all cells are told by their first and last byte and their length.
  ///
  /// - Parameter text: in any encoding in which ASCII is itself.
  @inlinable
  package static func mayBeOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    return text.count < 32 && lengths[Int(first)] >> UInt32(text.count) & 1 == 1 && endings[Int(last)]
  }

  /// Which bytes such words end with. What is no ASCII has other bytes in other encodings.
  @usableFromInline static let endings: [Bool] = {
    var endings = (0..<256).map { $0 >= 0x80 }
    for word in words + exactWords {
      let spellings = [word, word.uppercased(), fold(word), fold(word).uppercased()]
      for last in spellings.compactMap(\.utf8.last) {
        endings[Int(last)] = true
      }
    }
    for byte in Array("-._?".utf8) { endings[Int(byte)] = true }
    return endings
  }()

  /// For each first byte, the lengths of the words that begin with it: a bit each.
  @usableFromInline static let lengths: [UInt32] = {
    var lengths = [UInt32](repeating: 0, count: 256)
    for word in words + exactWords {
      // A letter may have another count of bytes in capitals (ı and I, i and İ), or in another encoding.
      let scalars = word.unicodeScalars
      let longest = scalars.count + scalars.count { !$0.isASCII || $0 == "i" }
      for first in [word.utf8.first, word.uppercased().utf8.first].compactMap(\.self) {
        for length in scalars.count...longest { lengths[Int(first)] |= 1 << UInt32(length) }
      }
    }
    // Dashes and dots, however many.
    for byte in Array("-._?".utf8) + [0x85, 0x96, 0x97, 0xE2] { lengths[Int(byte)] = .max }
    return lengths
  }()

  private static func isListed(_ text: String) -> Bool {
    if exactWords.contains(text) { return true }
    let folded = fold(text)
    return listed.contains(folded)
      || folded.unicodeScalars.allSatisfy { "-–—―‐‑−.…_?".unicodeScalars.contains($0) }
  }

  private static let listed = Set(words.map { fold($0) })

  /// Of databases and languages, of spreadsheets in English and Turkish, and of people.
  private static let words = [
    "null", "none", "nan", "n/a", "n.a.", "n.a", "n/d", "undefined", #"\n"#, "[null]", "(null)", "<null>", "(none)",
    "<none>", "[none]", "<na>", "<nan>", "(blank)", "(empty)", "[object object]", "[not provided]", "[[unknown]]",
    "not provided", "not available", "unknown", "(unknown)", "not set", "(not set)", "empty", "<empty>", "no data",
    "no value", "infinity", "please select", "-select-", "- select -", "--select--",
    "#n/a", "#n/a!", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!", "#calc!", "#field!",
    "#error!", "#unknown!", "#getting_data", "#yok", "#başv!", "#değer!", "#ad?", "#sayı/0!", "#böl/0!", "#sayı!",
    "#boş!",
    "#taşma!", "#hesapla!", "#alan!", "#hata!",
    "boş", "(boş)", "[boş]", "<boş>", "yok", "(yok)", "bilinmiyor", "belirsiz", "belirtilmedi", "belirtilmemiş",
    "girilmedi", "girilmemiş", "tanımsız", "mevcut değil", "bilgi yok",
    "veri yok", "kayıt yok", "seçiniz", "(seçiniz)", "lütfen seçiniz", "-seçiniz-", "- seçiniz -", "seçilmedi",
    "seçilmemiş",
    // Headings that nobody has filled in, and what is left of a firm without its name.
    "ad soyad", "ad-soyad", "adı soyadı", "isim soyisim", "İsim Soyisim", "isim soyad", "İsim Soyad", "name surname",
    "first name last name",
    "full name", "firma adı", "şirket adı", "company name", "contact name", "yetkili adı", "ltd. şti.", "ltd.şti.",
    "ltd şti", "ltd. şti", "a.ş.", "a. ş.", "limited şirketi", "anonim şirketi", "tic. ltd. şti.",
    "san. ve tic. ltd. şti.", "san. tic. ltd. şti.", "san. ve tic. a.ş.",
  ]

  /// Nil and Nat are people's names, NIL and NaT are not.
  private static let exactWords: Set<String> = ["NA", "NIL", "NaT", "NUL"]
}
