import Outreach
import Testing

@testable import Formats
@testable import Leads
@testable import Records
@testable import Spool

/// The facts of the first row below a header.
func firstRow(_ text: String) throws -> (LeadColumns, LeadFacts) {
  var reader = CSVReader(source: Pieces(Array(text.utf8), size: .max).read)
  #expect(try reader.next())
  let columns = LeadColumns(headers: reader.strings)
  #expect(try reader.next())
  return (columns, columns.facts(of: reader))
}

struct LeadColumnsTests {
  @Test(arguments: [
    (["Cep 1", "Cep 2"], "1;2"), (["GSM", "Telefon", "Cep"], "1;3;2"),
    (["Telefon", "Cep", "Mobile 2", "Phone"], "2;3;1;4"),
    (["Mobile", "Mobile"], "1;2"), (["Telefon", "Telefon 2"], "1;2"),
  ]) func mobilesComeFirstInTheirOrder(_ headers: [String], _ phones: String) {
    let columns = LeadColumns(headers: headers)
    var row = LeadRow()
    for (index, column) in columns.columns.enumerated() { row.set(column, to: String(index + 1)) }
    #expect(row.facts[.phone] == phones)
  }

  @Test func ownNames() {
    let names = LeadField.allCases.map(\.rawValue)
    let columns = LeadColumns(headers: ["lead_id"] + names + ["tone", "error_code"])
    #expect(columns.columns.first == .leadID && columns.unknown.isEmpty)
    #expect(Array(columns.columns.dropFirst().prefix(names.count)) == LeadField.allCases.map { .fact($0) })
    #expect(columns.request("tone") == names.count + 1 && columns.columns.last == .ignored)
    #expect(LeadField.allCases.map(\.index) == Array(0..<names.count))
  }

  @Test(arguments: ["no", "Sıra", "sıra no", "Servis No", "Firma No", "Poliçe/Aday No", "ref"])
  func `a number names the leads where nothing else does`(heading: String) {
    func id(_ others: [String], _ sample: [[String]] = [["1", "Ege Yapı"], ["2", "Arı Gıda"]]) -> Int? {
      LeadColumns(headers: [heading] + others, sample: sample).leadID
    }
    #expect(id(["Firma"]) == 0)
    #expect(LeadColumns(headers: [heading, "Firma"], sample: [["1", "Ege"]]).notes.count == 1)
    #expect(id(["Müşteri Kodu", "Firma"]) == 1)
    #expect(id(["Firma"], [["1", "Ege Yapı"], ["1", "Arı Gıda"]]) == nil)
    #expect(id(["Firma"], [["1", "Ege Yapı"], ["", "Arı Gıda"]]) == nil && id(["Firma"], []) == nil)
    // A no in such a table is an address's.
    #expect(id(["Firma", "Ret"]) == nil && id(["Telefon"]) == nil)
    #expect(LeadColumns(headers: [heading, "Firma"], sample: [["1", "Ege"]], areCommands: true).leadID == nil)
  }

  @Test(arguments: [
    ("kişi", LeadColumn.fact(.contactName)), ("nasıl buldu", .fact(.source)), ("nerden duydu", .fact(.source)),
    ("How we met", .fact(.source)), ("Meslek/Sektör", .fact(.sector)), ("site/firma", .fact(.company)),
  ]) func `headings in people's own words`(header: String, column: LeadColumn) {
    #expect(LeadColumns(headers: [header]).columns == [column])
  }

  @Test(arguments: [
    ("E-POSTA", LeadColumn.fact(.email)), ("e-posta adresi", .fact(.email)), ("ŞEHİR", .fact(.city)),
    ("şehir", .fact(.city)), ("Sehir", .fact(.city)), ("İL", .fact(.city)), ("Çalışan Sayısı", .fact(.employees)),
    ("ÇALIŞAN SAYISI", .fact(.employees)), ("FİRMA ADI", .fact(.company)), ("Firma Adi", .fact(.company)),
    ("Company / Account", .fact(.company)), ("Person - Phone - Mobile", .mobile), ("Record Id", .leadID),
    ("Cep Telefonu", .mobile), ("Lead Owner", .fact(.owner)), ("Email Opt Out", .optOut(.email)),
    ("Kara Liste", .optOut(nil)), ("max_followups", .request("max_followups")),
    ("Max Followups", .request("max_followups")),
    ("Lead Owner.id", .custom("Lead Owner.id")), ("chanel", .custom("chanel")), ("Tags", .custom("Tags")),
    ("i\u{307}l", .fact(.city)),
  ])
  func recognised(header: String, column: LeadColumn) {
    #expect(ColumnMapping.standard.column(for: header) == column)
  }

