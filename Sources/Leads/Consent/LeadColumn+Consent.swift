internal import Formats
internal import Outreach

extension LeadColumn {
  /// What a configuration declares a column of its own to be: `opt_out`, `consent`, of one channel `opt_out.email`.
  init?(declared field: String) {
    let parts = field.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var channel: Channel?
    if parts.count > 1 {
      guard let named = Channel(rawValue: parts[1]) else { return nil }
      channel = named
    }
    switch parts[0] {
    case "opt_out": self = .optOut(channel)
    case "consent": self = .consent(channel)
    default: return nil
    }
  }

  /// As it is declared; nil for a column that is about something else.
  package var declaredConsent: String? {
    switch self {
    case .optOut(let channel): "opt_out" + (channel.map { ".\($0.rawValue)" } ?? "")
    case .consent(let channel): "consent" + (channel.map { ".\($0.rawValue)" } ?? "")
    default: nil
    }
  }
}

extension LeadColumns {
  /// Headings that sound like consent and are not understood: nobody is kept from being written to by them.
  var doubtfulConsent: [String] { unknown.filter { ConsentHeading($0) == .doubtful } + channelDoubts }

  /// What is said of all headings whose consent is in doubt, a sentence each.
  package var consentDoubts: [String] {
    doubtfulConsent.map(Self.doubt(aboutConsent:)) + unsureConsent.map(Self.doubt(aboutWordsIn:))
  }

  /// What is said of a heading about consent with words that are not understood.
  package static func doubt(aboutWordsIn header: String) -> String {
    "The column \"\(header.prefix(64))\" is read as a consent, and not all of its words are understood: if a yes there means "
      + "something else, declare it in the configuration: \"columns\":{\"\(header.prefix(64))\":\"opt_out\"}, or \"custom.\" and a name; "
      + "\"consent\" if it is one."
  }

  /// What is said of such a heading.
  package static func doubt(aboutConsent header: String) -> String {
    "The column \"\(header.prefix(64))\" sounds like consent and is not understood, so nobody is left out for it; declare it in the "
      + "configuration: \"columns\":{\"\(header.prefix(64))\":\"opt_out\"} or \"consent\" (of one channel: \"consent.email\"), or "
      + "\"custom.\" and a name if it is neither."
  }
}
