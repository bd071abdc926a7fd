/// A batch of requests as curl reads it from its input: a block for each, with every option in every block.
struct CurlConfiguration {
  private(set) var text: [UInt8] = []
  /// Where answers' bodies go, and requests' bodies that are too long for a line.
  let directory: String

  init(directory: String) { self.directory = directory }

  /// - Parameter number: what its line of results begins with.
  /// - Returns: the body, if it has to stand in the file ``bodyPath(_:)`` before curl is started.
  mutating func append(_ request: HTTPRequest, number: Int) -> [UInt8]? {
    if !text.isEmpty { text += Array("next\n".utf8) }
    option("url", request.url)
    // Brackets and braces in an address mean themselves.
    flag("globoff")
    option("proto", "=http,https")
    option("request", request.method.rawValue)
    option("max-time", "\(request.timeLimit)")
    option("connect-timeout", "\(request.connectLimit)")
    option("max-filesize", "\(Self.largestAnswer)")
    for header in request.headers { option("header", "\(header.name): \(header.value)") }
    // Or curl would wait a second for servers that do not know it.
    option("header", "Expect:")
    option("output", answerPath(number))
    option("write-out", "\(number)\t\(Self.results)\n")
    guard request.method == .post else { return nil }
    // A NUL cuts a value, and a line has 100 KiB at most.
    guard request.body.count <= 40_000, !request.body.contains(0) else {
      option("data-binary", "@\(bodyPath(number))")
      return request.body
    }
    option("data-raw", request.body)
    return nil
  }

  /// Bytes of an answer that are read.
  static let largestAnswer = 1 << 22

  /// Tab-separated, what the server says last.
  private static let results =
    "%{exitcode}\t%{response_code}\t%{time_pretransfer}\t%{size_request}\t%header{retry-after}\t%header{date}\t%{errormsg}"

  func answerPath(_ number: Int) -> String { "\(directory)/\(number)" }
  func bodyPath(_ number: Int) -> String { "\(directory)/\(number).body" }

  private mutating func flag(_ name: StaticString) { text += Array("\(name)\n".utf8) }

  private mutating func option(_ name: StaticString, _ value: String) { option(name, Array(value.utf8)) }

  private mutating func option(_ name: StaticString, _ value: [UInt8]) {
    text += Array("\(name) = \"".utf8)
    for byte in value {
      switch byte {
      case UInt8(ascii: "\""): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\\"): text += [byte, byte]
      case 0x0A: text += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case 0x0D: text += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case 0x09: text += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      default: text.append(byte)
      }
    }
    text += Array("\"\n".utf8)
  }
}
