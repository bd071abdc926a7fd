import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Leads

/// What is written is what any reader of JSON reads.
@Suite struct JSONWriterTests {
  @Test func escapesAtEveryPosition() throws {
    for byte in UInt8(0)..<0x80 {
      for position in 0..<20 {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 20)
        bytes[position] = byte
        let text = String(decoding: bytes, as: UTF8.self)
        var writer = JSONWriter()
        writer.string(text)
        #expect(try JSONValue(parsing: writer.bytes) == .string(text))
        #expect(
          try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed) as? String == text)
      }
    }
  }

  @Test func shapes() {
    var writer = JSONWriter(capacity: 64)
    writer.raw("{")
    writer.key("ok")
    writer.bool(true)
    writer.nextKey("n")
    writer.int(-120)
    writer.nextKey("min")
    writer.int(.min)
    writer.nextKey("d")
    writer.double(4.5)
    writer.nextKey("whole")
    writer.double(3)
    writer.nextKey("nan")
    writer.double(.nan)
    writer.nextKey("s")
    writer.string("a\"b\u{1}")
    writer.nextKey("missing")
    writer.string(nil as String?)
    writer.raw("}")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"ok":true,"n":-120,"min":-9223372036854775808,"d":4.5,"whole":3,"nan":null,"s":"a\"b\u0001","missing":null}"#
    )
  }

  /// Behind what an array holds the same is written as alone, however little room there is.
  @Test(arguments: ["", "Hane", "\"\\\n\u{1}\u{7F}", String(repeating: "çok \"uzun\"\n", count: 500)])
  func anyRoomIsEnough(text: String) {
    func write(_ number: Int, to out: inout JSONWriter) {
      out.raw(#"{"text":"#)
      out.string(text)
      out.nextKey("number")
      out.int(number)
      out.nextKey("at")
      out.raw("\"")
      out.escaped(Timestamp(seconds: Int64(number) * 86_400))
      out.raw("\"}")
    }
    for number in [0, 7, 42, 2026, -15, 99_999] {
      var writer = JSONWriter()
      write(number, to: &writer)
      for room in [0, 1, 63, 64, 65, writer.count - 1, writer.count, 100_000] {
        var bytes = Array("before ".utf8)
        bytes.append(room: room) { write(number, to: &$0) }
        #expect(bytes == Array("before ".utf8) + writer.bytes, "room \(room)")
      }
    }
  }

  @Test(arguments: [Int.min, Int.max, -1, 10, 100])
  func extremesOfNumbers(number: Int) {
    var writer = JSONWriter()
    writer.int(number)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(number)")
  }
}
