/// An e-mail taken apart (RFC 5322, MIME), as forgivingly as mail programs do: nothing in it is an error.
struct MailMessage {
  /// Names in small letters, values unfolded, in their order.
  private(set) var headers: [(name: String, value: [UInt8])] = []
  private(set) var body: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    // An mbox's own first line, as `.forward` programs may get it.
    if rest.starts(with: Array("From ".utf8)) { _ = Self.line(&rest) }
    while let line = Self.line(&rest), !line.isEmpty {
      if line.first == 0x20 || line.first == 0x09 {
        if !headers.isEmpty { headers[headers.count - 1].value += [0x20] + line.drop { $0 == 0x20 || $0 == 0x09 } }
        continue
      }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), headers.count < Self.mostHeaders else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      headers.append((name.filter { !$0.isWhitespace }, Array(line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 })))
    }
    body = rest
  }

  private static let mostHeaders = 2000
  private static let deepest = 10

  /// The next line without its end; nil if there is none.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    var line = rest[..<end]
    if line.last == 0x0D { line.removeLast() }
    rest = rest[min(end + 1, rest.endIndex)...]
    return line
  }

  /// A header's text as it stands; nil if there is none.
  func raw(_ name: String) -> String? {
    headers.first { $0.name == name }.map { TextDecoding.text($0.value, charset: nil) }
  }

  func all(_ name: String) -> [String] {
    headers.filter { $0.name == name }.map { TextDecoding.text($0.value, charset: nil) }
  }

  /// A header's text with its encoded words read.
  func header(_ name: String) -> String? {
    headers.first { $0.name == name }.map { TextDecoding.header($0.value) }
  }

  /// `multipart/report`, in small letters.
  var type: String {
    let text = (raw("content-type") ?? "text/plain").prefix { $0 != ";" }.lowercased()
    return text.filter { !$0.isWhitespace }
  }

  /// A parameter of the content type.
  func parameter(_ name: String) -> String? {
    guard let header = raw("content-type") else { return nil }
    for part in header.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == name else { continue }
      let value = pair[1].drop { $0.isWhitespace }
      // A quoted boundary may hold a space.
      if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
      return String(value.prefix { !$0.isWhitespace })
    }
    return nil
  }

  /// The body without its transfer encoding.
  var content: [UInt8] {
    switch (raw("content-transfer-encoding") ?? "").lowercased().filter({ !$0.isWhitespace }) {
    case "base64": TextDecoding.base64(body)
    case "quoted-printable": TextDecoding.quotedPrintable(body)
    default: Array(body)
    }
  }

  var text: String { TextDecoding.text(content, charset: parameter("charset")) }

  /// What it is made of, itself if it is of one piece.
  func parts(depth: Int = 0) -> [MailMessage] {
    guard type.hasPrefix("multipart/"), depth < Self.deepest, let boundary = parameter("boundary"), !boundary.isEmpty
    else { return [self] }
    return split(by: boundary).flatMap { MailMessage($0).parts(depth: depth + 1) }
  }

  private func split(by boundary: String) -> [ArraySlice<UInt8>] {
    let mark = Array("--\(boundary)".utf8)
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var rest = body
    while !rest.isEmpty, parts.count < 100 {
      let begin = rest.startIndex
      guard let line = Self.line(&rest), line.starts(with: mark) else { continue }
      if let start { parts.append(body[start..<begin]) }
      start = rest.startIndex
      if line.dropFirst(mark.count).starts(with: Array("--".utf8)) { return parts }
    }
    // Cut off: what is there of the last part counts.
    if let start, start < body.endIndex { parts.append(body[start...]) }
    return parts
  }
}
