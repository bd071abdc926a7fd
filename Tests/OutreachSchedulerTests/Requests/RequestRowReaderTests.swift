import Testing

@testable import Formats
@testable import Leads
@testable import Outreach
@testable import Requests

/// What a stream is, told by its beginning.
@Suite struct RequestRowReaderTests {
  private func rows(of text: [UInt8], at once: Int) throws -> [RequestRow] {
    var rest = text[...]
    var reader = try RequestRowReader(mapping: .standard, rowBytes: 1 << 20) { buffer in
      let part = rest.prefix(min(once, buffer.count))
      buffer.copyBytes(from: part)
      rest = rest.dropFirst(part.count)
      return part.count
    }
    var rows: [RequestRow] = []
    while case let more = try reader.next(), !more.isEmpty { rows += more }
    return rows
  }

  /// A line that is no JSON costs that line, the first one too.
  @Test(arguments: ["x", "\"x\"", "lead_id", "1,2", "{\"lead_id\":", "}"], [1, 1000])
  func aSpoiltFirstLineCostsThatLine(_ line: String, at once: Int) throws {
    let found = try rows(of: Array((line + "\n{\"lead_id\":2}\n{\"lead_id\":3}\n").utf8), at: once)
    #expect(found.map { $0.lead?.text } == [nil, "2", "3"])
  }

  @Test(arguments: [true, false], [true, false]) func utf32IsCalledSo(isTable: Bool, isBig: Bool) throws {
    let text = isTable ? "lead_id\n1\n" : "{\"lead_id\":1}\n"
    let bytes = text.unicodeScalars.flatMap { scalar in
      withUnsafeBytes(of: isBig ? scalar.value.bigEndian : scalar.value.littleEndian) { Array($0) }
    }
    let error = #expect(throws: CSVError.self) { _ = try rows(of: bytes, at: 1000) }
    #expect(error?.message.contains("UTF-32") == true)
  }
}
