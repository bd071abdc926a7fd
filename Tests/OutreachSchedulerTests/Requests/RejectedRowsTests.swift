import Testing

@testable import Formats
@testable import Leads
@testable import Outreach
@testable import Requests
@testable import Spool

struct RejectedRowsTests {
  /// Every row of a file refused with the same reason: what is written back.
  private func rejected(
    _ file: [UInt8], _ defaults: [JSONMember] = [], code: String = "E", message: String = "m", chunk: Int = 256 << 10
  ) throws -> [UInt8] {
    var reader = CSVReader(chunk: chunk, source: Pieces(file, size: .max).read)
    #expect(try reader.next())
    let rows = RejectedRows(
      dialect: reader.dialect, header: reader.withRow { Array($0) }, columns: LeadColumns(headers: reader.strings),
      defaults: defaults)
    var out = rows.head
    while try reader.next() { reader.withRow { rows.append($0, code: code, message: message, to: &out) } }
    return out
  }

  private func rejected(_ text: String, _ defaults: String = "{}", message: String = "m") throws -> String {
    guard case .object(let members) = try JSONValue(parsing: Array(defaults.utf8)) else { return "" }
    return String(decoding: try rejected(Array(text.utf8), members, message: message), as: UTF8.self)
  }

  @Test(arguments: [
    ("lead_id,city\n1,İzmir\n", "lead_id,city,error_code,error_message\n1,İzmir,E,m\n"),
    // Line ends, byte order mark, sep= and quotes stay.
    (
      "\u{FEFF}sep=;\r\n\"lead_id\";city\r\n1;\"a\"\"\r\n;b\"\r\n",
      "\u{FEFF}sep=;\r\n\"lead_id\";city;error_code;error_message\r\n1;\"a\"\"\r\n;b\";E;m\r\n"
    ),
    ("lead_id\tcity\r1\tx\r", "lead_id\tcity\terror_code\terror_message\r1\tx\tE\tm\r"),
    // The last row has no line end, and empty lines are no rows.
    ("lead_id,city\r\n\r\n1,x", "lead_id,city,error_code,error_message\r\n1,x,E,m\r\n"),
    // Short rows are filled up, empty cells too many cut.
    ("lead_id,city,tone\n1\n", "lead_id,city,tone,error_code,error_message\n1,,,E,m\n"),
    ("lead_id,city\n1,x,,\n", "lead_id,city,error_code,error_message\n1,x,E,m\n"),
    // A file that was rejected before.
    (
      "lead_id,Error Code,error_message,city\n1,OLD,\"o, ld\",x\n2\n",
      "lead_id,Error Code,error_message,city\n1,E,m,x\n2,E,m,\n"
    ),
    ("lead_id,error_code\n1,OLD\n", "lead_id,error_code,error_message\n1,E,m\n"),
    ("lead_id, \"city\" \n1, \"x,y\" \n", "lead_id, \"city\" ,error_code,error_message\n1, \"x,y\" ,E,m\n"),
  ])
  func asTheyCame(file: String, expected: String) throws {
    #expect(try rejected(file) == expected)
    // Dropped as it is, it is the same file again.
    #expect(try rejected(expected) == expected)
  }

  /// The obvious mend, quotes around what is one cell, puts the reason under its header.
  @Test(arguments: [
    (
      "lead_id,company,city,note\n6,Acme, Inc, Ltd,Ege,\n",
      "lead_id,company,city,note,error_code,error_message\n6,Acme, Inc, Ltd,Ege,,INVALID_CSV,m\n"
    ),
    ("lead_id,city\n1,x,,y,\n", "lead_id,city,error_code,error_message\n1,x,,y,,INVALID_CSV,m\n"),
    // Somebody's own cell is where the reason could be: it is kept.
    (
      "lead_id,city,error_code,error_message\n1,x,y,z,w\n",
      "lead_id,city,error_code,error_message\n1,x,y,z,w,INVALID_CSV,m\n"
    ),
  ])
  func theReasonStandsBehindAllCells(file: String, expected: String) throws {
    func again(_ text: String) throws -> String {
      String(decoding: try rejected(Array(text.utf8), code: "INVALID_CSV"), as: UTF8.self)
    }
    #expect(try again(file) == expected)
    #expect(try again(expected) == expected, "dropped as it is, it is the same file again")
  }

  @Test func defaultsStandBehindAllCells() throws {
    #expect(
      try rejected("lead_id,company\n6,Acme, Inc\n", #"{"tone":"samimi"}"#)
        == "lead_id,company,tone,error_code,error_message\n6,Acme, Inc,samimi,E,m\n")
  }

