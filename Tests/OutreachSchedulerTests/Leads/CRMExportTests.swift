import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Leads
@testable import Requests
@testable import Spool

/// The exports under samples/crm, as the CRMs and Turkish Excel write them.
struct CRMExportTests {
  private struct Export {
    var dialect: CSVDialect
    var columns: LeadColumns
    var rows: [RequestRow] = []
    var footerLines = 0

    var leads: [Lead] { rows.compactMap { row in row.lead.map { LeadDecoder.decode($0, row.facts).lead } } }
    var ids: [String?] { rows.map { $0.lead?.text } }
    var phones: [String?] { leads.map { $0.phone?.e164 } }
    var emails: [String?] { leads.map { $0.email?.text } }
    var optOuts: [Set<Channel>] { rows.map(\.facts.optedOut) }

    func problems(_ row: Int) -> [LeadField] {
      rows[row].lead.map { LeadDecoder.decode($0, rows[row].facts).problems.map(\.field) } ?? []
    }
  }

  private func read(_ bytes: [UInt8]) throws -> Export {
    var reader = CSVReader(source: Pieces(bytes, size: 100).read)
    #expect(try reader.next())
    var export = Export(dialect: reader.dialect, columns: LeadColumns(headers: reader.strings))
    try BulkHeader.check(export.columns)
    var shape: RowShape?
    while try reader.next() {
      let current = RowShape.of(reader, export.columns, after: shape)
      shape = current
      if current == .footer { export.footerLines += 1 }
      if current == .data {
        export.rows.append(RequestRow(number: export.rows.count + 1, reader: reader, columns: export.columns))
      }
    }
    return export
  }

  private func read(_ name: String) throws -> Export { try read(Array(try Data(contentsOf: Self.sample(name)))) }

  static func sample(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../samples/crm/\(name)")
  }

