import Testing

@testable import Outreach

struct TemplateSyntaxTests {
  static let sector = SectorWords(
    name: "mimarlık", customers: "işverenler", busy: "proje teslimine", insight: "Sözler uçar.", question: "Nasıl?")

  static func document(_ text: String, language: Language = .tr) -> TemplateDocument {
    TemplateDocument(TemplateFile(path: "tr/deneme.md", text: text), language: language)
  }

  /// The first wording of `# ilk_temas`, `## initial`, rendered for `lead`.
  static func render(_ body: String, _ change: (inout Lead) -> Void = { _ in }) throws -> String {
    let document = document("# ilk_temas\n## initial\n" + body)
    try #require(document.problems.isEmpty, "\(document.problems)")
    let wording = try #require(document.wordings.values.first?.first)
    var lead = Lead(id: LeadID(checked: "1"))
    change(&lead)
    let values = TemplateValues(
      lead: lead, base: TemplateValues.Base(Sender(name: "Elif", company: "Ufuk"), language: .tr), sector: sector,
      whyNow: "Şimdi.")
    var out: [UInt8] = []
    try wording.body.render(values, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test(arguments: [
    ("{{company}}", "Hane Mimarlık"),
    ("{{ company | dative }}", "Hane Mimarlık'a"),
    ("{{company|upper}}", "HANE MİMARLIK"),
    ("{{company|lower}}", "hane mimarlık"),
    ("{{company|lower|title}}", "Hane Mimarlık"),
    ("{{sector.customers|genitive:plain}} sesi", "işverenlerin sesi"),
    ("{{city|default:\"şehriniz\"}}", "şehriniz"),
    ("{{city|locative|default:\"{{}} | burada\"}}", "{{}} | burada"),
    ("{{sender.name}}, {{why_now}}", "Elif, Şimdi."),
    ("{{custom.plan}}", "Altın"),
    ("{{custom.yok|default:\"-\"}}", "-"),
    ("{{#city}}{{city}}{{/city}}{{^city}}yok{{/city}}", "yok"),
    ("{{#company}}a{{#city}}b{{/city}}c{{/company}}", "ac"),
    ("Merhaba{{#salutation}} {{salutation}}{{/salutation}},", "Merhaba Hane Mimarlık ekibi,"),
    (
      "{{salutation|after:\"İyi günler\"}}, {{formal_salutation|after:\"Merhaba\"}}.",
      "İyi günler Hane Mimarlık ekibi, Merhaba Hane Mimarlık ekibi."
    ),
  ]) func `tags become what they stand for`(template: String, expected: String) throws {
    let text = try Self.render(template) {
      $0.company = "Hane Mimarlık"
      $0.custom = ["plan": "Altın"]
    }
    #expect(text == expected)
  }

  @Test(arguments: [
    ("Merhaba {{#city}}{{city}}{{/city}},", "Merhaba,"),
    ("Merhaba {{#city}}{{city}} {{/city}} dünya", "Merhaba dünya"),
    ("bir\n{{#city}}\n{{city}}\n{{/city}}\niki", "bir\niki"),
    ("bir\n\n{{#city}}\n{{city}}\n\n{{/city}}\niki", "bir\n\niki"),
    ("bir\n{{#city}}Şehir: {{city}}{{/city}}\niki", "bir\niki"),
    ("bir\n\n{{#city}}{{city}}{{/city}}\n\niki", "bir\n\niki"),
    ("{{#city}}\n{{city}}\n{{/city}}", ""),
    ("bir\n{{#city}}{{city}}{{/city}}", "bir"),
    ("bir \t iki\u{A0}üç  ", "bir iki üç"),
  ]) func `nothing is left where a section comes to nothing`(template: String, expected: String) throws {
    #expect(try Self.render(template) == expected)
  }

  @Test func `a missing value without a default is named`() {
    #expect {
      try Self.render("Merhaba {{contact_name}},")
    } throws: {
      ($0 as? MissingValue)?.name == .field(.contactName)
    }
  }

  @Test(arguments: [
    ("{{sender.name}} {{#company}}", "{{sender.name}} {{#company}}"),
    ("a\nb\r\n\tc", "a b c"),
    ("  <b>*_`|default:\"x\"  ", "<b>*_`|default:\"x\""),
    ("# ilk_temas", "# ilk_temas"),
    ("x\u{200B}\u{202E}y\0", "xy"),
  ]) func `values are data and never syntax`(note: String, expected: String) throws {
    #expect(try Self.render("[{{notes}}]") { $0.notes = note } == "[\(expected)]")
  }

  @Test func `a blank value counts as missing`() throws {
    let text = try Self.render("{{company|default:\"firmanız\"}}{{#company}}!{{/company}}") { $0.company = " \n " }
    #expect(text == "firmanız")
  }

  @Test(arguments: [
    ("# a\n## initial\n{{compny}}", 3, "company"),
    ("# a\n## initial\n\n{{company|datve}}", 4, "dative"),
    ("# a\n## initial\n{{#city}} metin", 3, "{{/city}}"),
    ("# a\n## initial\nmetin {{/city}}", 3, "not open"),
    ("# a\n## initial\n{{#city}}{{#company}}{{/city}}{{/company}}", 3, "{{/company}} was expected"),
    ("# a\n## initial\n{{company", 3, "“}}”"),
    ("# a\n## initial\ncompany}}", 3, "“{{”"),
    ("# a\n## inital whatsapp\nmetin", 2, "initial"),
    ("# a\n## initial whatsap\nmetin", 2, "whatsapp"),
    ("# a\n## follow_up 11\nmetin", 2, "1 to 10"),
    ("# a\n## initial\nbir\n## initial\niki", 4, "twice"),
    ("# İlk Temas\n## initial\nmetin", 1, "a-z"),
    ("## initial\nmetin", 1, "no objective"),
    ("metin", 1, "before the first heading"),
    ("# a\n## initial email\nSubject: konu", 3, "no text"),
    ("# a\n## initial\n{{company|default:x}}", 3, "quotes"),
  ]) func `a fault is reported with its line and what was meant`(text: String, line: Int, hint: String) {
    let problems = Self.document(text).problems
    #expect(problems.first?.line == line)
    #expect(problems.contains { $0.message.contains(hint) }, "\(problems)")
  }

  @Test func `every fault is reported at once`() {
    #expect(Self.document("# a\n## initial\n{{x}} {{y}}\n## inital\nmetin\n{{z}").problems.count == 3)
  }

  @Test(arguments: [
    "# a\n## inital\nmetin\n\nmetin\n---\nmetin", "# İlk Temas\n## initial\nmetin\n## last\nmetin",
    "metin\nmetin\n\nmetin",
    "## initial\nmetin\nmetin\n## last\nmetin",
  ]) func `what follows from a fault is not told again`(text: String) {
    #expect(Self.document(text).problems.count == 1, "\(Self.document(text).problems)")
  }

  @Test func `comments are for people, whatever the line ends`() {
    let document = Self.document("<!-- bir\r\niki -->\r\n# a\r\n## initial\r\n<!-- x -->\r\nmetin\r\n---\r\nbaşka\r\n")
    #expect(document.problems.isEmpty)
    #expect(document.wordings.values.first?.map(\.line) == [6, 8])
  }

  @Test func `English templates know the possessive and no other case`() {
    #expect(Self.document("# a\n## initial\n{{company|possessive}}", language: .en).problems.isEmpty)
    #expect(Self.document("# a\n## initial\n{{company|dative}}", language: .en).problems.count == 1)
  }
}