  @Test func reasonsAreQuoted() throws {
    #expect(try rejected("lead_id;city\n1;x\n", message: "a;\"b\"\nc").hasSuffix("\n1;x;E;\"a;\"\"b\"\" c\"\n"))
    #expect(try rejected("lead_id,city\n1,x\n", message: "a;b").hasSuffix(",E,a;b\n"))
  }

  @Test func defaultsAreFilledIn() throws {
    let defaults =
      #"{"tone":"samimi","channel":["whatsapp","email"],"max_followups":3,"language":null,"lead":{"source":"Fuar","contact_name":"Can","custom":{"Bölge":"Ege"}}}"#
    #expect(
      try rejected("lead_id;Ad;tone\n1;Ali;\n2;;teknik\n3\n4;;\" \"\n", defaults) == """
        lead_id;Ad;tone;channel;max_followups;source;Bölge;error_code;error_message
        1;Ali;samimi;"whatsapp;email";3;Fuar;Ege;E;m
        2;Can;teknik;"whatsapp;email";3;Fuar;Ege;E;m
        3;Can;samimi;"whatsapp;email";3;Fuar;Ege;E;m
        4;Can;samimi;"whatsapp;email";3;Fuar;Ege;E;m

        """)
  }

  @Test func encodings() throws {
    let file = TextEncoding.windows1254.encode("lead_id;şehir\r\n1;Iğdır\r\n")
    let out = try rejected(file, message: "\"Iğdır\" → ?")
    #expect(
      out.withUnsafeBufferPointer { TextEncoding.windows1254.decode($0) }
        == "lead_id;şehir;error_code;error_message\r\n1;Iğdır;E;\"\"\"Iğdır\"\" ? ?\"\r\n")
    // A stray cell of Windows-1254 must not make the short file of refused rows look like that.
    let late = Array("lead_id,city\n".utf8) + Array(repeating: 0x0A, count: 200) + Array("1,".utf8) + [0xDD, 0x0A]
    #expect(
      String(decoding: try rejected(late, chunk: 64), as: UTF8.self)
        == "lead_id,city,error_code,error_message\n1,İ,E,m\n")
  }

  /// What is written back is read back as the same cells, with the reason behind them.
  @Test func anyRowIsReadBack() throws {
    var random = SeededRandom(seed: 5)
    let alphabet = Array("ab,\"\n\r;ğ ".utf8)
    for _ in 0..<2_000 {
      let row = (0..<(random.next() % 40)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      let file = Array("lead_id,b,c\n".utf8) + row
      var original = CSVReader(source: Pieces(file, size: .max).read)
      _ = try original.next()
      var cells: [[String]] = []
      while (try? original.next()) == true { cells.append(original.strings) }
      guard let out = try? rejected(file, message: "x, \"y\"") else { continue }
      var reader = CSVReader(source: Pieces(out, size: .max).read)
      _ = try reader.next()
      #expect(reader.strings == ["lead_id", "b", "c", "error_code", "error_message"])
      for expected in cells {
        #expect(try reader.next())
        let isLong = expected.dropFirst(3).contains { $0.contains { $0 != "\"" && !$0.isWhitespace } }
        let kept = isLong ? expected : Array((expected + ["", "", ""]).prefix(3))
        #expect(reader.strings == kept + ["E", "x, \"y\""])
      }
      #expect(try !reader.next())
    }
  }

  @Test func lines() throws {
    func rejected(_ line: String, _ defaults: String) throws -> String {
      guard case .object(let members) = try JSONValue(parsing: Array(defaults.utf8)) else { return "" }
      var out: [UInt8] = []
      Array(line.utf8).withUnsafeBufferPointer {
        RejectedLines(defaults: members).append($0, code: "E", message: "a\"b", to: &out)
      }
      return String(decoding: out, as: UTF8.self)
    }
    #expect(
      try rejected(#" {"lead_id":00139e,"x":1.50} "#, "{}") == #"{"lead_id":00139e,"x":1.50}"# + "\n")
    #expect(
      try rejected(#"{"error_code":"OLD","lead_id":139,"x":1.50,"tone":null}"#, #"{"tone":"samimi","language":"en"}"#)
        == #"{"lead_id":139,"x":1.50,"tone":"samimi","language":"en","error_code":"E","error_message":"a\"b"}"# + "\n")
    #expect(
      try rejected(
        #"{"lead_id":1,"lead":{"city":"x","phone":null}}"#, #"{"lead":{"city":"y","phone":"1","source":"z"}}"#)
        == #"{"lead_id":1,"lead":{"city":"x","phone":null,"source":"z"},"error_code":"E","error_message":"a\"b"}"#
        + "\n")
  }
}
