import Testing

@testable import Outreach

@Suite("Wordings that WhatsApp's owner has approved")
struct ApprovedWordingTests {
  private static let wording = """
    # ilk_temas
    ## initial whatsapp
    Template: ilk_temas_1

    Merhaba {{contact_name|default:"efendim"}}, ben {{sender.name}}.

    {{company|genitive}} adına {{city|default:"bölgeniz"}} için birkaç dakikanız olur mu?
    """

  private func document(_ text: String) -> TemplateDocument {
    TemplateDocument(TemplateFile(path: "tr/samimi.md", text: text), language: .tr)
  }

  private func first(_ text: String) throws -> TemplateDocument.Wording {
    let document = document(text)
    #expect(document.problems.isEmpty, "\(document.problems)")
    return try #require(document.headings.first.flatMap { document.wordings[$0]?.first })
  }

  @Test("The first line names the template and is no part of the text")
  func name() throws {
    let wording = try first(Self.wording)
    #expect(wording.approvedName == "ilk_temas_1")
    #expect(wording.body.numbered.hasPrefix("Merhaba {{1}}, ben {{2}}.\n\n{{3}} adına {{4}} için"))
  }

  @Test("Whether a first message can go out on WhatsApp")
  func firstMessages() {
    let plain = "# ilk_temas\n## initial whatsapp\nMerhaba.\n"
    let later = "# ilk_temas\n## follow_up whatsapp\nTemplate: x\nMerhaba.\n"
    for (text, isCovered) in [(Self.wording, true), (plain, false), (later, false)] {
      let file = TemplateFile(path: "tr/samimi.md", text: text)
      #expect(ProviderTemplate.coverFirstMessages(in: [file]) == isCovered)
    }
  }

  @Test("A line like it further down is text")
  func elsewhere() throws {
    let wording = try first("# *\n## initial whatsapp\nMerhaba.\nTemplate: x\n")
    #expect(wording.approvedName == nil)
  }

  @Test("A bad name, a section, no text: each is told")
  func problems() {
    #expect(document("# *\n## initial\nTemplate: İlk Temas\n\nMerhaba.").problems.count == 1)
    #expect(document("# *\n## initial\nTemplate: a\n\nMerhaba{{#city}} {{city}}{{/city}}.").problems.count == 1)
    #expect(document("# *\n## initial\nTemplate: a\n").problems.count == 1)
  }

  @Test("A message carries the name and the values; the values in the text give the message")
  func values() throws {
    let catalog = try TemplateCatalog(overrides: [TemplateFile(path: "tr/samimi.md", text: Self.wording)])
    var sender = Sender(name: "Deniz Aksoy", company: "Çizgi")
    sender.offer = "yazılım"
    let generator = TemplateGenerator(catalog: catalog, sender: sender)
    var lead = Lead(id: LeadID(checked: "139"))
    lead.company = "Hane Mimarlık"
    lead.contactName = "Ayşe Gül"
    let request = SequenceRequest(
      lead: lead, channel: .whatsapp, tone: "samimi", language: .tr, objective: "ilk_temas", maxFollowUps: 1)
    let score = ScoringModel().score(
      lead, channel: .whatsapp, objective: "ilk_temas", language: .tr, asOf: Timestamp(seconds: 0))
    let sequence = try generator.sequence(for: request, score: score)
    let passage = try #require(sequence.passages.first)
    let approved = try #require(passage.approved)
    #expect(approved.name == "ilk_temas_1")
    #expect(approved.language == .tr)
    #expect(
      approved.parameters.prefix(3) == ["Ayşe Gül", "Deniz Aksoy", "Hane Mimarlık’ın"] || approved.parameters.count == 4
    )
    var text = try first(Self.wording).body.numbered
    for (index, value) in approved.parameters.enumerated() { text = text.replacing("{{\(index + 1)}}", with: value) }
    #expect(sequence.steps[0].message == text)
    #expect(sequence.passages[1].approved == nil)
  }

  @Test(
    "What Meta would refuse",
    arguments: [
      ("Merhaba {{1}}, nasılsınız bugün?", 0), ("Merhaba {{1}}.\n\n{{2}} için bugün size yazmak istedim.", 0),
      ("{{1}} merhaba size bugün de.", 1), ("Size bugün de merhaba {{1}}.", 1),
      ("Size bugün {{1}} {{2}} diye biz yazmak istedik de.", 1), ("Merhaba {{1}} ve {{2}}.", 2),
      ("Merhaba {{1}},\n\n\n\nbugün size yazmak istedik.", 1),
      ("Merhaba {{1}}, " + String(repeating: "uzun ", count: 250), 1),
    ])
  func refused(text: String, faults: Int) {
    #expect(ProviderTemplate.faults(of: text).count == faults, "\(ProviderTemplate.faults(of: text))")
  }

  @Test("What is registered has numbered places and an example for each")
  func registration() throws {
    let templates = ProviderTemplate.all(in: [TemplateFile(path: "tr/samimi.md", text: Self.wording)])
    let template = try #require(templates.first)
    #expect(templates.count == 1)
    #expect(template.examples.count == 4)
    #expect(template.examples.allSatisfy { !$0.isEmpty })
    #expect(template.text.contains("{{4}}"))
  }
}
