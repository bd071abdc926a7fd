import Testing

@testable import Outreach

/// What a native reader would not have sent, each as the kind that it is.
struct NativeReadingTests {
  @Test(arguments: [
    ("elektrik faturasını düşürmek", "Yararı: elektrik faturasını düşürmek."),
    ("Elektrik faturasını düşürmek", "Yararı: elektrik faturasını düşürmek."),
    ("gece vardiyasıyla mesaiyi bölmeden temizlik.", "Yararı: gece vardiyasıyla mesaiyi bölmeden temizlik."),
    ("aynı bütçeyle daha fazla arama alırsınız", "Aynı bütçeyle daha fazla arama alırsınız."),
    ("işinizi iki günde bitiririz", "İşinizi iki günde bitiririz."),
    ("Yarım kalan teklifler unutulmuyor.", "Yarım kalan teklifler unutulmuyor."),
    ("SGK girişlerini biz yaparız", "SGK girişlerini biz yaparız."),
  ]) func `a benefit stands as a sentence of its own`(benefit: String, sentence: String) {
    #expect(benefitSentence(benefit, language: .tr) == sentence)
  }

  @Test(arguments: [
    ("more calls for the same budget", "The benefit: more calls for the same budget."),
    ("we clean by night", "We clean by night."), ("No quote is forgotten", "No quote is forgotten."),
  ]) func `an English benefit, too`(benefit: String, sentence: String) {
    #expect(benefitSentence(benefit, language: .en) == sentence)
  }

  private static func messages(
    _ objective: String, _ tone: String, _ language: Language, over channel: Channel = .whatsapp, number: Int = 1,
    round: Int = 0, change: (inout Lead) -> Void = { _ in }
  ) throws -> [OutreachSequence.Step] {
    var lead = Lead(id: LeadID(checked: String(number)))
    lead.contactName = "Yusuf Kara"
    lead.company = "Güneş Mobilya"
    change(&lead)
    let generator = TemplateGenerator(sender: SampleBook.sender(writing: language))
    let score = ScoringModel().score(
      lead, channel: channel, objective: objective, language: language, asOf: SampleBook.now)
    let request = SequenceRequest(
      lead: lead, channel: channel, tone: tone, language: language, objective: objective, maxFollowUps: 5, round: round)
    return try generator.sequence(for: request, score: score).steps
  }

  @Test(arguments: Language.builtIn) func `whom nobody ever wrote to is not written to again`(language: Language) throws
  {
    let claims =
      language == .tr
      ? ["yeniden", "hâlâ", "artık", "eski", "tekrar ele", "son konuş"]
      : [" again", "still", "out of date", "old figures", "come back to", "left off", "reopen"]
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for channel in [Channel.whatsapp, .email] {
        for number in 1...6 {
          for step in try Self.messages("yeniden_temas", tone, language, over: channel, number: number) {
            let text = ((step.subject ?? "") + "\n" + step.message).lowercased()
              .replacing("hello again", with: "").replacing("hi again", with: "")
            for claim in claims { #expect(!text.contains(claim), "\(tone) says “\(claim)”: \(text)") }
          }
        }
      }
    }
    let known = try Self.messages("yeniden_temas", "enerjik", .tr) { $0.lastActivity = SampleBook.now }
    #expect(known.contains { $0.message.contains("yeniden") })
  }

  @Test func `nobody is thanked for what is long past`() throws {
    func first(_ change: (inout Lead) -> Void) throws -> String {
      try Self.messages("ilk_temas", "kurumsal", .tr, change: change)[0].message
    }
    let longAgo = SampleBook.now.adding(seconds: -280 * 86_400)
    #expect(
      try first {
        $0.stage = "görüşüldü"
        $0.lastActivity = longAgo
      }.contains("Sizinle daha önce görüşmüştük."))
    #expect(
      try first {
        $0.source = "web formu"
        $0.lastActivity = longAgo
      }.contains("Bize daha önce bir formla ulaşmıştınız."))
    #expect(try first { $0.source = "web formu" }.contains("Formumuzu doldurduğunuz için teşekkür ederim."))
    #expect(try first { $0.source = "Growtech 2025" }.contains("Sizinle Growtech 2025 vesilesiyle temasımız olmuştu."))
    #expect(try first { $0.source = "Growtech 2026" }.contains("Size Growtech 2026 vesilesiyle ulaşıyorum."))
    #expect(try first { $0.source = "kongre" }.contains("Size kongre vesilesiyle ulaşıyorum."))
  }

  @Test(arguments: Language.builtIn) func `a former customer is not asked who deals with such things`(
    language: Language
  ) throws {
    for tone in TemplateCatalog.builtIn.tones(in: language) where !tone.hasSuffix("_sen") {
      for number in 1...4 {
        let text = try Self.messages("ilk_temas", tone, language, number: number) {
          $0.source = "eski müşteri"
          $0.stage = "kaybedildi"
        }[0].message
        #expect(text.contains(language == .tr ? "daha önce görüşmüştük" : "We have talked before"), "\(tone): \(text)")
      }
    }
  }

  /// There are two beginnings: the third time says that it is not the first.
  @Test(arguments: Language.builtIn) func `four times the same objective begin in four ways`(language: Language) throws
  {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in TemplateCatalog.builtIn.objectives {
        for channel in [Channel.whatsapp, .email] {
          let beginnings = try (0..<4).map {
            try Self.messages(objective, tone, language, over: channel, round: $0)[0].message
          }
          #expect(Set(beginnings).count == 4, "\(tone) \(objective)")
          let fourth = try #require(beginnings.last)
          #expect(fourth.contains(language == .tr ? "önce de" : "before"), "\(fourth)")
        }
      }
    }
  }

  @Test(arguments: Language.builtIn) func `no question is asked twice in a sequence`(language: Language) throws {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for number in 1...8 {
        let steps = try Self.messages("ilk_temas", tone, language, number: number)
        let questions = steps.flatMap { step in
          step.message.split(separator: "\n").flatMap { $0.split { ".:;".contains($0) } }
            .map { $0.trimmingPrefix { $0 == " " } }.filter { $0.hasSuffix("?") && $0.count > 30 }
        }
        #expect(Set(questions).count == questions.count, "\(tone) \(questions)")
      }
    }
  }

  @Test(arguments: [
    "CNR Emitt 2026", "Win Eurasia", "Maktek Avrasya", "Intermob 2026", "Busworld Türkiye", "Solarex", "IDEF 2027",
    "Gulfood", "Interpack", "Arab Health", "Texhibition", "Unicera 2026", "TÜYAP", "Logitrans",
  ]) func `fairs are known by their names`(source: String) { #expect(LeadOrigin(of: source) == .event) }

  @Test(arguments: ["BRIGHT SMILE DENTAL", "DIGITAL POINT LTD", "CITY FITNESS", "Orıon Bilişim"])
  func `English capitals keep their dots`(firm: String) {
    #expect(!FirmName.mended(firm).dropLast(8).contains("ı"), "\(FirmName.mended(firm))")
  }
}
