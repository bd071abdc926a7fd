import Testing

@testable import Outreach

struct SectorTests {
  @Test(arguments: [
    ("mimarlık", "mimarlık"), ("Mimarlik", "mimarlık"), ("MİMARLIK OFİSİ", "mimarlık"), ("architecture", "mimarlık"),
    ("iç mimar", "mimarlık"), ("Interior Design", "mimarlık"),
  ]) func `a trade is recognised in either language and any spelling`(text: String, name: String) {
    #expect(TemplateCatalog.builtIn.sectorWords(for: text, language: .tr)?.name == name)
  }

  @Test func `at least seventy trades are known in both languages, each by every word it lists`() throws {
    for language in Language.builtIn {
      let path = "\(language.rawValue)/sectors.md"
      let lexicon = SectorLexicon(try #require(TemplateFile.builtIn.first { $0.path == path }))
      #expect(lexicon.entries.count >= 70)
      for entry in lexicon.entries {
        for word in entry.matches {
          #expect(lexicon.specificWords(for: word) == SectorWords(entry), "\(path): “\(word)” finds another trade")
        }
      }
    }
  }

  @Test func `the trades are the same in both languages`() throws {
    let keys = try Language.builtIn.map { language in
      let path = "\(language.rawValue)/sectors.md"
      return Set(SectorLexicon(try #require(TemplateFile.builtIn.first { $0.path == path })).entries.map(\.key))
    }
    #expect(keys[0] == keys[1], "\(keys[0].symmetricDifference(keys[1]))")
  }

  @Test func `a Turkish spelling finds the English words, and the other way round`() {
    let catalog = TemplateCatalog.builtIn
    for sector in ["mimarlık", "diş kliniği", "lojistik", "hotel", "restaurant", "law"] {
      for language in Language.builtIn {
        let words = catalog.sectorWords(for: sector, language: language)
        #expect(words != catalog.sectorWords(for: nil, language: language), "\(sector) in \(language)")
      }
    }
  }

  @Test func `an unknown or missing trade has the general words`() {
    let general = TemplateCatalog.builtIn.sectorWords(for: nil, language: .tr)
    #expect(general != nil)
    #expect(TemplateCatalog.builtIn.sectorWords(for: "qwxz", language: .tr) == general)
  }

  @Test(arguments: [
    "eczane", "belediye", "dernek", "vakıf", "kooperatif", "STK", "veteriner", "optik", "noter", "kurye", "çelik",
    "spa",
    "psikolog", "ilaç", "SMMM", "Kaymakamlık", "Ticaret Odası", "kreş", "matbaa", "asansör", "kuyumcu", "mermer",
  ]) func `what Turkish lists hold is no general trade`(trade: String) {
    let catalog = TemplateCatalog.builtIn
    for language in Language.builtIn {
      #expect(
        catalog.sectorWords(for: trade, language: language) != catalog.sectorWords(for: nil, language: language))
    }
  }

  @Test(arguments: ["belediye", "kaymakamlık", "dernek", "vakıf", "üniversite", "ticaret odası", "cami"])
  func `public bodies and associations have no customers and sell nothing`(trade: String) throws {
    let words = try #require(TemplateCatalog.builtIn.sectorWords(for: trade, language: .tr))
    for text in [words.customers, words.insight, words.question, words.busy] {
      #expect(!fold(text).contains("musteri") && !fold(text).contains("satis"), "\(trade): \(text)")
    }
  }

  @Test func `a sentence about a trade fits whatever is offered`() throws {
    for words in TemplateCatalog.builtIn.allSectorWords(.tr) {
      for text in [words.insight, words.question] {
        for word in ["teklif", "satis", "musteri", "rezervasyon talep", "siparis takib"] {
          #expect(!fold(text).contains(word), "\(words.name): \(text)")
        }
        #expect(!TurkishAddress.saysSen(text) && !TurkishAddress.saysSiz(text), "\(words.name): \(text)")
      }
    }
  }
}
