import Foundation
import Testing

@testable import Formats
@testable import Leads

@Suite struct JSONValueTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  private func failure(_ bytes: [UInt8]) -> JSONError? {
    do throws(JSONError) {
      _ = try JSONValue(parsing: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func valuesKeepTheirSource() throws {
    let value = try parse(" {\"b\":1.50, \"a\":[true,false,null,\"ğ\\u011f\\n\\ud83d\\ude00\"],\"c\":{}} \r\n")
    #expect(
      value
        == .object([
          JSONMember(key: "b", value: .number("1.50")),
          JSONMember(key: "a", value: .array([.bool(true), .bool(false), .null, .string("ğğ\n😀")])),
          JSONMember(key: "c", value: .object([])),
        ]))
    #expect(value["b"]?.double == 1.5 && value["b"]?.int == nil && value["x"] == nil)
    #expect(try parse("3.0").int == 3 && parse("2e1").int == 20 && parse("-0").int == 0)
    #expect(try parse("1e400").double == nil && parse("1e400").int == nil)
    #expect(try parse("9223372036854775808").int == nil)
    #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == .object([]))
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", 1, 8, JSONError.Reason.duplicateKey("a")),
    ("{\"a\":1,\n \"\\u0061\":2}", 2, 2, .duplicateKey("a")),
    ("{\"a\":1,}", 1, 8, .syntax), ("[1,]", 1, 4, .syntax), ("{a:1}", 1, 2, .syntax), ("{'a':1}", 1, 2, .syntax),
    ("01", 1, 2, .syntax), ("1.x", 1, 3, .syntax), ("+1", 1, 1, .syntax), (".5", 1, 1, .syntax), ("NaN", 1, 1, .syntax),
    ("Infinity", 1, 1, .syntax), ("-Infinity", 1, 2, .syntax), ("nul!", 1, 1, .syntax), ("{} x", 1, 4, .syntax),
    ("\"a\nb\"", 1, 3, .syntax), ("\"\\x\"", 1, 2, .syntax), ("\"\\ud800\"", 1, 2, .syntax),
    ("\"\\udc00\"", 1, 2, .syntax),
    ("\"\\ud800\\u0041\"", 1, 2, .syntax), ("\"\\u00g0\"", 1, 6, .syntax), ("{\"a\" 1}", 1, 6, .syntax),
    ("[1 2]", 1, 4, .syntax), ("{}{}", 1, 3, .syntax), ("tru", 1, 4, .incomplete), ("", 1, 1, .incomplete),
    (" \n", 2, 1, .incomplete), ("{\"ç\":\"é\" x", 1, 10, .syntax), ("{\"a\":1", 1, 7, .incomplete),
    ("-", 1, 2, .incomplete),
    ("{\"a\":1,", 1, 8, .incomplete), ("[1,", 1, 4, .incomplete), ("\"\\u00", 1, 6, .incomplete),
    ("\"\\ud83d", 1, 8, .incomplete), ("// x\n{}", 1, 1, .syntax),
  ])
  func refused(text: String, line: Int, column: Int, reason: JSONError.Reason) throws {
    let error = try #require(failure(Array(text.utf8)))
    #expect(error.reason == reason)
    #expect(error.line == line && error.column == column)
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
      [0x22, 0xE9, 0x22], [0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B], [0x7B, 0x00, 0x7D, 0x00], [0x00, 0x7B],
      [0xFF, 0xFE, 0x00, 0x00, 0x7B, 0x00, 0x00, 0x00],
    ] as [[UInt8]])
  func otherEncodings(_ bytes: [UInt8]) throws {
    let error = try #require(failure(bytes))
    #expect(error.reason == .invalidEncoding)
    if bytes[0] != 0x22 { #expect(error.explanation.contains("save it as UTF-8")) }
  }

  @Test func depthAndSize() throws {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 10_000)
    #expect(failure(deep)?.reason == .tooDeep)
    #expect(failure(Array(String(repeating: "{\"a\":", count: 10_000).utf8))?.reason == .tooDeep)
    let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try parse(allowed) }
    let long = "[" + Array(repeating: "\"0123456789\"", count: 160_000).joined(separator: ",") + "]"
    guard case .array(let values) = try parse(long) else { return #expect(Bool(false)) }
    #expect(values.count == 160_000 && long.utf8.count > 2 << 20 - 1 << 18)
    let manyKeys = "{" + (0..<50_000).map { "\"k\($0)\":0" }.joined(separator: ",") + ",\"k77\":1}"
    #expect(failure(Array(manyKeys.utf8))?.reason == .duplicateKey("k77"))
  }

  /// A file that is still being written is a prefix of what it will be: every prefix says so, and nothing else.
  @Test func everyPrefixIsIncomplete() throws {
    let text =
      "\u{FEFF}{\"company\":\"Çınar \\\"İnşaat\\\" \\ud83d\\ude00 😀\",\"n\":[-1.5e+3,0.25,true,false,null],\"o\":{\"a\":{}}}"
    let bytes = Array(text.utf8)
    #expect(failure(bytes) == nil)
    for length in 0..<bytes.count {
      #expect(failure(Array(bytes[..<length]))?.reason == .incomplete, "\(length)")
    }
  }

  /// Changed bytes never crash it, and whatever it accepts, Foundation accepts with the same meaning.
  @Test func mutationsAgreeWithFoundation() throws {
    let text = #"{"a":"x\u00e7\n","b":[1,-2.5e3,true,null],"c":{"d":"ğ"},"e":0}"#
    var random = SeededRandom(seed: 42)
    let interesting = Array(#""\{}[],:0-+.eE19tfnu "#.utf8) + [0, 0x0A, 0x80, 0xC3, 0xFF]
    for _ in 0..<20_000 {
      var bytes = Array(text.utf8)
      for _ in 0..<(1 + random.next() % 3) {
        let at = Int(random.next() % UInt64(bytes.count))
        let byte = interesting[Int(random.next() % UInt64(interesting.count))]
        switch random.next() % 3 {
        case 0: bytes[at] = byte
        case 1: bytes.insert(byte, at: at)
        default: bytes.remove(at: at)
        }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
      #expect(theirs != nil && matches(value, theirs as Any), "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func generatedValuesReadAsFoundationReadsThem() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<2_000 {
      let value = generated(&random, depth: 0)
      var writer = JSONWriter()
      writer.value(value)
      #expect(try JSONValue(parsing: writer.bytes) == value)
      let theirs = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: [.fragmentsAllowed])
      #expect(matches(value, theirs))
      let pretty = try JSONSerialization.data(withJSONObject: ["v": theirs], options: [.prettyPrinted])
      let again = try JSONValue(parsing: Array(pretty))
      #expect(matches(try #require(again["v"]), theirs))
    }
  }

  private func generated(_ random: inout SeededRandom, depth: Int) -> JSONValue {
    switch random.next() % (depth > 3 ? 5 : 7) {
    case 0: return .null
    case 1: return .bool(random.next() % 2 == 0)
    case 2: return .number(String(Int64(truncatingIfNeeded: random.next()) >> Int64(random.next() % 60)))
    case 3: return .number(String(Double(Int64(truncatingIfNeeded: random.next()) >> 20) / 1024))
    case 4: return .string(text(&random))
    case 5: return .array((0..<(random.next() % 5)).map { _ in generated(&random, depth: depth + 1) })
    default:
      return .object(
        (0..<(random.next() % 22)).map {
          JSONMember(key: "\($0)" + text(&random), value: generated(&random, depth: depth + 1))
        })
    }
  }

  private func text(_ random: inout SeededRandom) -> String {
    let alphabet = Array("abcçğış İ\"\\/\n\r\t\u{0}\u{1F}\u{7F}é€😀\u{2028}")
    return String((0..<(random.next() % 24)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
  }

  private func matches(_ value: JSONValue, _ theirs: Any) -> Bool {
    switch value {
    case .null: theirs is NSNull
    case .bool(let flag): theirs as? Bool == flag
    case .number(let text):
      // Foundation reads some decimals through NSDecimalNumber and is a few units in the last place off.
      (theirs as? NSNumber).flatMap { number in
        Double(text).map { abs(number.doubleValue - $0) <= abs($0) * 1e-14 }
      } ?? false
    case .string(let text): (theirs as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .array(let values):
      (theirs as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy { matches($0, $1) } } ?? false
    case .object(let members):
      (theirs as? [String: Any]).map { other in
        other.count == members.count
          && members.allSatisfy { member in other[member.key].map { matches(member.value, $0) } ?? false }
      } ?? false
    }
  }
}
