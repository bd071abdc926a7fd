import Foundation
import Testing

@testable import Outreach

/// `samples/catalogue/` holds every message for three contrasting leads, for people to read from top to bottom. It is
/// compared here; `UPDATE_CATALOGUE=1 swift test --filter CatalogueTests` writes it anew.
struct CatalogueTests {
  struct Page: CustomTestStringConvertible, Sendable {
    var language: Language
    var lead: String
    var about: String
    var file: String { "\(language.rawValue)-\(lead).md" }
    var testDescription: String { file }
  }

  static let pages = [
    Page(language: .tr, lead: "140", about: "her şeyi bilinen bir aday"),
    Page(language: .tr, lead: "139", about: "yalnız firması bilinen bir aday"),
    Page(language: .tr, lead: "145", about: "yalnız kişisi bilinen bir aday"),
    Page(language: .en, lead: "148", about: "a lead of which everything is known"),
    Page(language: .en, lead: "149", about: "a lead of which only the firm is known"),
    Page(language: .en, lead: "145", about: "a lead of which only the person is known"),
  ]

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
    let lead = try #require(SampleBook.lead(page.lead))
    let catalog = TemplateCatalog.builtIn
    let sector = try #require(catalog.sectorWords(for: lead.sector, language: page.language))
    let values = TemplateValues(
      lead: lead, base: TemplateValues.Base(SampleBook.sender(writing: page.language)), sector: sector, whyNow: "",
      language: page.language
    )
    let who = lead.company ?? lead.contactName ?? lead.id.text
    var out = "<!-- \(page.lead), \(who): \(page.about). Written by CatalogueTests; edit the templates, not this. -->\n"
    for tone in catalog.tones(in: page.language) {
      let path = "\(page.language.rawValue)/\(tone).md"
      let file = try #require(TemplateFile.builtIn.first { $0.path == path })
      let document = TemplateDocument(file, language: page.language)
      for heading in document.headings {
        let place = [heading.role.rawValue, heading.number.map(String.init), heading.channel?.rawValue]
        let title = place.compactMap { $0 }.joined(separator: " ")
        for (index, wording) in (document.wordings[heading] ?? []).enumerated() {
          out += "\n## \(tone) · \(heading.objective ?? "*") · \(title) · \(variantName(index))\n\n"
          if let subject = wording.subject { out += "**\(try subjectLine(subject, values))**\n\n" }
          var body: [UInt8] = []
          try wording.body.render(values, into: &body)
          out += String(decoding: body, as: UTF8.self) + "\n"
        }
      }
    }
    return out
  }
}
