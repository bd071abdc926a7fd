import Testing

@testable import Outreach

/// Notes that there is nobody to write to any more.
struct EndedNoteTests {
  private func isBeside(person name: String) -> Bool {
    Array(name.utf8).withUnsafeBufferPointer { EndedNote.isBeside(person: $0) }
  }

  private func isBeside(firm name: String) -> Bool {
    Array(name.utf8).withUnsafeBufferPointer { EndedNote.isBeside(firm: $0) }
  }

  @Test(arguments: [
    "VEFAT - Ali Kaya", "Ali Kaya (vefat)", "Ali Kaya vefat etti", "Merhum Ali Kaya", "RAHMETLİ Ali",
    "Ali Kaya (deceased)", "İFLAS", "Ali - iflas",
  ]) func `a name says it`(name: String) { #expect(isBeside(person: name)) }

  @Test(arguments: [
    "Vefa Kaya", "Ali Kaya", "Muflas Iflasoğlu", "Vefatoğlu Ali", "Fatih Çelik", "Merhume", "f", "Şefat", "",
  ])
  func `others say nothing`(name: String) { #expect(!isBeside(person: name)) }

  @Test(arguments: [
    "Hane Mimarlık (İFLAS)", "İFLAS - Hane", "HANE ** iflas **", "VEFAT", "Hane [Vefat]", "Iflas: Hane",
  ])
  func `a firm's name says it where it is set apart`(name: String) { #expect(isBeside(firm: name)) }

  @Test(arguments: [
    "Kaya İflas Hukuku", "İflas ve Konkordato Danışmanlığı", "Merhum Ali Kaya Vakfı", "Hane Mimarlık",
    "Vefat İlanları A.Ş.",
  ]) func `and not where it is its trade`(name: String) { #expect(!isBeside(firm: name)) }

  @Test(arguments: ["Vefat etti", "VEFAT", "Deceased", "merhum", "passed away"])
  func `a status stops`(status: String) { #expect(ConsentStatement.stop(in: status) == .refused) }

  @Test(
    arguments: [
      (["vefat"], true), (["deceased"], true), (["vefat", "tarihi"], true), (["is", "deceased"], true),
      (["date", "of", "death"], true),
      (["olum", "tarihi"], true), (["vefat", "teminati"], false), (["death", "benefit"], false), (["date"], false),
      ([], false),
    ] as [([String], Bool)]) func `a heading asks who has died`(words: [String], isAsked: Bool)
  {
    #expect(EndedNote.isAsked(by: words) == isAsked)
  }

  @Test(
    arguments: [
      ("ESKİ Ali", "Ali"), ("VEFAT - Ali Kaya", "Ali"), ("Ali Kaya (vefat)", "Ali"), ("VEFAT", nil), ("Eski", nil),
      ("İptal", nil),
    ] as [(String, String?)]) func `nobody is called so`(name: String, given: String?)
  {
    #expect(NameReading(name).person?.given == given)
  }
}
