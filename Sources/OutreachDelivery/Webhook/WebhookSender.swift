package import Curl
internal import Formats
internal import Requests

/// Posts each job to a program of the user's own: the job's line is the body.
///
/// The job's id is the `Idempotency-Key`, so that a job that comes twice can be told. With a secret the body is signed, so that
/// the receiver knows who sent it: `X-Signature-256: sha256=<HMAC of the body>`.
package struct WebhookSender: MessageSender {
  private let url: String
  private let secret: String?
  private let curl: Curl

  package init(url: String, secret: String?, curl: Curl) {
    self.url = url
    self.secret = secret
    self.curl = curl
  }

  package var atOnce: Int { curl.parallel }

  package func send(_ jobs: [SenderJob], _ report: (SenderOutcome) -> Void) throws(SenderUnavailable) {
    var missing: [SenderOutcome] = []
    var isFound = false
    do throws(CurlError) {
      try curl.send(jobs.map(request)) { number, outcome in
        let told = Self.outcome(of: jobs[number], outcome)
        if case .answered(let answer) = outcome, Self.isNobodyThere(answer.status) {
          missing.append(told)
        } else {
          isFound = true
          report(told)
        }
      }
    } catch {
      throw SenderUnavailable(error.description)
    }
    // One that is not found is that message's affair; where none is, the address in the configuration is not the right one.
    for var outcome in missing {
      outcome.isNotFound = true
      if !isFound, missing.count > 1 { outcome.kind = .account }
      report(outcome)
    }
  }

  private static func isNobodyThere(_ status: Int) -> Bool { status == 404 || status == 405 || status == 410 }

  private func request(_ job: SenderJob) -> HTTPRequest {
    var headers = [
      HTTPRequest.Header("Content-Type", "application/json"),
      HTTPRequest.Header("Idempotency-Key", job.id.description),
    ]
    if let secret {
      let code = SHA256.authenticationCode(of: job.line, key: Array(secret.utf8))
      headers.append(HTTPRequest.Header("X-Signature-256", "sha256=\(SHA256.hexadecimal(code))"))
    }
    return HTTPRequest(url, headers: headers, body: job.line)
  }

  static func outcome(of job: SenderJob, _ outcome: HTTPOutcome) -> SenderOutcome {
    let id = job.id.description
    switch outcome {
    case .answered(let answer): return Self.outcome(id, answer)
    case .notSent(let why): return SenderOutcome(id, .retry, error: why)
    case .perhapsSent(let why, _): return SenderOutcome(id, .unknown, error: why)
    case .refused(let why): return SenderOutcome(id, .account, error: why)
    }
  }

  private static func outcome(_ id: String, _ answer: HTTPAnswer) -> SenderOutcome {
    let error = "HTTP \(answer.status)\(HTTPErrorText.of(answer.body))"
    switch answer.status {
    case 200..<300:
      let body = try? JSONValue(parsing: answer.body)
      if body == nil, SenderOutcome.isMeant(by: answer.body) {
        return SenderOutcome(
          id, .unknown, error: "its answer speaks of an outcome and cannot be read\(HTTPErrorText.of(answer.body))")
      }
      // It may say more than that it has the job, as every sender can.
      if let body, var said = SenderOutcome(body, job: id) {
        if said.job != id {
          said = SenderOutcome(id, .unknown, error: "it answers about another message: \(said.job)")
        }
        return said
      }
      return SenderOutcome(id, .sent, providerID: (body?["provider_id"] ?? body?["id"])?.textOrNumber)
    // No redirect is followed: the address in the configuration is not the right one.
    case 300..<400: return SenderOutcome(id, .account, error: error)
    // Nor is the secret, or no longer.
    case 401, 403, 407: return SenderOutcome(id, .account, error: error)
    case 408, 425, 429, 500...:
      return SenderOutcome(id, .retry, error: error, retryAfter: answer.retryAfter)
    default: return SenderOutcome(id, .failed, error: error)
    }
  }
}

/// What a server says of an error, short enough for a line.
enum HTTPErrorText {
  static func of(_ body: [UInt8]) -> String {
    let text = String(decoding: body.prefix(300), as: UTF8.self)
    let words = text.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }
    return words.isEmpty ? "" : ": " + words.joined(separator: " ")
  }
}
