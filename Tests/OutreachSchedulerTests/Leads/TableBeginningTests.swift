import Formats
import Leads
import Outreach
import Testing

@testable import Requests

/// Where tables begin, what divides them and in what they are written, as exports really have it.
struct TableBeginningTests {
  private func read(
    _ bytes: [UInt8], encoding: TextEncoding? = nil, chunk: Int = 256 << 10
  ) throws -> (rows: [[String]], dialect: CSVDialect, line: Int) {
    var reader = CSVReader(
      encoding: encoding, evidence: ColumnMapping.standard.headerEvidence(and: CommandColumns.headings), chunk: chunk,
      source: Pieces(bytes, size: .max).read)
    var rows: [[String]] = []
    var line = 0
    while try reader.next() {
      if rows.isEmpty { line = reader.line }
      rows.append(reader.strings)
    }
    return (rows, reader.dialect, line)
  }

  private func header(_ text: String) throws -> (first: String, line: Int) {
    let (rows, _, line) = try read(Array(text.utf8))
    return (rows.first?.joined(separator: "|") ?? "", line)
  }

  @Test(arguments: [
    ("Müşteri Listesi - Kasım 2026;;\r\n;;\r\nMüşteri No;Firma;Cep\r\n1;Örnek;0532 111 19 01\r\n", 3),
    (
      "Notes:\r\n\"some addresses, see \"\"settings\"\"\"\r\n\r\nFirst Name,Last Name,Email Address\r\nAda,Kurt,a@b.example\r\n",
      4
    ),
    ("sep=;\r\nMüşteri No;Firma;Cep\r\n", 2), ("\"sep=;\"\r\nMüşteri No;Firma;Cep\r\n", 2),
    ("sep=;;;\r\nMüşteri No;Firma;Cep\r\n", 2), ("\u{FEFF}SEP=;\r\nMüşteri No;Firma;Cep\r\n", 2),
    ("sep=;,,\r\nMüşteri No,Firma,Cep\r\n1,x,y\r\n", 2), (";;\r\n;;\r\nMüşteri No;Firma;Cep\r\n", 3),
    ("# exported by crm, 2026-11-23\n# user: ada\nlead_id,company,phone\n1,x,0532 111 22 33\n", 3),
    ("#lead_id,company,phone\n1,x,0532 111 22 33\n", 1), ("Rapor\n\nTelefon\n0532 111 22 33\n", 3),
    ("Rapor tarihi;23.11.2026\nKayıt sayısı;1250\nCari Kodu;Cari Adı;GSM\n120.01.001;Örnek;0532 111 22 33\n", 3),
    ("lead_id,kaynak,kanal\n139,Email,Web\n140,Telefon,Mobil\n", 1),
    ("kod1,ad1\n1,x\n", 1), ("0532 111 22 33;Ada\n0533 111 22 33;Telefon\nTelefon;Ad\n", 1),
  ])
  func headerIsFound(text: String, line: Int) throws {
    #expect(try header(text).line == line, "\(text)")
  }

  @Test func headerIsSoughtInTwentyRows() throws {
    let titles = (1...19).map { "Başlık \($0)\n" }.joined()
    #expect(try header(titles + "lead_id,company\n1,x\n").line == 20)
    #expect(try header("Bir\n" + titles + "lead_id,company\n1,x\n").line == 1)
  }

  @Test(arguments: [
    (
      "Müşteri No;Firma Adı (ünvan, tam ad, kısa ad);Telefon (cep, iş, ev, faks);Cep\n1;Örnek;;0532 111 23 01\n", ";", 4
    ),
    ("id;puan;ciro\n1;4,5;2,0\n2;4,5;2,0\n", ";", 3), ("a|b,c\n1|2\n3|4\n", "|", 2),
    ("Telefon\n0532 1, 0533 2\n", ";", 1),
    ("Telefon\n9,05321E+11\n", ";", 1), ("a;b;c\n1;2\n", ";", 3), ("name\tnote\nx\ta;b;c\n", "\t", 2),
  ])
  func delimiterDividesRowsAlike(text: String, delimiter: String, width: Int) throws {
    let (rows, dialect, _) = try read(Array(text.utf8))
    #expect(String(Unicode.Scalar(dialect.delimiter)) == delimiter && rows[0].count == width)
  }

