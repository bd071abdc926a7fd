internal import Formats
package import Outreach

/// What a heading that is about consent means, recognised by its words.
///
/// No list of headings is ever whole: `hs_email_optout`, `DoNotBulkEmail`, "Ticari İleti İzni", "SMS almak istemiyor". So a
/// heading is taken apart into words; some refuse, some consent, some name the channel, and some say that it is about
/// something else, an order's approval or the link for unsubscribing.
package enum ConsentHeading: Hashable, Sendable {
  /// Whoever has a yes there wants nothing; nil: on any channel.
  case optOut(Channel?)
  /// Says whether somebody consented; nil: on every channel.
  case consent(Channel?)
  /// It sounds like consent and is not understood.
  case doubtful

  /// Nil for a heading that is about something else.
  package init?(_ header: String) {
    let words = Words(header)
    guard words.mayBeMeant else { return nil }
    if words.isAside, !words.asksToBeForgotten {
      guard words.isDoubtful else { return nil }
      self = .doubtful
    } else if words.isUndecided {
      self = .doubtful
    } else if words.refuses, !words.namesBoth {
      guard let channel = words.channel else { return nil }
      self = .optOut(channel.one)
    } else if words.consents {
      guard let channel = words.channel else { return nil }
      self = .consent(channel.one)
    } else if words.isDoubtful {
      self = .doubtful
    } else {
      return nil
    }
  }
}

extension ConsentHeading {
  /// Whether there are words in a heading about consent that nobody knows: they may turn its sense round, "Consent foobar".
  package static func isUnsure(_ header: String) -> Bool {
    guard case .consent? = ConsentHeading(header) else { return false }
    return !Words(header).areAllKnown
  }
}
