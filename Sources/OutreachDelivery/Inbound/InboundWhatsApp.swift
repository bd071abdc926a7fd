internal import Formats
internal import Outreach
internal import Requests

/// What Meta's webhook says: answers of people, and what became of messages.
package enum InboundWhatsApp {
  /// Why a payload says nothing that can be relied upon.
  package struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// Whether the payload is from Meta: HMAC-SHA-256 of its raw bytes with the app's secret.
  ///
  /// - Parameter header: the value of `X-Hub-Signature-256`.
  package static func isSigned(_ payload: [UInt8], header: String, secret: String) -> Bool {
    let code = SHA256.hexadecimal(SHA256.authenticationCode(of: payload, key: Array(secret.utf8)))
    return SHA256.isSame(header.filter { !$0.isWhitespace }.lowercased(), "sha256=\(code)")
  }

  /// What is to be answered when Meta asks whether the address is really ours; nil if it is not Meta that asks.
  ///
  /// - Parameter query: `hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=…`
  package static func challenge(query: String, token: String) -> String? {
    var values: [String: String] = [:]
    for pair in query.drop(while: { $0 == "?" }).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      values[String(parts[0])] = unescaped(parts[1])
    }
    guard values["hub.mode"] == "subscribe", !token.isEmpty, let given = values["hub.verify_token"],
      SHA256.isSame(given, token), let challenge = values["hub.challenge"],
      challenge.utf8.allSatisfy({ 0x20..<0x7F ~= $0 })
    else { return nil }
    return challenge
  }

  private static func unescaped(_ text: Substring) -> String {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        out.append(code)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// All that a payload says, in its order; what it says twice comes twice, as the same command.
  package static func read(_ payload: [UInt8]) throws(Unreadable) -> [ReceivedCommand] {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: payload) } catch {
      throw Unreadable(description: "the payload is no JSON: \(error.message)")
    }
    guard value["object"]?.string == "whatsapp_business_account" || value["entry"] != nil else {
      throw Unreadable(description: "this is no webhook of WhatsApp: it has no \"entry\"")
    }
    var commands: [ReceivedCommand] = []
    for change in value["entry"].items.flatMap({ $0["changes"].items }) {
      guard let news = change["value"] else { continue }
      for message in news["messages"].items { command(of: message, news).map { commands.append($0) } }
      for status in news["statuses"].items { command(ofStatus: status).map { commands.append($0) } }
      for wish in news["user_preferences"].items { command(ofWish: wish).map { commands.append($0) } }
    }
    return commands
  }

  // MARK: Answers

  private static func command(of message: JSONValue, _ news: JSONValue) -> ReceivedCommand? {
    guard let id = message["id"]?.string else { return nil }
    // Not an answer: the person has a new number, or joined a group.
    if message["type"]?.string == "system" { return nil }
    let contact = news["contacts"].items.first
    let from = [
      message["from"], contact?["wa_id"], message["from_user_id"], message["user_id"], contact?["user_id"],
    ].lazy.compactMap { address($0?.string) }.first
    let answered = message["context"]?["id"]?.string
    var fields = [(name: "channel", value: Channel.whatsapp.rawValue)]
    if let at = time(message) { fields.append(("at", at)) }
    fields.append(("text", ReceivedCommand.shortened(text(of: message))))
    let subject: ReceivedCommand.Subject? =
      answered.map { .provider(id: $0, address: from) } ?? from.map { .address($0) }
    return subject.map { ReceivedCommand(verb: .reply, subject: $0, fields: fields, source: id) }
  }

  private static func text(of message: JSONValue) -> String {
    let interactive = message["interactive"]
    let texts = [
      message["text"]?["body"], message["button"]?["text"], message["button"]?["payload"],
      interactive?["button_reply"]?["title"], interactive?["list_reply"]?["title"], message["image"]?["caption"],
      message["video"]?["caption"], message["document"]?["caption"], message["reaction"]?["emoji"],
    ]
    let said = texts.lazy.compactMap { $0?.string }.first { !$0.isEmpty }
    return said ?? "[\(message["type"]?.string ?? "message")]"
  }

  // MARK: What became of messages

  private static func command(ofStatus status: JSONValue) -> ReceivedCommand? {
    guard let id = status["id"]?.string, let state = status["status"]?.string else { return nil }
    let verb: ReceivedCommand.Verb
    var meaning: WhatsAppError?
    var fields: [(name: String, value: String)] = time(status).map { [("at", $0)] } ?? []
    switch state {
    case "sent": return nil  // The answer to the sending has said so.
    case "delivered": verb = .delivered
    case "read", "played": verb = .read
    case "failed":
      let error = status["errors"].items.first
      let code = error?["code"]?.int
      meaning = code.flatMap(WhatsAppError.init(code:))
      verb = meaning?.cause == .optedOut ? .optOut : .failed
      let why = error?["error_data"]?["details"]?.string ?? error?["title"]?.string ?? "failed"
      let text = (code.map { "\($0): " } ?? "") + why
      fields.append((verb == .optOut ? "reason" : "error", ReceivedCommand.shortened(text)))
    default: return nil
    }
    let job = status["biz_opaque_callback_data"]?.string.flatMap { JobID($0) }
    let recipient = address(status["recipient_id"]?.string) ?? address(status["recipient_user_id"]?.string)
    if verb == .optOut {
      fields.insert(("channel", Channel.whatsapp.rawValue), at: 0)
      guard let subject = recipient.map({ ReceivedCommand.Subject.address($0) }) ?? job.map({ .job($0) }) else {
        return nil
      }
      return ReceivedCommand(verb: verb, subject: subject, fields: fields, source: "\(id) \(state)")
    }
    if job != nil { fields.append(("provider_id", id)) }
    var command = ReceivedCommand(
      verb: verb, subject: job.map { .job($0) } ?? .provider(id: id, address: recipient), fields: fields,
      source: "\(id) \(state)")
    command.isUnreachable = meaning?.kind == .failed && meaning?.cause == .unreachable
    return command
  }

  /// What somebody has told WhatsApp of marketing messages: to stop them, or to take them up again, which is no consent to
  /// ours.
  private static func command(ofWish wish: JSONValue) -> ReceivedCommand? {
    guard wish["value"]?.string?.lowercased() == "stop",
      let person = address(wish["wa_id"]?.string) ?? address(wish["user_id"]?.string)
    else { return nil }
    var fields = [(name: "channel", value: Channel.whatsapp.rawValue)]
    let at = time(wish)
    if let at { fields.append(("at", at)) }
    fields.append(("reason", "the person has told WhatsApp to stop such messages"))
    return ReceivedCommand(
      verb: .optOut, subject: .address(person), fields: fields, source: "preference \(person) \(at ?? "")")
  }

  /// Seconds since 1970, as a text or a number.
  private static func time(_ value: JSONValue) -> String? {
    let seconds = value["timestamp"]?.string.flatMap { Int64($0) } ?? value["timestamp"]?.int.map { Int64($0) }
    guard let seconds, (1...32_503_680_000).contains(seconds) else { return nil }
    return Timestamp(seconds: seconds).iso8601
  }

  /// A telephone number with its plus, or a business-scoped user id as it is.
  private static func address(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    if WhatsAppMessage.isUserID(text) { return text }
    return text.utf8.allSatisfy { 48...57 ~= $0 } ? "+" + text : text
  }
}

extension JSONValue? {
  /// The elements of a list; nothing if it is none.
  fileprivate var items: [JSONValue] {
    guard case .array(let items)? = self else { return [] }
    return items
  }
}
