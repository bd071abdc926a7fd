import Testing

@testable import Outreach

struct WordingChoiceTests {
  private static let generator = TemplateGenerator(sender: SampleBook.sender)

  private static func steps(
    _ objective: String, _ tone: String, _ language: Language, round: Int = 0,
    lead: Lead = Lead(id: LeadID(checked: "7")),
    followUps: Int = 10, generator: TemplateGenerator = generator
  ) throws -> [OutreachSequence.Step] {
    let request = SequenceRequest(
      lead: lead, channel: .whatsapp, tone: tone, language: language, objective: objective, maxFollowUps: followUps,
      round: round)
    let score = ScoringModel().score(
      lead, channel: .whatsapp, objective: objective, language: language, asOf: SampleBook.now)
    return try generator.sequence(for: request, score: score).steps
  }

  @Test(arguments: Language.builtIn) func `no message is shared between objectives up to the sixth`(
    language: Language
  ) throws {
    for tone in Self.generator.tones {
      var seen: Set<String> = []
      for objective in Self.generator.objectives {
        for step in try Self.steps(objective, tone, language).prefix(6) {
          #expect(seen.insert(step.message).inserted, "\(language.rawValue) \(tone) \(objective): \(step.message)")
        }
      }
    }
  }

  /// The others go out in its thread.
  @Test(arguments: Language.builtIn) func `every first message names the offer`(language: Language) throws {
    let offer = language == .tr ? "musteri takip" : "customer follow"
    let generator = TemplateGenerator(sender: SampleBook.sender(writing: language))
    for tone in generator.tones {
      for objective in generator.objectives {
        let first = try Self.steps(objective, tone, language, followUps: 5, generator: generator)[0].message
        #expect(fold(first).contains(offer), "\(tone) \(objective): \(first)")
      }
    }
  }

  @Test func `a second time has other words`() throws {
    for tone in Self.generator.tones {
      for objective in Self.generator.objectives {
        for number in 0..<8 {
          let lead = Lead(id: LeadID(checked: String(number)))
          let first = try Self.steps(objective, tone, .tr, lead: lead, followUps: 2)
          let second = try Self.steps(objective, tone, .tr, round: 1, lead: lead, followUps: 2)
          for (one, other) in zip(first, second) { #expect(one.message != other.message, "\(tone) \(objective)") }
        }
      }
    }
  }

  @Test func `how to refuse stands in every message or in the first alone`() throws {
    let every = try Self.steps("ilk_temas", "kurumsal", .tr, followUps: 2)
    #expect(every.allSatisfy { $0.message.contains("RET") })
    let sparing = TemplateGenerator(sender: SampleBook.sender, refusal: .first)
    let first = try Self.steps("ilk_temas", "kurumsal", .tr, followUps: 2, generator: sparing)
    #expect(first.map { $0.message.contains("RET") } == [true, false, false])
  }

  @Test func `the first message on WhatsApp says whose it is, if it is known`() throws {
    let signed = try Self.steps("ilk_temas", "samimi", .tr, followUps: 1)
    #expect(signed[0].message.contains("Ufuk Yazılım A.Ş. MERSİS 0123456789012345"))
    #expect(!signed[1].message.contains("MERSİS"))
    let bare = TemplateGenerator(sender: Sender(name: "Elif", company: "Ufuk"))
    let unsigned = try Self.steps("ilk_temas", "samimi", .tr, followUps: 1, generator: bare)
    #expect(!unsigned[0].message.contains("MERSİS") && !unsigned[0].message.contains("\n\n\n"))
  }

  @Test func `a tone that a language does not tell apart is there what it is a shade of`() throws {
    #expect(
      try Self.steps("ilk_temas", "samimi_sen", .en).map(\.message)
        == Self.steps("ilk_temas", "samimi", .en).map(\.message))
    #expect(TemplateCatalog.builtIn.tones(in: .en).contains("samimi_sen"))
  }
}
