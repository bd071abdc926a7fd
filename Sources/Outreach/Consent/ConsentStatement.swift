/// What the words of a consent column, or of a status, say about being written to.
package enum ConsentStatement: Hashable, Sendable {
  case granted
  case refused
  /// Not on these channels, whatever it says of others: "sadece e-posta", "evet, WhatsApp hariç".
  case refusedOn(Set<Channel>)
  /// Messages to the address come back.
  case bounced
  /// It says that nobody knows: asked and not answered, or never asked.
  case open
  /// Nothing that is understood.
  case unclear

  /// Reads the words of a cell that is about consent: `ONAY`, `RET`, `Hayır`, `opted out`, `izin yok`, `✓`, a day on which it
  /// was given.
  package init(_ text: String) {
    self = Self.common[text] ?? Self.read(text)
  }

  /// Whether a cell that would say "no value" elsewhere says something where consent is asked about: `YOK`, "mevcut değil", and
  /// `none`, of which nobody knows whether it is a no.
  package static func isNoValue(_ cell: String) -> Bool {
    cell.utf8.count <= 16 && ["yok", "mevcutdegil", "none", "nil"].contains(fold(cell.filter(\.isLetter)))
  }

  /// What most cells say, as they say it.
  private static let common: [String: ConsentStatement] = [
    "ONAY": .granted, "onay": .granted, "granted": .granted, "Evet": .granted, "evet": .granted, "Yes": .granted,
    "yes": .granted, "true": .granted, "TRUE": .granted, "1": .granted, "RET": .refused, "ret": .refused,
    "Hayır": .refused, "hayır": .refused, "No": .refused, "no": .refused, "false": .refused, "FALSE": .refused,
    "0": .refused, "unknown": .open, "": .open,
  ]

  /// Reads a status that may be about anything: only what says that somebody must not be written to is heard.
  package static func stop(in status: String) -> ConsentStatement? {
    let words = ConsentWords(status)
    if words.saysBounced { return .bounced }
    return words.saysStop || isRefusalNote(status) ? .refused : nil
  }

  private static func isRefusalNote(_ status: String) -> Bool {
    var status = status
    guard status.withUTF8({ RefusalNote.mayBeOne($0) }), let note = RefusalNote(status, in: .status) else {
      return false
    }
    return !note.isDoubtful
  }

  /// What is said of words that mean nothing here.
  package static func doubt(about text: String) -> String {
    "\(quoted(text)) is understood neither as a consent nor as a refusal; it counts as unknown (write ONAY or RET; "
      + "of one channel in a column of its own, such as \"E-posta İzni\")."
  }

  private static func read(_ text: String) -> ConsentStatement {
    switch TickMark(text) {
    case .ticked: return .granted
    case .crossed: return .refused
    case .empty: return .open
    case nil: break
    }
    let words = ConsentWords(text)
    if words.isEmpty { return .open }
    if words.saysBounced { return .bounced }
    if words.saysStop { return .refused }
    if words.saysOpen { return .open }
    if words.saysNo { return .refused }
    if let channels = words.excludedChannels { return .refusedOn(channels) }
    // "Evet ✗": one of the two is meant.
    if TickMark.isCrossed(text) { return .unclear }
    if words.saysYes || words.isDay { return .granted }
    return .unclear
  }
}