  @Test(arguments: [
    ("\"Örnek \"Gıda\" A.Ş.\",x", ["Örnek \"Gıda\" A.Ş.", "x"]),
    ("\"Örnek \\\"Gıda\\\" A.Ş.\",x", ["Örnek \"Gıda\" A.Ş.", "x"]), ("\"5\" Boru\",x", ["5\" Boru", "x"]),
    ("\"Ahmet \"Can\"\",x", ["Ahmet \"Can\"", "x"]), ("\"\"Can\" Ltd\",x", ["\"Can\" Ltd", "x"]),
    ("\"Örnek \"\"Gıda\"\" A.Ş.\",x", ["Örnek \"Gıda\" A.Ş.", "x"]),
    ("\"say \"\"hi\"\", then\",x", ["say \"hi\", then", "x"]),
    ("\"a\"b,\"c\"", ["ab", "c"]), ("\"C:\\x\\\",y", ["C:\\x\\", "y"]),
    // A comma between them makes too many cells, and the row is refused for that.
    ("\"Örnek \"Gıda, İnşaat\" A.Ş.\",x", ["Örnek Gıda", "İnşaat\" A.Ş.\"", "x"]),
  ])
  func quotesThatAreNotDoubled(row: String, cells: [String]) throws {
    var reader = CSVReader(dialect: CSVDialect(), chunk: 64, source: Pieces(Array("\(row)\nnext\n".utf8), size: 3).read)
    #expect(try reader.next() && reader.strings == cells)
    #expect(try reader.next() && reader.strings == ["next"])
  }

  // MARK: Encodings

  private static let turkish = "lead_id;company;contact_name;city\r\n1501;Işık Gıda;Gülşah Çağlar;Muğla\r\n"

  /// As a program leaves it that took UTF-8 for Windows-1252, 1254 or Latin-1.
  @Test(arguments: ["Ä°zin Durumu;AyÅŸe", "Ä°zin Durumu;AyÅ\u{9F}e", "ï»¿Ä°zin Durumu;AyÅŸe"])
  func utf8ThatWasEncodedTwiceIsRead(_ text: String) throws {
    let (rows, dialect, _) = try read(Array("\(text)\n1;ÅžiÅŸli â€“ Ãœmit\n2;plain\n".utf8))
    #expect(dialect.encoding == .utf8Twice)
    #expect(rows == [["İzin Durumu", "Ayşe"], ["1", "Şişli – Ümit"], ["2", "plain"]])
    #expect(TextEncoding(named: TextEncoding.utf8Twice.rawValue) == .utf8Twice)
    let out = TextEncoding.utf8Twice.encode("Şişli – Ümit, ğIİ")
    #expect(out.withUnsafeBufferPointer { TextEncoding.utf8Twice.decode($0) } == "Şişli – Ümit, ğIİ")
  }

  /// Whoever writes such signs on purpose writes others beside them.
  @Test(arguments: [
    "Ad;Not\nAyşe;kodlama hatası: AyÅŸe\n", "Ad;Not\nJoão;SÃO – “HALLÅ”\n", "Ad;Not\nx;PÅ… GÅRD\n", "Ad;Not\nx;NÃO\n",
    "Ad;Not\nx;5 °C – Å…\n", "Ad;Not\nx;plain\n",
  ])
  func utf8IsLeftAsItIs(_ text: String) throws {
    let (rows, dialect, _) = try read(Array(text.utf8))
    #expect(dialect.encoding == .utf8)
    #expect(rows.map { $0.joined(separator: ";") }.joined(separator: "\n") + "\n" == text)
  }

  @Test(arguments: [TextEncoding.windows1254, .dos857, .macTurkish, .utf16LittleEndian, .utf16BigEndian, .utf8])
  func encodingIsToldByItsWords(_ encoding: TextEncoding) throws {
    for chunk in [64, 256 << 10] {
      let (rows, dialect, _) = try read(encoding.encode(Self.turkish), chunk: chunk)
      #expect(rows.last == ["1501", "Işık Gıda", "Gülşah Çağlar", "Muğla"])
      #expect(dialect.encoding == encoding)
    }
  }

