internal import Formats
internal import Outreach

/// When messages expire, and how they are sent.
extension Configuration {
  mutating func readDelivery(_ reader: inout ConfigurationReader, _ resolve: (String) -> String) {
    if let value = reader.value("expire_after") {
      if value == .string("never") {
        expireAfter = nil
      } else if let seconds = value.string.flatMap(Duration.seconds), seconds >= 1 {
        expireAfter = seconds
      } else {
        reader.note("expire_after", "should be a time such as \"72h\", \"3d\" or \"never\"")
      }
    }
    let names = DueRule.OnExpired.allCases.map(\.rawValue)
    onExpired = reader.choice("on_expired", among: names, DueRule.OnExpired.init(rawValue:)) ?? onExpired
    reader.nested("delivery") { channels in
      for channel in Channel.allCases {
        channels.nested(channel.rawValue) { delivery[channel] = Self.delivery(channel, &$0, resolve) }
      }
    }
  }

  private static func delivery(
    _ channel: Channel, _ reader: inout ConfigurationReader, _ resolve: (String) -> String
  ) -> DeliverySettings {
    let kinds = DeliverySettings.Kind.allCases.filter { channel == .email ? $0 != .whatsAppCloud : $0 != .sendmail }
    let kind = reader.choice("sender", among: kinds.map(\.rawValue)) { name in kinds.first { $0.rawValue == name } }
    var settings = DeliverySettings(on: channel, kind ?? .spool)
    readPace(&settings, &reader)
    let policies = DeliverySettings.OnUnknown.allCases.map(\.rawValue)
    settings.unknown =
      reader.choice("unknown", among: policies, DeliverySettings.OnUnknown.init(rawValue:)) ?? settings.unknown
    switch settings.kind {
    case .spool: break
    case .command: settings.command = command(&reader, else: [])
    case .sendmail:
      settings.command = command(&reader, else: settings.command)
      settings.from = reader.string("from")
      settings.bounce = reader.string("bounce")
    case .webhook:
      settings.url = url("url", &reader)
      if settings.url == nil, reader.problems.isEmpty { reader.note("url", "is missing: where should jobs be posted?") }
      settings.secret = secret("secret", &reader, resolve)
    case .whatsAppCloud:
      settings.phoneNumberID = reader.string("phone_number_id")
      settings.token = secret("token", &reader, resolve)
      settings.appSecret = secret("app_secret", &reader, resolve)
      settings.verifyToken = secret("verify_token", &reader, resolve)
      if settings.phoneNumberID == nil { reader.note("phone_number_id", "is missing: Meta shows it beside the number") }
      if settings.token == nil { reader.note("token", "is missing: give {\"env\":\"NAME\"} or {\"file\":\"PATH\"}") }
      settings.baseURL = url("base_url", &reader) ?? settings.baseURL
      let endpoints = ["messages", "marketing_messages"]
      settings.endpoint =
        reader.choice("endpoint", among: endpoints) { endpoints.contains($0) ? $0 : nil } ?? settings.endpoint
    }
    return settings
  }

  private static func readPace(_ settings: inout DeliverySettings, _ reader: inout ConfigurationReader) {
    settings.perSecond = reader.int("per_second", in: 1...100_000) ?? settings.perSecond
    if let text = reader.string("per_recipient") {
      settings.perRecipient = Duration.seconds(text).map { $0 * 1_000_000 }
      if settings.perRecipient == nil { reader.note("per_recipient", "should be a time such as \"6s\" or \"1h\"") }
    }
    settings.cap.perDay = reader.int("per_day", in: 0...100_000_000) ?? settings.cap.perDay
    if let ramp = reader.value("ramp") {
      if case .array(let items) = ramp, items.allSatisfy({ ($0.int ?? -1) >= 0 }) {
        settings.cap.ramp = items.compactMap(\.int)
      } else {
        reader.note("ramp", "should be a list of whole numbers, the caps of the first days, such as [50,100,250]")
      }
    }
    if let spread = reader.value("spread") {
      if case .bool(let isSpread) = spread {
        settings.cap.isSpread = isSpread
      } else {
        reader.note("spread", "should be true or false")
      }
    }
  }

  private static func command(_ reader: inout ConfigurationReader, else standard: [String]) -> [String] {
    guard let words = reader.strings("command") ?? (standard.isEmpty ? nil : standard), let program = words.first,
      program.hasPrefix("/")
    else {
      reader.note("command", "should be a program's absolute path and its arguments, such as [\"/usr/local/bin/send\"]")
      return []
    }
    return words
  }

  private static func url(_ key: String, _ reader: inout ConfigurationReader) -> String? {
    guard let text = reader.string(key) else { return nil }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
      reader.note(key, "should begin with https:// and is \"\(text)\"")
      return nil
    }
    guard isPlain else {
      reader.note(
        key,
        "is \"\(text)\"; an address has no spaces, quotation marks or letters beyond a to z: write them as %20 and the like"
      )
      return nil
    }
    return text
  }

  /// `{"env":"NAME"}` or `{"file":"PATH"}`: a secret in the configuration itself would be read by whoever may read that.
  private static func secret(
    _ key: String, _ reader: inout ConfigurationReader, _ resolve: (String) -> String
  ) -> SecretSource? {
    guard let value = reader.value(key) else { return nil }
    if case .object(let members) = value, members.count == 1, let text = members[0].value.string, !text.isEmpty {
      if members[0].key == "env" { return .environment(text) }
      if members[0].key == "file" { return .file(resolve(text)) }
    }
    reader.note(
      key, "should say where the secret stands, {\"env\":\"NAME\"} or {\"file\":\"PATH\"}, and not what it is")
    return nil
  }
}

/// Lengths of time as the configuration spells them.
private enum Duration {
  /// `90s`, `30m`, `72h`, `3d`; nil for anything else, and for more than ten years.
  static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()), count >= 0,
      text.first?.isNumber ?? false, count <= 10 * 366 * 86_400 / unit
    else { return nil }
    return count * unit
  }
}
