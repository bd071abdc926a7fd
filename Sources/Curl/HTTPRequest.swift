/// One request to a server.
package struct HTTPRequest: Hashable, Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  package struct Header: Hashable, Sendable {
    package var name: String
    /// Where secrets stand, and the only place: it reaches the child process through its input, so that neither its arguments
    /// nor its environment show it.
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var method = Method.post
  /// `https://…` or `http://…`
  package var url: String
  package var headers: [Header]
  package var body: [UInt8]
  /// Seconds until the answer must be there, the connection included.
  package var timeLimit = 30.0
  /// Seconds until the connection must stand.
  package var connectLimit = 10.0

  package init(_ url: String, headers: [Header] = [], body: [UInt8] = []) {
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// Why it cannot be sent as it is, in a sentence without its headers' values; nil if it can.
  package var fault: String? {
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
      return "the address \"\(url.prefix(100))\" begins with neither https:// nor http://"
    }
    // A line end in a header would begin another header.
    if url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return "the address has a space or control character" }
    for header in headers {
      guard !header.name.isEmpty, header.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") })
      else { return "\"\(header.name.prefix(100))\" is no name of a header" }
      if header.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
        return "the header \(header.name) has a control character"
      }
    }
    return nil
  }
}

/// What a server answered.
package struct HTTPAnswer: Hashable, Sendable {
  /// 200, 404 …
  package var status: Int
  package var body: [UInt8]
  /// Seconds after which the server wants to be asked again, where it says so.
  package var retryAfter: Int?

  package init(status: Int, body: [UInt8], retryAfter: Int? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }
}

/// What became of a request.
package enum HTTPOutcome: Hashable, Sendable {
  case answered(HTTPAnswer)
  /// Nothing of it has reached the server: it may be sent again.
  case notSent(String)
  /// The server may have acted upon it. If the answer had begun, `status` says how.
  case perhapsSent(String, status: Int?)
  /// Nothing of it has been sent, and trying again would change nothing.
  case refused(String)
}