  @Test func westernNamesAreNotTakenForOthers() throws {
    for name in ["José Müller", "Hélène", "Ångström", "GENÇ’İN", "ŞİŞLİ", "İzmir – €", "O’Neil “x”"] {
      let bytes = TextEncoding.windows1254.encode("lead_id;company\n1;\(name)\n")
      #expect(try read(bytes).rows.last == ["1", name])
    }
    let german = TextEncoding.dos850.encode("lead_id;company\n1;Müller & Söhne, Köln\n")
    #expect(try read(german).rows.last == ["1", "Müller & Söhne, Köln"])
  }

  @Test func doubtIsToldAndSettled() throws {
    let russian =
      "lead_id;company\n1;".utf8 + [0xC8, 0xE2, 0xE0, 0xED, 0xEE, 0xE2, 0x20, 0xCF, 0xB8, 0xF2, 0xF0] + "\n".utf8
    do {
      _ = try read(Array(russian))
      Issue.record("it was read")
    } catch let error as CSVError {
      #expect(error.reason == .wrongEncoding && error.line == 2)
      #expect(error.message.contains("CSV UTF-8") && error.message.contains("\"encoding\""))
    }
    #expect(try read(Array(russian), encoding: .windows1254).rows.count == 2)
    #expect(TextEncoding(named: "cp1254") == .windows1254 && TextEncoding(named: "UTF-16") == .utf16LittleEndian)
    #expect(TextEncoding(named: "koi8") == nil)
  }

  /// Meta's lead export has a mark, other programs leave it out; positions are those of the file.
  @Test(arguments: [true, false])
  func utf16(hasMark: Bool) throws {
    let text = "id\tfull_name\tphone_number\nl:98\tAylin 🌷 Sezer\tp:+905321110001\nl:99\tŞule\tp:+905321110002\n"
    let bytes = TextEncoding.utf16LittleEndian.encode((hasMark ? "\u{FEFF}" : "") + text)
    var reader = CSVReader(chunk: 64, source: Pieces(bytes, size: 7).read)
    #expect(try reader.next() && reader.strings == ["id", "full_name", "phone_number"])
    #expect(try reader.next() && reader.string(1) == "Aylin 🌷 Sezer")
    let (dialect, offset, line) = (reader.dialect, reader.endOffset, reader.endLine)
    #expect(try reader.next() && reader.string(1) == "Şule" && reader.endOffset == UInt64(bytes.count))
    // Going on in the middle.
    var second = CSVReader(
      dialect: dialect, offset: offset, line: line, source: Pieces(Array(bytes[Int(offset)...]), size: 5).read)
    #expect(try second.next() && second.string(1) == "Şule" && second.endOffset == UInt64(bytes.count))
  }

  @Test func brokenUTF16IsReadToItsEnd() throws {
    let bytes = TextEncoding.utf16LittleEndian.encode("\u{FEFF}id,name\n1,x") + [0x00, 0xD8, 0x41]
    #expect(try read(bytes).rows.last == ["1", "x\u{FFFD}\u{FFFD}"])
  }

  // MARK: JSON

  @Test(arguments: [
    ("[\n{\"a\":1},\n{\"a\":\"x}]\\\"\"}\n]\n", ["2 {\"a\":1}", "3 {\"a\":\"x}]\\\"\"}"]),
    ("[{\"a\":1},{\"a\":2}]", ["1 {\"a\":1}", "1 {\"a\":2}"]),
    ("{\n \"a\": [1,\n 2]\n}\n{\n \"a\": {}\n}", ["1 {\n \"a\": [1,\n 2]\n}", "5 {\n \"a\": {}\n}"]),
    ("[\n1,\n{\"a\":2}]", ["2 1,", "3 {\"a\":2}"]), ("\u{FEFF}[]", []),
  ])
  func objects(text: String, expected: [String]) throws {
    for size in [1, 3, 1000] {
      let (layout, source) = try LineLayout.recognise(replaying: Pieces(Array(text.utf8), size: size).read)
      #expect(layout == .objects)
      var reader = LineReader(layout: layout, chunk: 64, source: source)
      var seen: [String] = []
      while try reader.next() {
        seen.append("\(reader.line) \(reader.withLine { String(decoding: $0, as: UTF8.self) })")
      }
      #expect(seen == expected)
    }
  }

  @Test(arguments: ["{\"a\":1}\n{\"a\":2}\n", "{\"a\":1,\n{\"a\":2}\n", "{\"a\":1", "", "x\n"])
  func lines(_ text: String) throws {
    #expect(try LineLayout.recognise(Pieces(Array(text.utf8), size: .max).read) == .lines)
  }
}
