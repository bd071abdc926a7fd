import Foundation
import Testing

@testable import Outreach

/// `samples/catalogue/` holds a page for each of some contrasting leads, for people to read from top to bottom: every
/// tone, with an objective and a channel each. It is compared here; `UPDATE_CATALOGUE=1 swift test --filter
/// CatalogueTests` writes it anew.
struct CatalogueTests {
  struct Page: CustomTestStringConvertible, Sendable {
    var name: String
    var language: Language
    var lead: Lead
    var offer: LocalText
    var file: String { "\(language.rawValue)-\(name).md" }
    var testDescription: String { file }
  }

  static let pages: [Page] =
    [
      Page(name: "140", language: .tr, lead: book("140"), offer: "müşteri takip yazılımı"),
      Page(name: "139", language: .tr, lead: book("139"), offer: "ofis temizlik hizmeti"),
      Page(name: "148", language: .en, lead: book("148"), offer: "customer follow-up software"),
      Page(name: "149", language: .en, lead: book("149"), offer: "packaging materials"),
    ] + MessyLeads.all.map { Page(name: $0.name, language: $0.language, lead: $0.lead, offer: $0.offer) }

  private static func book(_ id: String) -> Lead { SampleBook.lead(id) ?? Lead(id: LeadID(checked: id)) }

  private static let objectives = ["ilk_temas", "randevu", "tanitim", "yeniden_temas", "referans", "teklif_takibi"]

  @Test(arguments: pages) func `the catalogue shows the messages as they are`(page: Page) throws {
    let text = try Self.text(of: page)
    let directory = SampleBook.root.appending(path: "samples/catalogue")
    let url = directory.appending(path: page.file)
    if ProcessInfo.processInfo.environment["UPDATE_CATALOGUE"] == "1" {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let stored = try? String(contentsOf: url, encoding: .utf8)
    #expect(stored == text, "\(page.file) is out of date; run with UPDATE_CATALOGUE=1 and read what changed")
  }

  @Test func `the catalogue holds these pages and no others`() throws {
    let directory = SampleBook.root.appending(path: "samples/catalogue")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == Self.pages.map(\.file).sorted())
  }

  /// The embedded list is kept by hand; this compares it with the directory.
  @Test func `every template file is embedded, as it is on disk`() throws {
    let directory = SampleBook.root.appending(path: "Sources/Outreach/Templates")
    var onDisk: [String: String] = [:]
    for language in Language.builtIn {
      let folder = directory.appending(path: language.rawValue)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".md") {
        onDisk["\(language.rawValue)/\(name)"] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      }
    }
    let embedded = Dictionary(uniqueKeysWithValues: TemplateFile.builtIn.map { ($0.path, $0.text) })
    #expect(embedded.keys.sorted() == onDisk.keys.sorted())
    for (path, text) in onDisk { #expect(embedded[path] == text, "\(path)") }
  }

  private static func text(of page: Page) throws -> String {
    var sender = SampleBook.sender(writing: page.language)
    sender.offer = page.offer
    let generator = TemplateGenerator(sender: sender)
    let offer = page.offer[page.language] ?? ""
    var out = "<!-- Written by CatalogueTests; edit the templates, not this. -->\n\n# \(about(page.lead)) · \(offer)\n"
    for (index, tone) in generator.tones.enumerated() {
      let objective = objectives[index % objectives.count]
      let channel: Channel = index % 3 == 2 ? .email : .whatsapp
      let score = ScoringModel().score(
        page.lead, channel: channel, objective: objective, language: page.language, asOf: SampleBook.now)
      let request = SequenceRequest(
        lead: page.lead, channel: channel, tone: tone, language: page.language, objective: objective, maxFollowUps: 2)
      out += "\n## \(tone) · \(objective) · \(channel.rawValue)\n"
      for (step, message) in try generator.sequence(for: request, score: score).steps.enumerated() {
        out += "\n### \(step + 1)\(message.subject.map { ": \($0)" } ?? "")\n\n\(message.message)\n"
      }
    }
    return out
  }

  /// The facts that messages can show.
  private static func about(_ lead: Lead) -> String {
    [lead.contactName, lead.salutation, lead.company, lead.sector, lead.source, lead.stage].compactMap { $0 }
      .joined(separator: " · ")
  }
}
