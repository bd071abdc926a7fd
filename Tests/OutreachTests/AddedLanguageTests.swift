import Testing

@testable import Outreach

/// Wordings can add a language of their own.
struct AddedLanguageTests {
  private static let sectors = TemplateFile(
    path: "de/sectors.md",
    text:
      "# genel\nname: Ihre Branche\ncustomers: Kunden\ninsight: Gute Arbeit spricht sich herum.\nquestion: Was steht an?\nbusy: Hochsaison\n"
  )
  private static let words = TemplateFile(
    path: "de/kurumsal.md",
    text: """
      # ilk_temas
      ## initial whatsapp
      Guten Tag{{#salutation}} {{salutation}}{{/salutation}}, ich schreibe für {{sender.company|possessive}} Kunden.
      ## last whatsapp
      Vielen Dank für Ihre Zeit.
      # *
      ## refusal whatsapp
      Antworten Sie STOP, wenn Sie nichts mehr hören möchten.
      """)

  @Test func aLanguageOfTheUsersOwnIsWrittenAndListed() throws {
    let catalog = try TemplateCatalog(overrides: [Self.sectors, Self.words])
    let german = try #require(Language(rawValue: "de"))
    #expect(catalog.languages == [.tr, .en, german])
    var lead = Lead(id: try #require(LeadID("7")))
    lead.contactName = "Anna Lindgren"
    let request = SequenceRequest(
      lead: lead, channel: .whatsapp, tone: "kurumsal", language: german, objective: "ilk_temas", maxFollowUps: 1)
    let score = ScoringModel().score(
      lead, channel: .whatsapp, objective: "ilk_temas", language: german, asOf: Timestamp(seconds: 1_800_000_000))
    let generator = TemplateGenerator(catalog: catalog, sender: Sender(name: "Deniz", company: "Ufuk"))
    let sequence = try generator.sequence(for: request, score: score)
    #expect(
      sequence.steps.first?.message.split(separator: "\n").first == "Guten Tag Anna, ich schreibe für Ufuk's Kunden.")
    #expect(score.whyNow.isEmpty == false)
  }

  @Test func aLanguageWithoutAFallbackSectorIsReported() {
    let problems = TemplateCheck.problems(in: [Self.words])
    #expect(problems.contains { $0.file == "de/sectors.md" && $0.message.contains("fallback") })
  }

  @Test(arguments: ["DE", "d", "deut", "d1", "", "../"])
  func otherFolderNamesAreNoLanguages(_ code: String) {
    #expect(Language(rawValue: code) == nil)
  }
}