  @Test func oneColumnNamesTheLead() {
    #expect(LeadColumns(headers: ["Record ID", "lead_id"]).columns == [.custom("Record ID"), .leadID])
    #expect(LeadColumns(headers: ["ID", "Lead ID"]).columns == [.leadID, .custom("Lead ID")])
    #expect(LeadColumns(headers: ["company"]).leadID == nil)
  }

  @Test func exports() throws {
    let (hubspot, one) = try firstRow(
      "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Lead Status,Create Date\n"
        + "51,Ayşe,Yılmaz,a@example.com;b@example.com,0532 111 22 33,Can,Hane Mimarlık,NEW,2026-01-02\n")
    #expect(hubspot.leadID == 0 && hubspot.unknown == ["Create Date"])
    #expect(one[.contactName] == "Ayşe Yılmaz" && one[.company] == "Hane Mimarlık" && one[.stage] == "NEW")
    #expect(one.custom == ["Create Date": "2026-01-02"])

    let (_, two) = try firstRow(
      "Record Id,Company,First Name,Last Name,Phone,Mobile,Email Opt Out\nzcrm_1,X,,Kaya,0212 222 33 44,0532 111 22 33,true\n"
    )
    #expect(two[.contactName] == "Kaya" && two[.phone] == "0532 111 22 33;0212 222 33 44" && two.optedOut == [.email])

    let (_, three) = try firstRow(
      "Person - ID;Person - Name;Person - Email - Work;Person - Email - Home;Unsubscribed\n7;Can;;c@example.com;Hayır\n"
    )
    #expect(three[.contactName] == "Can" && three[.email] == "c@example.com" && three.optedOut.isEmpty)

    let (_, four) = try firstRow("lead_id,company,city,Kara Liste\n1,-,NULL,2026-01-01\n")
    #expect(four[.company] == nil && four[.city] == nil && four.optedOut == [.whatsapp, .email])
  }

  @Test func configuredHeaders() {
    let (mapping, unknown) = ColumnMapping.adding([
      ("Müşteri Kodu", "lead_id"), ("Bölge", "custom.region"), ("GSM 2", "phone"), ("x", "phon"), ("Email", "notes"),
    ])
    #expect(unknown == ["phon"])
    #expect(mapping.column(for: "MÜŞTERİ KODU") == .leadID && mapping.column(for: "bölge") == .custom("region"))
    #expect(mapping.column(for: "gsm 2") == .fact(.phone) && mapping.column(for: "email") == .fact(.notes))
  }
}

