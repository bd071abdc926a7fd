package import Formats
internal import Leads
internal import Outreach
internal import Storage

/// The document of a command that stops messages, as far as it can be read: a gateway that breaks an emoji in two, or a
/// disk that cut the file short, must not keep anybody from being left alone.
package enum SalvagedJSON {
  /// - Parameter isReply: whether words that refuse are looked for in what is no JSON.
  /// - Returns: the document, and what is to be said of it; nil for nothing.
  package static func read(_ bytes: [UInt8], isReply: Bool = false) -> (document: JSONValue, warning: String?) {
    if bytes.allSatisfy({ $0 <= 0x20 }) { return (.object([]), nil) }
    if let document = try? JSONValue(parsing: bytes) { return (document, nil) }
    if let document = repaired(bytes) {
      return (
        document, "The file holds characters that are none (half an emoji, or another encoding); they were replaced."
      )
    }
    if isReply, let document = ReplyInOtherForm.document(of: bytes) {
      return (document, "The file is not JSON; it asks to be left alone.")
    }
    return (.object([]), "The file is not JSON; the command was obeyed without what it says.")
  }

  /// With broken characters replaced; nil if it is no JSON even so.
  package static func repaired(_ bytes: [UInt8]) -> JSONValue? {
    let whole = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return try? JSONValue(parsing: withoutHalves(whole))
  }

  /// `\ud83d` without its other half says nothing.
  private static func withoutHalves(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.count else {
        out.append(bytes[i])
        i += 1
        continue
      }
      guard let unit = unit(bytes, i), (0xD800...0xDFFF).contains(unit) else {
        out += bytes[i...(i + 1)]
        i += 2
        continue
      }
      if unit < 0xDC00, let low = self.unit(bytes, i + 6), (0xDC00...0xDFFF).contains(low) {
        out += bytes[i..<(i + 12)]
        i += 12
      } else {
        out += Array(#"\ufffd"#.utf8)
        i += 6
      }
    }
    return out
  }

  private static func unit(_ bytes: [UInt8], _ at: Int) -> UInt32? {
    guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else { return nil }
    return UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
  }
}
