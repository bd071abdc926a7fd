import Testing

@testable import Outreach

/// "Merhaba Ayşe Hanım" followed by *sen* is patronising; by *sen* one is addressed by first name.
struct InformalSalutationTests {
  @Test(arguments: [
    ("Ayşe Hanım", "Ayşe Demirci", "Ayşe"), ("MURAT BEY", nil, "Murat"),
    ("Hüseyin Usta", "Hüseyin Kaplan", "Hüseyin Usta"),
    ("Bey", nil, nil), (nil, "Ayşe Demirci", "Ayşe"), (nil, "Muhammed Emin Karaosmanoğlu", "Muhammed Emin"),
    (nil, "Dr. James Whitcombe", "Sayın Dr. James Whitcombe"), (nil, "Deniz", "Deniz"), (nil, nil, nil),
  ])
  func isTheFirstName(salutation: String?, contact: String?, expected: String?) throws {
    var lead = Lead(id: try #require(LeadID("1")))
    lead.salutation = salutation
    lead.contactName = contact
    #expect(Addressee(lead, firm: nil).form(.informal, language: .tr, isLetter: false) == expected)
  }

  @Test(arguments: ["samimi_sen"])
  func noMessageBySenSaysHanim(tone: String) throws {
    var lead = Lead(id: try #require(LeadID("1")))
    lead.salutation = "Ayşe Hanım"
    lead.company = "Hane Mimarlık"
    for objective in TemplateCatalog.builtIn.objectives {
      for channel in Channel.allCases {
        let request = SequenceRequest(
          lead: lead, channel: channel, tone: tone, language: .tr, objective: objective, maxFollowUps: 10)
        let score = ScoringModel().score(
          lead, channel: channel, objective: objective, language: .tr, asOf: Timestamp(seconds: 1_800_000_000))
        let sequence = try TemplateGenerator(sender: Sender(name: "Deniz", company: "Ufuk")).sequence(
          for: request, score: score)
        #expect(!sequence.steps.contains { $0.message.contains("Hanım") })
      }
    }
  }
}