  @Test func hubspot() throws {
    let export = try read("hubspot-contacts.csv")
    #expect(export.ids == ["15101", "15102", "15103", "15104", "15105", "15106"])
    #expect(export.leads.map(\.company).prefix(2) == ["Çınar Mobilya", "Ilgaz Lojistik"])
    #expect(export.leads[4].company == "Üç Yıldız Otel, Restoran ve Spa" && export.leads[5].company == nil)
    #expect(export.leads.map(\.contactName).prefix(4) == ["Defne Akın", "Emre Şahin", "Irmak Öztürk", "Tom Becker"])
    #expect(
      export.phones == ["+905324152011", "+905336152012", "+902125552013", "+4915123456789", nil, nil])
    #expect(export.problems(4) == [.phone])
    #expect(export.emails[0] == "defne.akin@cinarmobilya.example" && export.emails[5] == "bilgi@adsizatolye.example")
    #expect(export.optOuts == [[], [.email], [.email], [.email], [], [.email]])
    #expect(export.leads[0].stage == "New" && export.leads[0].lastActivity?.iso8601 == "2026-10-28T14:05:00Z")
    #expect(export.leads[0].custom["Job Title"] == "Satın Alma Müdürü")
    #expect(
      export.columns.unknown == [
        "Primary Associated Company ID", "Job Title", "Create Date",
      ])
  }

  @Test(arguments: [
    "Toplam;;", "TOPLAM;1;", "Genel Toplam;;", "Toplam kayıt: 2;;", "Kayıt sayısı: 2;;", ";;Toplam",
    "Rapor tarihi: 30.11.2026;;",
    "Total: 2;;", "Toplam;2;12.500,00",
  ]) func sumsAreNoLeads(line: String) throws {
    let export = try read(Array("Müşteri No;Firma;Cep\n31;A Gıda;0532 111 22 57\n\(line)\n".utf8))
    #expect(export.footerLines == 1 && export.ids == ["31"])
  }

  @Test(arguments: [
    "Toplam;Toplam Gıda;", "Toplam;;0532 111 22 58", "T-2;Total;", "Toplam Gıda;;", "Tarihi Sultanahmet Köftecisi;;",
    "Kayıt;;",
  ]) func whoIsCalledSoIsALead(line: String) throws {
    let export = try read(Array("Müşteri No;Firma;Cep\n31;A Gıda;0532 111 22 57\n\(line)\n".utf8))
    #expect(export.footerLines == 0 && export.ids.count == 2)
  }

  @Test func salesforce() throws {
    let export = try read("salesforce-leads.csv")
    #expect(export.footerLines == 5)
    #expect(export.ids.count == 5 && export.ids[0] == "00Q5g00000AbCdEFGH")
    #expect(export.leads[1].contactName == "Zeynep Kılıç" && export.leads[1].company == "Kuzey Tekstil")
    #expect(
      export.phones == ["+905327003011", "+905327003012", "+903325553013", "+393471234567", "+905357003015"])
    #expect(export.optOuts == [[], [.email], [], [], [.whatsapp]])
    #expect(export.leads[0].custom["Street"] == "Büyükdere Cad. No: 12\r\nKat: 4")
    #expect(export.leads[1].custom["Title"] == "Pazarlama \"Marka\" Müdürü")
    #expect(export.leads[0].custom["rating"] == "Hot" && export.leads[0].rating == nil)
    #expect(export.leads[0].lastActivity?.iso8601 == "2026-11-12T00:00:00Z")
  }

  @Test func pipedrive() throws {
    let export = try read("pipedrive-persons.csv")
    #expect(export.ids == ["301", "302", "303", "304", "305"])
    #expect(export.leads[2].company == "O'Neill Teas, Ltd." && export.leads[2].contactName == "Ian O'Neill")
    #expect(export.phones == ["+905328014011", "+903125554012", "+353851234567", "+905058014014", nil])
    #expect(
      export.emails == [
        "cem@demirdokum.example", "ebru@tanhukuk.example", "ian@oneillteas.example", "sule@unaleczane.example", nil,
      ])
    #expect(export.optOuts == [[], [.email], [.email], [], []])
    #expect(export.leads[0].owner == "Mert Uysal" && export.leads[0].custom["Person - Label"] == "Sıcak")
  }

  @Test func zoho() throws {
    let export = try read("zoho-leads.csv")
    #expect(export.ids[0] == "zcrm_4876876000000401001" && export.ids.count == 5)
    #expect(export.phones == ["+905329025011", "+902745555012", "+905449025013", "+447700900118", nil])
    #expect(export.emails[1] == "sevgi@toprakseramik.example" && export.problems(4).contains(.phone))
    #expect(export.leads[0].employees == 45 && export.leads[0].revenue == 12_500_000)
    #expect(export.leads[0].sector == "Turizm" && export.leads[0].stage == "Yeni")
    #expect(export.optOuts.map(\.isEmpty) == [true, false, true, true, true])
    #expect(export.leads[0].custom["Tag"] == "fuar,2026")
  }

  @Test func odoo() throws {
    let export = try read("odoo-crm-lead.csv")
    #expect(
      export.ids == [
        "__export___crm_lead_42_1a2b3c4d", "__export___crm_lead_43_5e6f7a8b", "crm_crm_case_7",
        "__export___crm_lead_45_9c0d1e2f",
      ])
    #expect(export.phones == ["+905321036011", "+905331036012", "+31612345678", "+902425556014"])
    #expect(export.leads[0].notes == "Geçen yıl görüştük.\nBütçe ocakta açılıyor.")
    #expect(export.optOuts == [[], [.whatsapp, .email], [], []])
    #expect(export.leads[0].owner == "Selin Aydın" && export.leads[0].custom["Priority"] == "High")
  }

  @Test func turkishExcel() throws {
    let export = try read("turkce-excel.csv")
    #expect(export.dialect.encoding == .windows1254 && export.dialect.delimiter == UInt8(ascii: ";"))
    #expect(export.ids[0] == "M-2026_0139")
    let first = export.leads[0]
    #expect(first.company == "Iğdır Tarım Ürünleri Ltd. Şti." && first.contactName == "Sıla Çağlar")
    #expect(first.employees == 1250 && first.rating == 4.6 && first.revenue == 12_500_000.5)
    #expect(first.lastActivity?.iso8601 == "2026-10-05T00:00:00Z" && first.custom == ["Bölge": "Doğu"])
    #expect(export.leads[1].company == "Şölen Pastanesi; Ümit Unlu Mamüller")
    // The landline is known, and that the mobile was ruined is said.
    #expect(export.phones[1] == "+902165557012" && export.problems(1) == [.phone])
    #expect(export.phones[2] == "+905332047013" && export.phones[4] == "+905052047015")
    #expect(export.leads[4].contactName == "Ayça Ün Mağaza Sorumlusu" && export.leads[4].employees == nil)
    #expect(export.optOuts == [[], [], [.whatsapp, .email], [], []])
  }

  @Test func turkishExcelInUTF8() throws {
    let export = try read("turkce-excel-utf8.csv")
    #expect(export.dialect.hasByteOrderMark && export.dialect.encoding == .utf8)
    #expect(export.ids == ["00139", "00140", "00141"])
    #expect(export.leads.map(\.contactName) == ["İlker Şimşek", "Müge Yücel", "Ozan Irmak"])
    #expect(export.phones == ["+905323058011", "+905333058012", "+905053058013"])
    #expect(export.optOuts == [[], [.email], []])
    #expect(export.rows[0].document == [JSONMember(key: "tone", value: .string("samimi"))])
    #expect(export.rows[1].document.isEmpty && export.columns.unknown.isEmpty)
  }

  /// The same rows however the lines end.
  @Test(arguments: ["\n", "\r", "\r\n"]) func lineEnds(end: String) throws {
    let data = try Data(contentsOf: Self.sample("odoo-crm-lead.csv"))
    let text = String(decoding: data, as: UTF8.self).replacing("\r\n", with: end)
    #expect(try read(Array(text.utf8)).rows.map(\.facts) == read("odoo-crm-lead.csv").rows.map(\.facts))
  }

  @Test(arguments: [
    ("Müşteri Adayı Kimliği", LeadColumn.leadID), ("Kayıt Kimliği", .leadID), ("Kişi - ID", .leadID),
    ("Şirket / Hesap", .fact(.company)), ("Kişi - Organizasyon", .fact(.company)),
    ("Kişi - Telefon - Mobil", .mobile), ("Kişi - Telefon - İş", .fact(.phone)), ("Kişi - E-posta - İş", .fact(.email)),
    ("Potansiyel Müşteri Sahibi", .fact(.owner)), ("Opted out of email: Marketing Information", .optOut(.email)),
    ("Do Not Call", .optOut(.whatsapp)), ("DoNotCall", .optOut(.whatsapp)), ("Secondary Email", .fact(.email)),
  ])
  func headings(header: String, column: LeadColumn) {
    #expect(ColumnMapping.standard.column(for: header) == column)
  }
}

