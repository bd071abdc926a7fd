import Outreach
import Testing

@testable import Formats
@testable import Leads
@testable import Records
@testable import Scheduling

/// What an order tells a person before its messages go out, reckoned from Monday, 23 November 2026.
struct PlannerDoubtsTests {
  private static func order(
    _ facts: [LeadField: String], _ custom: [String: String] = [:], _ document: String = "{}"
  ) throws -> SequenceOrder {
    var sender = Sender(name: "Onur Kaya", company: "Marmara Ambalaj")
    sender.offer = "baskılı karton kutular"
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(.always)),
      generator: TemplateGenerator(sender: sender))
    var lead = LeadFacts()
    lead[.phone] = "0532 111 22 33"
    for (field, text) in facts { lead[field] = text }
    lead.custom = custom
    var books = LeadBook.Lookup()
    let id = try #require(LeadID("139"))
    books.facts[id] = lead
    return try planner.plan(
      JSONValue(parsing: Array(document.utf8)), leadID: id, ref: nil, books: books,
      now: instant("2026-11-23T10:15:12Z"))
  }

  private static func messages(_ order: SequenceOrder) -> String {
    order.parts.flatMap { $0.sequence.steps }.map(\.message).joined(separator: "\n")
  }

  @Test func `nothing is told of most`() throws {
    #expect(try Self.order([.stage: "Yeni", .notes: "3. yıl. öğleden sonra ara"]).warnings == [])
  }

  @Test func `later is told unless the request begins later`() throws {
    let facts: [LeadField: String] = [.notes: "bütçe kapalı, ocakta arayın dedi"]
    let warnings = try Self.order(facts).warnings
    #expect(warnings.count == 1 && warnings[0].contains("\"ocakta arayın dedi\"") && warnings[0].contains("start_at"))
    #expect(try Self.order(facts, [:], #"{"start_at":"2027-01-11T10:00:00+03:00"}"#).warnings == [])
  }

  @Test func `a fixed meeting is told`() throws {
    #expect(try Self.order([.stage: "Randevu Alındı"]).warnings.count == 1)
    #expect(try Self.order([.notes: "2 Aralık 14:00 online toplantı"]).warnings.count == 1)
  }

  @Test func `nobody is asked about a quote that is still to be made`() throws {
    let facts: [LeadField: String] = [.stage: "Keşif yapıldı", .notes: "teklif hazırlanacak"]
    let order = try Self.order(facts, [:], #"{"objective":"teklif_takibi"}"#)
    #expect(order.objective == "teklif_takibi" && order.warnings.count == 1)
    #expect(order.warnings[0].contains("yeniden_temas"))
    #expect(!Self.messages(order).lowercased().contains("teklifimiz"), "\(Self.messages(order))")
    #expect(try Self.order(facts).warnings == [])
  }

  @Test(arguments: ["Kazanıldı", "Kaybedildi", "sözleşme bitti"])
  func `nobody is asked about a quote that came to an end`(stage: String) throws {
    let order = try Self.order([.stage: stage], [:], #"{"objective":"teklif_takibi"}"#)
    #expect(order.warnings.count == 1 && order.warnings[0].contains("those of yeniden_temas instead"))
    #expect(!Self.messages(order).lowercased().contains("teklifimiz"), "\(Self.messages(order))")
  }

  @Test func `a customer may have a new quote`() throws {
    let order = try Self.order([.stage: "müşteri"], [:], #"{"objective":"teklif_takibi"}"#)
    #expect(order.warnings.count == 1 && order.warnings[0].contains("check that a new one is out"))
    #expect(Self.messages(order).lowercased().contains("teklifimiz"))
  }

  @Test(arguments: [
    [LeadField.notes: "2 Aralık 14:00 online toplantı"], [.stage: "şikayetçi"], [.stage: "arıza kaydı"],
  ])
  func `nothing is planned behind a meeting's day or a complaint's answer`(facts: [LeadField: String]) throws {
    let order = try Self.order(facts)
    #expect(order.parts[0].sequence.steps.count == 1 && order.parts[0].sendAt.count == 1)
    #expect(order.warnings.count == 1 && order.warnings[0].hasSuffix("Only one message is planned."))
  }

  @Test func `a meeting without a day leaves the sequence as it is`() throws {
    #expect(try Self.order([.stage: "Randevu alındı"]).parts[0].sequence.steps.count == 3)
  }

  @Test func `a stage that nobody understands is told with its words`() throws {
    let warnings = try Self.order([.stage: "dosya 3"]).warnings
    #expect(warnings.count == 1 && warnings[0].contains("dosya 3"))
  }

  @Test func `a product that messages do not speak of is told`() throws {
    let koli = try Self.order([:], ["Product": "5 lt teneke koli"])
    #expect(koli.warnings.count == 1 && koli.warnings[0].contains("5 lt teneke koli"))
    #expect(!Self.messages(koli).contains("koli"))
    let krem = try Self.order([:], ["Product": "krem kutusu"])
    #expect(krem.warnings == [] && Self.messages(krem).lowercased().contains("krem kutusu"))
    #expect(try Self.order([:], ["Product": "karton kutular", "Renk": "mavi"]).warnings == [])
  }
}
