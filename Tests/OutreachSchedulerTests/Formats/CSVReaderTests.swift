import Testing

@testable import Formats
@testable import Outreach
@testable import Requests
@testable import Spool

/// Gives bytes in pieces of a fixed size, as a slow pipe would.
final class Pieces {
  private let bytes: [UInt8]
  private let size: Int
  private var position = 0

  init(_ bytes: [UInt8], size: Int) {
    self.bytes = bytes
    self.size = size
  }

  func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(size, buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<(position + count)])
    position += count
    return count
  }
}

struct CSVReaderTests {
  private func rows(
    _ bytes: [UInt8], dialect: CSVDialect? = nil, chunk: Int = 256, piece: Int = .max, rowBytes: Int = 1 << 20
  ) throws -> [[String]] {
    let pieces = Pieces(bytes, size: piece)
    var reader = CSVReader(dialect: dialect, rowBytes: rowBytes, chunk: chunk, source: pieces.read)
    var rows: [[String]] = []
    while try reader.next() { rows.append(reader.strings) }
    return rows
  }

  private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a;b\r\n1,5;2\r\n", [["a", "b"], ["1,5", "2"]]),
    ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]), ("a|b\n1|2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]), ("\u{FEFF}\"a\",b\n", [["a", "b"]]), ("sep=;\r\na,b;c\r\n", [["a,b", "c"]]),
    ("a,b\n\"1,\n2\",\"say \"\"hi\"\"\"\n", [["a", "b"], ["1,\n2", "say \"hi\""]]), ("a\n\n\n1\n", [["a"], ["1"]]),
    ("a,b,c\n1\n1,2,3,4\n,,\n", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"], ["", "", ""]]),
    ("a,b\n12\" pipe,x\n", [["a", "b"], ["12\" pipe", "x"]]), ("a, \"b,c\"\n", [["a", "b,c"]]),
    ("\"a\"x,b\n", [["ax", "b"]]), ("a,\"\"\n\"\"\n", [["a", ""], [""]]), ("", []),
    ("\n\r\n", []), ("a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n", [["a", "b"], ["1", "x\r\ny"], ["2", "z"]]),
    ("\"Company; Inc\",b\n", [["Company; Inc", "b"]]), ("a,b\n1,\"\"\"\"\n", [["a", "b"], ["1", "\""]]),
    ("a,b\n 1 ,\u{A0}2\u{A0}\n", [["a", "b"], ["1", "2"]]),
  ])
  func reads(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test func linesAndOffsets() throws {
    let text = "a,b\r\n1,\"x\ny\r\nz\"\r\n\r\n2,q\n3,r"
    let pieces = Pieces(Array(text.utf8), size: 3)
    var reader = CSVReader(chunk: 64, source: pieces.read)
    var seen: [String] = []
    while try reader.next() {
      seen.append(
        "\(reader.line) \(reader.offset)-\(reader.endOffset) \(reader.withRow { String(decoding: $0, as: UTF8.self) })")
    }
    #expect(seen == ["1 0-5 a,b\r\n", "2 5-17 1,\"x\ny\r\nz\"\r\n", "6 19-23 2,q\n", "7 23-26 3,r"])
  }

  @Test func goesOnInTheMiddle() throws {
    let bytes = Array("a;b\n1;2\n3;4\n".utf8)
    var first = CSVReader(source: Pieces(bytes, size: .max).read)
    _ = try first.next()
    _ = try first.next()
    var second = CSVReader(
      dialect: first.dialect, offset: first.endOffset, line: 3,
      source: Pieces(Array(bytes[Int(first.endOffset)...]), size: .max).read)
    #expect(try second.next())
    #expect(second.strings == ["3", "4"] && second.line == 3 && second.offset == 8)
  }

  /// However the bytes are cut into reads, the rows are the same.
  @Test func piecesDoNotMatter() throws {
    var random = SeededRandom(seed: 9)
    let alphabet = Array("ab,\"\n\r;1ğ ".utf8)
    for _ in 0..<3_000 {
      let bytes = (0..<(random.next() % 90)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      let whole = Result { try rows(bytes, dialect: CSVDialect(), chunk: 4096) }
      let cut = Result { try rows(bytes, dialect: CSVDialect(), chunk: 64, piece: 1 + Int(random.next() % 7)) }
      switch (whole, cut) {
      case (.success(let a), .success(let b)): #expect(a == b)
      case (.failure(let a), .failure(let b)): #expect(a as? CSVError == b as? CSVError)
      default: Issue.record("\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
  }

  /// What is written by the rules is read back, against a writer that quotes at random.
  @Test func roundTrip() throws {
    var random = SeededRandom(seed: 21)
    let alphabet = Array("ab,;\"\n\rş")
    for _ in 0..<1_500 {
      let table = (0..<(1 + random.next() % 5)).map { _ in
        (0..<(2 + random.next() % 6)).map { _ in
          "x" + String((0..<(random.next() % 20)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
            + "x"
        }
      }
      let text =
        "h,h,h,h,h,h,h,h,h,h,h,h\n"
        + table.map { row in
          row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }.joined(separator: random.next() % 2 == 0 ? "\n" : "\r\n")
      #expect(try Array(rows(Array(text.utf8), chunk: 64, piece: 50).dropFirst()) == table)
    }
  }

  @Test func bounded() {
    func reason(_ text: String, rowBytes: Int = 1000) -> CSVError? {
      do {
        _ = try rows(Array(text.utf8), chunk: 64, rowBytes: rowBytes)
        return nil
      } catch {
        return error as? CSVError
      }
    }
    let unclosed = reason("a,b\n1,2\n3,\"x\n" + String(repeating: "y\n", count: 5_000))
    #expect(unclosed?.reason == .unclosedQuote && unclosed?.line == 3)
    #expect(reason("a,b\n1,\"2")?.reason == .unclosedQuote)
    let long = reason("a,b\n" + String(repeating: "y", count: 5_000))
    #expect(long?.reason == .rowTooLong && long?.line == 2)
    let wide = reason(String(repeating: ",", count: 1_000_000), rowBytes: 1 << 20)
    #expect(wide?.reason == .tooManyColumns)
    #expect(reason("PK\u{3}\u{4}\u{0}")?.reason == .notText)
  }

  /// A row that is passed over piece by piece ends where it would if it were read.
  @Test func longRowsEndWhereRowsEnd() throws {
    var random = SeededRandom(seed: 11)
    let alphabet = Array("ab,,\"\"\n\r ".utf8)
    for _ in 0..<5_000 {
      let text = (0..<(random.next() % 24)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      var reader = CSVReader(dialect: CSVDialect(), chunk: 64, source: Pieces(text, size: .max).read)
      let hasRow = try? reader.next()
      var (row, position, hasEnd) = (LongRow(), 0, false)
      while true {
        let piece = Array(text[position...].prefix(1 + Int(random.next() % 5)))
        // As of a file: a piece is short only at its end, and what is left of one comes again with more.
        let more = piece.count == 1 && piece[0] == 0x0D ? Array(text[position...].prefix(2)) : piece
        let (count, isEnd) = row.take(more, delimiter: 0x2C)
        position += count
        hasEnd = isEnd
        if isEnd || more.isEmpty { break }
      }
      switch hasRow {
      case true?:
        #expect(position == Int(reader.endOffset))
        #expect(!hasEnd || row.lines == reader.endLine - 1)
      case false?: #expect(row.place == .nothing && position == text.count)
      case nil: #expect(row.place == .quoted && position == text.count)
      }
    }
  }

  @Test func encodings() throws {
    let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0x00]
    #expect(throws: CSVError.self) { try rows(utf16) }
    let turkish = "ad;şehir\nÇığ Şü;İzmir – €\n"
    #expect(try rows(TextEncoding.windows1254.encode(turkish)) == [["ad", "şehir"], ["Çığ Şü", "İzmir – €"]])
    // A cell from another program in a file that is UTF-8 otherwise, beyond what the recognition looked at.
    let late = Array("ad\n".utf8) + Array(String(repeating: "şu\n", count: 100).utf8) + [0xDD, 0x0A]
    #expect(try rows(late, chunk: 64).last == ["İ"])
    // A byte that strayed in does not make mojibake of all the others, not even of those in its cell.
    let stray = Array("ad\nŞölen\nÇ".utf8) + [0xC5] + Array("ğ\n".utf8)
    #expect(try rows(stray) == [["ad"], ["Şölen"], ["ÇÅğ"]])
    #expect(try rows(Array("ad\nŞölen\nbozuk ".utf8) + [0xE2, 0x80]).last == ["bozuk â€"])
    // A few bytes of Windows-1254 may look like a character of UTF-8.
    #expect(try rows(TextEncoding.windows1254.encode("ad\nGENÇ’İN ŞEHRİ\n")).last == ["GENÇ’İN ŞEHRİ"])
    #expect(TextEncoding.windows1254.encode("日ğ") == [0x3F, 0xF0])
    for byte in UInt8.min...UInt8.max {
      let text = [byte].withUnsafeBufferPointer { TextEncoding.windows1254.decode($0) }
      #expect(TextEncoding.windows1254.encode(text) == [byte])
    }
  }
}

struct LineReaderTests {
  @Test func lines() throws {
    let text = "{\"a\":1}\r\n\n  {\"b\":2}  \nlast"
    for size in [1, 2, 5, 100] {
      var reader = LineReader(chunk: 64, source: Pieces(Array(text.utf8), size: size).read)
      var seen: [String] = []
      while try reader.next() {
        seen.append("\(reader.line) \(reader.offset) \(reader.withLine { String(decoding: $0, as: UTF8.self) })")
      }
      #expect(seen == ["1 0 {\"a\":1}", "2 9 ", "3 10 {\"b\":2}", "4 22 last"])
    }
    var long = LineReader(rowBytes: 100, chunk: 64, source: Pieces(Array(repeating: 0x61, count: 1000), size: 7).read)
    #expect(throws: CSVError.self) { try long.next() }
  }
}
