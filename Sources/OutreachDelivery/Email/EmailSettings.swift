internal import Outreach
internal import Requests

/// What every e-mail has in common.
package struct EmailSettings: Hashable, Sendable {
  /// Who it is from.
  package struct Mailbox: Hashable, Sendable {
    package var name: String?
    package var address: String

    /// Reads `Deniz Aksoy <deniz@firm.example>` or a bare address; nil if it is neither, or would need another encoding.
    package init?(_ text: String) {
      var address = text[...]
      var name: String?
      if let open = text.lastIndex(of: "<") {
        guard text.last == ">" else { return nil }
        address = text[text.index(after: open)...].dropLast()
        let words = text[..<open].split { $0.isWhitespace || $0 == "\"" }.joined(separator: " ")
        name = words.isEmpty ? nil : words
      }
      guard let read = try? EmailAddress(parsing: String(address)), read.text.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }),
        text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
      else { return nil }
      self.name = name
      self.address = read.text
    }

    package var domain: String {
      String(address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...])
    }

    /// As it stands behind `From:`.
    var header: String {
      guard let name else { return "<\(address)>" }
      let isPlain = name.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
      let quoted = "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
      return "\(isPlain ? quoted : EncodedText.header(name, used: 6))\n <\(address)>"
    }
  }

  package var from: Mailbox
  /// The envelope's sender, to whom bounces go: `bounces+{job}@firm.example`; nil: the sending program's own idea.
  package var bounce: String?
  /// `https://firm.example/ret?job={job}`
  package var unsubscribeURL: String?

  package init(from: Mailbox, bounce: String? = nil, unsubscribeURL: String? = nil) {
    self.from = from
    self.bounce = bounce
    self.unsubscribeURL = unsubscribeURL
  }

  /// The envelope's sender for a job; nil if there is none, or no mail system would take one as long.
  func bounceAddress(_ job: JobID) -> String? {
    guard let address = bounce?.replacing("{job}", with: job.description), let at = address.lastIndex(of: "@"),
      address[..<at].utf8.count <= 64
    else { return nil }
    return address
  }
}