struct LeadDecoderTests {
  /// Neither greets anybody nor stands in a sentence.
  @Test(arguments: [",", ",,", "!", "(((", "()", "/", "& & &", "{{company}}", "fuar {{x}}"])
  func whatNamesNothingIsNone(text: String) throws {
    var facts = LeadFacts()
    for field in [LeadField.company, .contactName, .sector, .city, .source] { facts[field] = text }
    var problems: [LeadProblem] = []
    let lead = LeadDecoder.read(try #require(LeadID("1")), facts: facts, problems: &problems)
    #expect(lead.company == nil && lead.contactName == nil && lead.sector == nil && lead.city == nil)
    #expect(lead.source == nil && problems.isEmpty)
  }

  private let id = LeadID("139")

  @Test func whatIsTooLongForANameIsLeftOutAndTold() throws {
    let decoded = try decode([.company: String(repeating: "a", count: 5000), .contactName: "Ayşe Kaya"])
    #expect(decoded.lead.company == nil && decoded.lead.contactName == "Ayşe Kaya")
    #expect(decoded.problems.map(\.field) == [.company])
    #expect(decoded.problems.first?.message.contains("300 bytes") == true)
  }

  private func decode(_ facts: [LeadField: String]) throws -> DecodedLead {
    var raw = LeadFacts()
    for (field, text) in facts { raw[field] = text }
    return LeadDecoder.decode(try #require(id), raw)
  }

  @Test(arguments: [
    ("4,5", 4.5), ("4.5", 4.5), ("5", 5), ("0", 0), ("4,50", 4.5), ("4.250", 4.25),
  ])
  func ratings(text: String, rating: Double) throws {
    #expect(try decode([.rating: text]).lead.rating == rating)
  }

  @Test(arguments: [
    ("25", 25), ("1.250", 1250), ("1,250", 1250), ("50+", 50), ("11-50", 11), ("12.0", 12), ("1 250", 1250),
  ])
  func employees(text: String, count: Int) throws {
    #expect(try decode([.employees: text]).lead.employees == count)
  }

  @Test(arguments: [
    ("1250000", 1_250_000), ("1.250.000,50 TL", 1_250_000.5), ("$1,250,000.50", 1_250_000.5), ("₺1.250.000", 1_250_000),
    ("1,25E+06", 1_250_000), ("1250,5", 1250.5), ("0,125", 0.125), ("1.250", 1250),
  ])
  func revenues(text: String, amount: Double) throws {
    #expect(try decode([.revenue: text]).lead.revenue == amount)
  }

  @Test(arguments: [
    ("2026-10-05", "2026-10-05T00:00:00Z"), ("05.10.2026", "2026-10-05T00:00:00Z"),
    ("5/10/2026", "2026-10-05T00:00:00Z"),
    ("05.10.2026 14:30", "2026-10-05T14:30:00Z"), ("2026-10-05T14:30:00+03:00", "2026-10-05T11:30:00Z"),
    ("2026-10-05 14:30:10", "2026-10-05T14:30:10Z"), ("2026/10/5", "2026-10-05T00:00:00Z"),
  ])
  func dates(text: String, iso8601: String) throws {
    #expect(try decode([.lastActivity: text]).lead.lastActivity?.iso8601 == iso8601)
  }

  @Test(arguments: [
    (LeadField.rating, "7"), (.rating, "4,5,5"), (.employees, "çok"), (.employees, "1.5.5"), (.revenue, "1.250,5.5"),
    (.lastActivity, "10/25/2026"), (.lastActivity, "dün"), (.lastActivity, "2026-02-30"), (.consentAt, "2026-10-05x"),
    (.phone, "9,05321E+11"), (.email, "info@gmail,com"), (.revenue, "-5"), (.employees, "-3"), (.revenue, "E"),
  ])
  func problems(field: LeadField, text: String) throws {
    let decoded = try decode([field: text, .company: "X"])
    #expect(decoded.problems.map(\.field) == [field] && decoded.problems.map(\.value) == [text])
    #expect(decoded.lead.company == "X")
    #expect(decoded.problems.map { $0.blocks(.whatsapp) } == [field == .phone])
    #expect(decoded.problems.map { $0.blocks(.email) } == [field == .email])
  }

  @Test func texts() throws {
    let lead = try decode([
      .company: " Hane\r\nMimarlık\u{A0}", .notes: "bir\niki ", .city: "  ", .rating: "Hot",
      .phone: "030 1; +49 30 123456",
      .country: "Almanya",
    ]).lead
    #expect(lead.company == "Hane Mimarlık" && lead.notes == "bir\niki" && lead.city == nil)
    #expect(lead.rating == nil && lead.custom == ["rating": "Hot"])
    #expect(lead.phone?.e164 == "+4930123456")
    for ruined in ["9,05321E+11", "5,32e9"] {
      let decoded = try decode([.phone: "\(ruined);0212 222 33 44"])
      #expect(decoded.lead.phone?.e164 == "+902122223344" && decoded.problems.map(\.value) == [ruined])
    }
  }
}

struct LeadFactsTests {
  private func members(_ text: String) throws -> [JSONMember] {
    guard case .object(let members) = try JSONValue(parsing: Array(text.utf8)) else { return [] }
    return members
  }

  @Test func requestsOverrideTheBook() throws {
    var book = LeadFacts()
    book[.company] = "Eski"
    book[.phone] = "0532 111 22 33"
    book[.city] = "İzmir"
    book.custom = ["plan": "a", "region": "ege"]
    book.optedOut = [.email]
    let (request, problems) = LeadFacts.reading(
      requestObject: try members(
        #"{"company":"Yeni","phone":null,"employees":12,"custom":{"plan":{"name":"b"},"x":[1,"2"]}}"#))
    #expect(problems.isEmpty)
    let merged = request.merged(over: book)
    #expect(merged[.company] == "Yeni" && merged[.city] == "İzmir" && merged[.employees] == "12")
    #expect(
      merged.custom == ["plan": "a", "plan.name": "b", "x": "1;2", "region": "ege"] && merged.optedOut == [.email])
    let lead = LeadDecoder.decode(try #require(LeadID("1")), merged).lead
    #expect(lead.phone == nil && lead.employees == 12)
  }

  @Test func requestsAreStrict() throws {
    let (_, problems) = LeadFacts.reading(
      requestObject: try members(
        #"{"company":{"a":1},"phon":"1","Firma":"x","custom":[],"phone":["0532","0533"],"city":[{}]}"#))
    #expect(problems.map(\.field) == ["company", "phon", "Firma", "custom", "city"])
    #expect(problems.map(\.reason) == [.wrongType, .unknownField, .unknownField, .wrongType, .wrongType])
  }

  @Test func booksAreNot() throws {
    let facts = LeadFacts.reading(
      bookObject: try members(
        #"{"lead_id":1,"Firma":"X","Cep":"0532 111 22 33","Telefon":"0212 222 33 44","custom":{"a":{"b":true}},"z":{"y":2},"Ad":"Can"}"#
      ))
    #expect(facts[.company] == "X" && facts[.phone] == "0532 111 22 33;0212 222 33 44" && facts[.contactName] == "Can")
    #expect(facts.custom == ["a.b": "true", "z.y": "2"])
  }
}
