import Testing

@testable import Outreach

struct SequenceTests {
  static func request(
    _ lead: Lead, _ channel: Channel = .whatsapp, tone: String = "kurumsal", _ language: Language = .tr,
    objective: String = "ilk_temas", followUps: Int = 2
  ) -> SequenceRequest {
    SequenceRequest(
      lead: lead, channel: channel, tone: tone, language: language, objective: objective, maxFollowUps: followUps)
  }

  static func sequence(
    for request: SequenceRequest, _ generator: TemplateGenerator = TemplateGenerator(sender: SampleBook.sender)
  ) throws -> OutreachSequence {
    let score = ScoringModel().score(
      request.lead, channel: request.channel, objective: request.objective, language: request.language,
      asOf: SampleBook.now)
    return try generator.sequence(for: request, score: score)
  }

  /// Everything known, with the longest names; a firm and nobody's name; a person and no firm; nothing.
  static let contrasting =
    [SampleLead.full(), nobody] + ["139", "145", "149"].compactMap { SampleBook.lead($0) }

  static let nobody = Lead(id: LeadID(checked: "nobody"))

  @Test func `the sample lead is greeted as it always was`() throws {
    let steps = try Self.sequence(for: Self.request(try #require(SampleBook.lead("139")))).steps
    #expect(steps.map(\.kind) == [.initial, .followUp, .followUp])
    #expect(steps[0].message.hasPrefix("Merhaba"))
    #expect(steps[1].message.hasPrefix("İyi günler"))
    #expect(steps[2].message.hasPrefix("Tekrar merhaba"))
    #expect(steps.allSatisfy { $0.subject == nil })
  }

  /// Every tone × objective × language × channel, for leads of which all, some and nothing is known, at full length.
  @Test(arguments: Language.builtIn, Channel.allCases)
  func `no sequence has a fault or repeats itself`(language: Language, channel: Channel) throws {
    let full = TemplateGenerator(sender: SampleBook.sender)
    let bare = TemplateGenerator(sender: Sender(name: "Elif Karahan", company: "Ufuk Yazılım"))
    for tone in full.tones {
      for objective in full.objectives {
        for lead in Self.contrasting {
          for generator in lead.company == nil ? [full, bare] : [full] {
            let request = Self.request(lead, channel, tone: tone, language, objective: objective, followUps: 10)
            let steps = try Self.sequence(for: request, generator).steps
            let place = "\(language) \(tone) \(objective) \(channel) lead \(lead.id)"
            #expect(steps.count == 11, "\(place)")
            #expect(Set(steps.map(\.message)).count == 11, "\(place)")
            for step in steps {
              let faults = MessageFaults.of(step.message, language: language)
              #expect(faults.isEmpty, "\(place): \(faults)\n\(step.message)")
              if channel == .whatsapp {
                #expect(step.message.count < 600 && step.subject == nil, "\(place): \(step.message)")
              } else {
                #expect((1..<60).contains(step.subject?.count ?? 0), "\(place): \(step.subject ?? "")")
                #expect(step.message.contains("Elif Karahan"), "\(place)")
              }
            }
            for step in steps {
              #expect(step.message.contains(language == .tr ? "RET" : "STOP"), "\(place): \(step.message)")
            }
          }
        }
      }
    }
  }

  @Test func `only one tone says sen`() throws {
    for tone in ["kurumsal", "samimi", "premium", "teknik", "enerjik"] {
      for channel in Channel.allCases {
        for objective in TemplateGenerator(sender: SampleBook.sender).objectives {
          let request = Self.request(SampleLead.full(), channel, tone: tone, objective: objective, followUps: 10)
          for step in try Self.sequence(for: request).steps {
            #expect(!TurkishAddress.saysSen(step.message), "\(tone) \(objective): \(step.message)")
          }
        }
      }
    }
  }

  @Test func `what is not known is not claimed`() throws {
    for language in Language.builtIn {
      for tone in TemplateGenerator(sender: SampleBook.sender).tones {
        for channel in Channel.allCases {
          let request = Self.request(Self.nobody, channel, tone: tone, language, followUps: 10)
          for step in try Self.sequence(for: request).steps {
            #expect(!fold(step.message).contains("web sitenizi incele"), "\(step.message)")
          }
        }
      }
    }
  }

  @Test func `a lead always gets the same wordings and leads get different ones`() throws {
    var first: Set<String> = []
    for number in 0..<40 {
      let lead = Lead(id: LeadID(checked: String(number)))
      let once = try Self.sequence(for: Self.request(lead, followUps: 10))
      #expect(try Self.sequence(for: Self.request(lead, followUps: 10)) == once)
      first.insert(once.steps[0].variant)
    }
    #expect(first == ["a", "b"])
  }

  @Test(arguments: 0...10) func `a sequence has one message more than follow-ups, and ends with the last`(
    followUps: Int
  ) throws {
    let steps = try Self.sequence(for: Self.request(Self.nobody, followUps: followUps)).steps
    #expect(steps.count == followUps + 1)
    let longest = try Self.sequence(for: Self.request(Self.nobody, followUps: 10)).steps
    #expect(steps.dropLast(followUps > 0 ? 1 : 0).map(\.message) == longest.prefix(max(1, followUps)).map(\.message))
    if followUps > 0 { #expect(steps.last?.message == longest.last?.message) }
  }

  @Test func `an unknown tone is refused with the tones there are`() {
    #expect {
      try Self.sequence(for: Self.request(Self.nobody, tone: "kaba"))
    } throws: {
      ($0 as? GenerationFailure)?.field == "tone" && "\($0)".contains("kurumsal")
    }
  }
}