struct ForeignIDTests {
  @Test(arguments: [
    ("__export__.crm_lead_42_1a2b3c4d", "__export___crm_lead_42_1a2b3c4d"), ("M-2026/0139", "M-2026_0139"),
    ("C#12", "C_12"), ("00Q5g00000AbCdE", "00Q5g00000AbCdE"), ("2026/12", "2026_12"),
    // What is no id stays as it is, to be refused.
    ("51.0", "51.0"), ("12.345", "12.345"), ("1.23457E+11", "1.23457E+11"), ("9,05E+11", "9,05E+11"),
    ("Confidential Information.", "Confidential Information."), ("9.123", "9.123"), ("a,b", "a,b"), ("", ""),
    // Of bookkeeping programs, and of those that name everything by a UUID.
    ("İST.42", "IST_42"), ("120.01.001", "120_01_001"), ("120 01 001", "120_01_001"), ("120.01", "120_01"),
    ("A/1", "A_1"),
    ("MÜŞ-01", "MUS-01"), ("{6F9619FF-8B86-D011-B42D-00CF4FC964FF}", "6F9619FF-8B86-D011-B42D-00CF4FC964FF"),
  ])
  func spelled(id: String, lead: String) {
    #expect(ForeignID.leadID(id) == lead)
  }

  @Test func onlyForeignColumns() throws {
    func row(_ text: String) throws -> RequestRow {
      var reader = CSVReader(source: Pieces(Array(text.utf8), size: .max).read)
      _ = try reader.next()
      let columns = LeadColumns(headers: reader.strings)
      _ = try reader.next()
      return RequestRow(number: 1, reader: reader, columns: columns)
    }
    #expect(try row("External ID,city\ncrm.lead_7,x\n").lead?.text == "crm_lead_7")
    let own = try row("lead_id,city\ncrm.lead_7,x\n")
    #expect(own.lead == nil && own.problems.map(\.code) == [.invalidField])
    let line = RequestRow(number: 1, line: Array(#"{"External ID":"crm.lead_7"}"#.utf8), mapping: .standard)
    #expect(line.lead?.text == "crm_lead_7")
  }

  @Test func leadBooks() throws {
    let directory = try ScratchDirectory()
    let table = try directory.write("a.csv", "External ID,company\ncrm.lead_7,Yedi\ncrm_lead_8,Sekiz\n")
    let lines = try directory.write("b.ndjson", #"{"External ID":"crm.lead_9","company":"Dokuz"}"# + "\n")
    let ids = ["crm_lead_7", "crm_lead_8", "crm_lead_9"].compactMap(LeadID.init)
    for isLongRunning in [false, true] {
      var book = LeadBook(paths: [table, lines], isLongRunning: isLongRunning, clock: MachineClock.now)
      for _ in 0..<2 {
        let facts = try book.facts(for: ids).facts
        #expect(ids.map { facts[$0]?[.company] } == ["Yedi", "Sekiz", "Dokuz"])
      }
    }
  }
}
