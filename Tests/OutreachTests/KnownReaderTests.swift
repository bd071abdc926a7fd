import Testing

@testable import Outreach

/// Who buys from us, holds our quote, has met us or wrote first is not written to as a stranger.
struct KnownReaderTests {
  private static func steps(
    _ objective: String, _ tone: String, _ language: Language, over channel: Channel = .email, number: Int = 1,
    followUps: Int = 3, offer: LocalText? = "insan kaynakları programı", change: (inout Lead) -> Void
  ) throws -> [OutreachSequence.Step] {
    var lead = Lead(id: LeadID(checked: String(number)))
    lead.contactName = "Yusuf Kara"
    lead.company = "Güneş Mobilya"
    change(&lead)
    var sender = Sender(name: "Can", company: "Kutusan")
    sender.offer = offer
    if offer != nil { sender.offerKind = .software }
    let score = ScoringModel().score(
      lead, channel: channel, objective: objective, language: language, asOf: SampleBook.now)
    return try TemplateGenerator(sender: sender).sequence(
      for: SequenceRequest(
        lead: lead, channel: channel, tone: tone, language: language, objective: objective, maxFollowUps: followUps),
      score: score
    ).steps
  }

  /// Each tone, objective, channel and four leads.
  private static func all(
    _ language: Language, of objectives: [String], followUps: Int = 5, change: (inout Lead) -> Void,
    look: (_ place: String, [OutreachSequence.Step]) throws -> Void
  ) throws {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in objectives {
        for channel in Channel.allCases {
          for number in 1...4 {
            try look(
              "\(language.rawValue) \(tone) \(objective) \(channel) \(number)",
              Self.steps(
                objective, tone, language, over: channel, number: number, followUps: followUps, change: change))
          }
        }
      }
    }
  }

  @Test(arguments: Language.builtIn, ["müşteri", "teklif gönderildi"])
  func `nobody who bought or holds a quote is started from zero`(language: Language, stage: String) throws {
    let words = try #require(TemplateCatalog.builtIn.offerWords(for: .software, language: language))
    let beginnings = [words.question, words.size, "dinleriz", "ihtiyacınızı dinler", "begin by listening"]
    let stranger = language == .tr ? [words.step, words.timing] : []
    func change(_ lead: inout Lead) { lead.stage = stage }
    try Self.all(language, of: ["ilk_temas", "tanitim", "yeniden_temas"], change: change) { place, steps in
      for step in steps {
        for said in beginnings + stranger + (stage == "müşteri" ? [words.concern] : []) {
          #expect(!step.message.contains(said), "\(place) says “\(said)”: \(step.message)")
        }
      }
    }
  }

  @Test(arguments: Language.builtIn) func `whose own words are quoted is not asked for them`(language: Language) throws
  {
    let words = try #require(TemplateCatalog.builtIn.offerWords(for: .software, language: language))
    let asked = language == .tr ? ["taleb", "Taleb", "ulaşmıştın"] : ["request", "got in touch"]
    let objectives = ["ilk_temas", "tanitim"]
    func change(_ lead: inout Lead) {
      lead.source = "web formu"
      lead.custom = ["mesaj": "50 kullanıcı için bilgi alabilir miyim?"]
    }
    try Self.all(language, of: objectives, followUps: 3, change: change) { place, steps in
      #expect(steps[0].message.contains(words.questionToEnquirer), "\(place): \(steps[0].message)")
      for step in steps {
        #expect(!step.message.contains(words.questionUnderWay), "\(place): \(step.message)")
        #expect(!step.message.contains(words.size), "\(place): \(step.message)")
      }
      let last = try #require(steps.last).message
      #expect(asked.contains { last.contains($0) }, "\(place): \(last)")
    }
  }

  @Test(arguments: Language.builtIn, ["", "müşteri", "teklif gönderildi", "toplantı yapıldı"])
  func `no two e-mails of a sequence have the same subject`(language: Language, stage: String) throws {
    for tone in TemplateCatalog.builtIn.tones(in: language) {
      for objective in TemplateCatalog.builtIn.objectives {
        for number in 1...6 {
          let subjects = try Self.steps(objective, tone, language, number: number) { $0.stage = stage }
            .compactMap(\.subject)
          #expect(Set(subjects).count == subjects.count, "\(tone) \(objective) \(stage): \(subjects)")
        }
      }
    }
  }

  /// Messages go out within office hours; no hour of the day is a reason to wait for weeks.
  @Test(arguments: Language.builtIn) func `what leaves no time is a season or a week`(language: Language) {
    let hours =
      language == .tr
      ? ["saat", "akşam", "sabah", "öğle", "hafta sonu", "cumartesi", "vardiya"]
      : ["hours", "evening", "morning", "weekend", "saturday", "shift", "lunch", "daily"]
    for words in TemplateCatalog.builtIn.allSectorWords(language) {
      for hour in hours { #expect(!words.busy.contains(hour), "\(words.name): \(words.busy)") }
    }
  }

  @Test func `a quote for nothing that has a name is just our quote`() throws {
    for tone in ["kurumsal", "samimi", "samimi_sen", "premium", "teknik", "enerjik"] {
      for channel in [Channel.whatsapp, .email] {
        for number in 1...4 {
          let steps = try Self.steps("teklif_takibi", tone, .tr, over: channel, number: number, offer: nil) {
            $0.stage = "teklif gönderildi"
          }
          #expect(fold(steps[0].message).firstRange(of: "teklifimiz") != nil)
          for step in steps { #expect(!step.message.contains("hizmetler için teklif"), "\(step.message)") }
        }
      }
    }
  }

  @Test func `an English phrase gets a word before it, too`() {
    #expect(
      benefitSentence("All customer messages on one screen", language: .en)
        == "In short: all customer messages on one screen.")
    #expect(benefitSentence("All quotes are followed up", language: .en) == "All quotes are followed up.")
  }
}
