import Foundation
import Testing

@testable import Formats

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
}
