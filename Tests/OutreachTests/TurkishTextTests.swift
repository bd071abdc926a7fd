import Testing

@testable import Outreach

struct TurkishTextTests {
  @Test(arguments: [
    ("İç Mimarlık", "ic mimarlik"), ("IC MIMARLIK", "ic mimarlik"), ("ıI iİ", "ii ii"), ("ÇĞÖŞÜ çğöşü", "cgosu cgosu"),
    ("Kâğıt", "kagit"), ("café ÑANDÚ", "cafe nandu"), ("Straße", "strasse"), ("s\u{327}u\u{308}", "su"),
    ("E-posta’nız", "e-posta'niz"),
    ("Ελλάδα", "ελλάδα"), ("", ""), ("İletişim Tarihi", "iletisim tarihi"), ("Œuvre Ærø Łódź", "oeuvre aero lodz"),
  ]) func `folding makes spellings of one word equal`(text: String, folded: String) {
    #expect(fold(text) == folded)
    #expect(fold(folded) == folded)
  }

  @Test(arguments: [
    ("işık", "İŞIK", "işık", "İşık"), ("IŞIK", "IŞIK", "ışık", "Işık"),
    ("HANE MİMARLIK LTD. ŞTİ.", "HANE MİMARLIK LTD. ŞTİ.", "hane mimarlık ltd. şti.", "Hane Mimarlık Ltd. Şti."),
    ("kaya ve oğulları a.ş.", "KAYA VE OĞULLARI A.Ş.", "kaya ve oğulları a.ş.", "Kaya ve Oğulları a.ş."),
    ("TRT HABER", "TRT HABER", "trt haber", "TRT Haber"), ("Ârif", "ÂRİF", "ârif", "Ârif"),
    ("(istanbul) ayşe'nin", "(İSTANBUL) AYŞE'NİN", "(istanbul) ayşe'nin", "(İstanbul) Ayşe'nin"),
  ]) func `letters change case as they do in Turkish`(text: String, upper: String, lower: String, title: String) {
    #expect(turkishUppercased(text) == upper)
    #expect(turkishLowercased(text) == lower)
    #expect(turkishTitlecased(text) == title)
  }

  @Test(arguments: [
    ("mimarlık", "mimarlığın", "mimarlığa", "mimarlıkta", "mimarlıkla"),
    ("işverenler", "işverenlerin", "işverenlere", "işverenlerde", "işverenlerle"),
    (
      "müşteri takip yazılımı", "müşteri takip yazılımının", "müşteri takip yazılımına", "müşteri takip yazılımında",
      "müşteri takip yazılımıyla"
    ),
    ("kitap", "kitabın", "kitaba", "kitapta", "kitapla"), ("sanat", "sanatın", "sanata", "sanatta", "sanatla"),
    ("saat", "saatin", "saate", "saatte", "saatle"), ("renk", "rengin", "renge", "renkte", "renkle"),
    ("şehir", "şehrin", "şehre", "şehirde", "şehirle"), ("ağaç", "ağacın", "ağaca", "ağaçta", "ağaçla"),
    ("top", "topun", "topa", "topta", "topla"), ("hastalar", "hastaların", "hastalara", "hastalarda", "hastalarla"),
    ("yurt", "yurdun", "yurda", "yurtta", "yurtla"), ("gıda", "gıdanın", "gıdaya", "gıdada", "gıdayla"),
    ("güzellik merkezi", "güzellik merkezinin", "güzellik merkezine", "güzellik merkezinde", "güzellik merkeziyle"),
    ("hukuk", "hukukun", "hukuka", "hukukta", "hukukla"), ("su", "suyun", "suya", "suda", "suyla"),
  ]) func `common nouns take their endings without an apostrophe`(
    noun: String, genitive: String, dative: String, locative: String, instrumental: String
  ) {
    #expect(TurkishSuffix.genitive.applied(to: noun, plain: true) == genitive)
    #expect(TurkishSuffix.dative.applied(to: noun, plain: true) == dative)
    #expect(TurkishSuffix.locative.applied(to: noun, plain: true) == locative)
    #expect(TurkishSuffix.instrumental.applied(to: noun, plain: true) == instrumental)
  }

  @Test(arguments: [
    ("Yıldız (Merkez)", "Yıldız'ın (Merkez)"), ("“Bit Palas”", "“Bit Palas”ın"), ("\"Hane\"", "\"Hane\"nin"),
    ("Kaya & Oğulları", "Kaya & Oğulları'nın"), ("Yahoo!", "Yahoo!'nun"), ("Levi's", "Levi's'ın"),
    ("Sahibinden.com", "Sahibinden.com'un"), ("1.000", "1.000'in"), ("Sürüm 4.0", "Sürüm 4.0'ın"),
    ("Ltd. Şti.", "Ltd. Şti.'nin"), ("A.Ş.", "A.Ş.'nin"), ("McDonald's", "McDonald's'ın"), ("Canal+", "Canal+'nın"),
    ("Rönesans®", "Rönesans®'ın"), ("", ""), ("!", "!'in"), ("(Kadıköy)", "(Kadıköy)'ün"), ("日本", "日本'nin"),
  ]) func `marks, brackets and signs do not get in the way`(name: String, genitive: String) {
    #expect(TurkishSuffix.genitive.applied(to: name) == genitive)
  }

  @Test(arguments: [
    ("TRT", true), ("ABC", true), ("A.Ş.", true), ("IBM", true), ("AKM", true), ("GmbH", true), ("İBB", true),
    ("KOÇ", false), ("HANE", false), ("Ltd.", false), ("STAR", false), ("GROUP", false), ("Sky", false), ("ÖZ", false),
    ("LAND", false), ("MODA", false), ("TÜRK", false), ("ART", false),
  ]) func `what has no Turkish syllable is spelled out`(word: String, isSpelled: Bool) {
    #expect(isReadLetterByLetter(word) == isSpelled)
  }
}
