/// A sentence with facts in it, put together as bytes and made a text once. A string's own interpolation looks for room and
/// for its owner at every piece, and every lead has a sentence or two.
struct Sentence: ExpressibleByStringInterpolation {
  let text: String

  init(stringLiteral text: StaticString) { self.text = text.description }

  init(stringInterpolation pieces: StringInterpolation) { text = String(decoding: pieces.bytes, as: UTF8.self) }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
    }

    mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func appendInterpolation(_ text: String) {
      var text = text
      text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func appendInterpolation(_ number: Int) { appendInterpolation(number.description) }
  }
}
