/// A line that curl writes when a transfer has ended.
struct CurlResult {
  var number: Int
  private var code: Int
  private var status: Int
  /// Whether the connection was never ready for the request.
  private var neverBegan: Bool
  private var retryAfter: Int?
  private var message: String

  /// Nil if the line is none of ours.
  init?(_ line: [UInt8]) {
    let fields = line.split(separator: 0x09, maxSplits: 7, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 8, let number = Int(fields[0]), let code = Int(fields[1]), let status = Int(fields[2]),
      let prepared = Double(fields[3]), let written = Int(fields[4])
    else { return nil }
    self.number = number
    self.code = code
    self.status = status
    neverBegan = prepared == 0 && written == 0
    retryAfter = HTTPDate.seconds(retryAfter: fields[5], date: fields[6])
    message = fields[7].isEmpty ? "curl ended with \(code)" : fields[7]
  }

  /// - Parameter body: the answer's, as far as there is one.
  func outcome(body: [UInt8]) -> HTTPOutcome {
    let answer = HTTPAnswer(status: status, body: body, retryAfter: retryAfter)
    // 63: the answer is longer than anybody wants to read; what is there says how it begins.
    if code == 0 || code == 63, status >= 200 { return .answered(answer) }
    // After a connection that died under the request, curl tries another, and may fail there in any way.
    guard neverBegan, status == 0 else { return .perhapsSent(message, status: status >= 200 ? status : nil) }
    switch code {
    // Not understood: the protocol, the address; a file of its own that curl needs and cannot use.
    case 1, 3, 4, 58, 59, 66, 77, 82, 83: return .refused(message)
    // No such host, nobody there, no secure connection; the time was up before the connection stood.
    case 5, 6, 7, 28, 35, 60, 97: return .notSent(message)
    default: return .perhapsSent(message, status: nil)
    }
  }
}
