package import Curl
internal import Formats
package import Outreach
internal import Requests

/// Sends by Meta's WhatsApp Cloud API: text to whoever has written within a day, an approved template to everybody else.
///
/// The API has no idempotency key, so that a message without an answer is `unknown`, and never sent again without being
/// asked for.
package struct WhatsAppSender: MessageSender {
  /// Where messages are posted.
  package enum Endpoint: String, CaseIterable, Sendable {
    case messages
    case marketing = "marketing_messages"
  }

  private let url: String
  private let token: String
  private let curl: Curl
  private let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - base: `https://graph.facebook.com/v25.0`
  ///   - now: the clock, for the 24 hours that a reply opens.
  package init(
    base: String, phoneNumberID: String, endpoint: Endpoint, token: String, curl: Curl,
    now: @escaping @Sendable () -> Timestamp
  ) {
    url = "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/\(phoneNumberID)/\(endpoint.rawValue)"
    self.token = token
    self.curl = curl
    self.now = now
  }

  package var atOnce: Int { curl.parallel }

  package func send(_ jobs: [SenderJob], _ report: (SenderOutcome) -> Void) throws(SenderUnavailable) {
    let time = now()
    var requests: [HTTPRequest] = []
    var places: [Int] = []
    for (place, job) in jobs.enumerated() {
      do throws(WhatsAppMessage.Fault) {
        let body = try WhatsAppMessage.body(job, now: time)
        let headers = [
          HTTPRequest.Header("Content-Type", "application/json"),
          HTTPRequest.Header("Authorization", "Bearer \(token)"),
        ]
        requests.append(HTTPRequest(url, headers: headers, body: body))
        places.append(place)
      } catch {
        report(Self.outcome(job.id.description, error))
      }
    }
    do throws(CurlError) {
      try curl.send(requests) { number, outcome in
        report(Self.outcome(jobs[places[number]].id.description, outcome))
      }
    } catch {
      throw SenderUnavailable(error.description)
    }
  }

  private static func outcome(_ id: String, _ fault: WhatsAppMessage.Fault) -> SenderOutcome {
    switch fault {
    case .needsTemplate:
      // Held, not failed: a person who writes within its time opens the conversation.
      SenderOutcome(
        id, .retry,
        error: "held: the person has not written within 24 hours, and the wording names no approved template; "
          + "give it a first line \"Template: name\"",
        retryAfter: 3600, cause: .template)
    case .invalid(let why): SenderOutcome(id, .failed, error: why)
    }
  }

  static func outcome(_ id: String, _ outcome: HTTPOutcome) -> SenderOutcome {
    switch outcome {
    case .answered(let answer): Self.outcome(id, answer)
    case .notSent(let why): SenderOutcome(id, .retry, error: why)
    case .perhapsSent(let why, _): SenderOutcome(id, .unknown, error: why)
    case .refused(let why): SenderOutcome(id, .account, error: why)
    }
  }

  private static func outcome(_ id: String, _ answer: HTTPAnswer) -> SenderOutcome {
    let value = try? JSONValue(parsing: answer.body)
    let error = value?["error"]
    if error == nil, 200..<300 ~= answer.status {
      guard case .array(let messages)? = value?["messages"], let provider = messages.first?["id"]?.string else {
        return SenderOutcome(id, .unknown, error: "Meta answered \(answer.status) without a message's id")
      }
      return SenderOutcome(id, .sent, providerID: provider)
    }
    let code = error?["code"]?.int
    let meaning = code.flatMap(WhatsAppError.init(code:)) ?? WhatsAppError(status: answer.status)
    let details = error?["error_data"]?["details"]?.string ?? error?["message"]?.string
    let said = details.map { HTTPErrorText.of(Array($0.utf8)) } ?? HTTPErrorText.of(answer.body)
    return SenderOutcome(
      id, meaning.kind, error: (code.map { "\($0)" } ?? "HTTP \(answer.status)") + said,
      retryAfter: meaning.kind == .retry ? [answer.retryAfter, meaning.retryAfter].compactMap(\.self).max() : nil,
      cause: meaning.cause)
  }
}
