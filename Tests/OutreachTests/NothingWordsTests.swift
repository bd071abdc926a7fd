import Testing

@testable import Outreach

struct NothingWordsTests {
  @Test(arguments: [
    "", "-", "—", "--", "…", ".", "null", "NULL", "Null", "None", "NaN", "undefined", "N/A", "n/a", "#N/A", "#YOK",
    "#REF!", "#DEĞER!", "#değer!", "#VALUE!", "#NAME?", "#AD?", "#DIV/0!", "#SAYI/0!", "#BAŞV!", "(boş)", "(BOŞ)",
    "Yok",
    "BİLİNMİYOR", "bilinmiyor", "[not provided]", "<NA>", "NaT", "\\N", "Ad Soyad", "AD SOYAD", "Adı Soyadı",
    "İsim Soyisim", "Name Surname",
    "Firma Adı", "bos", "BOS", "FIRMA ADI", "Ltd. Şti.", "LTD. ŞTİ.", "A.Ş.",
  ])
  func nothing(_ text: String) { #expect(NothingWords.isOne(text)) }

  @Test(arguments: [
    "Nil", "Nat", "Na", "Nuri", "Yonca", "Boşnak Ltd", "3M", "0", "null null", "Nonesuch", "Undefined Labs", "A", "#1",
    "✓", "☑", "x", "*", "+", "Ad Soyadoğlu", "Kaya Ltd. Şti.", "Ads",
  ])
  func something(_ text: String) { #expect(!NothingWords.isOne(text)) }
}
