/// What more is known of why a message was not sent, where it matters for more than this message.
package enum FailureCause: String, CaseIterable, Sendable {
  /// The person cannot be reached on this channel; another one may do.
  case unreachable
  /// The person has told the provider that no such messages are wanted.
  case optedOut = "opted_out"
  /// Too many messages to this recipient: others are not concerned.
  case recipient
  /// An approved template is needed, or the one named may not be used now.
  case template

  /// As a sender spells it: `OPTED_OUT`, `opted-out`, `optout`. Whose wish it is to be left alone must not be lost by a hyphen.
  package init?(written text: String) {
    let letters = text.lowercased().filter(\.isLetter)
    switch letters {
    case "optout", "unsubscribed": self = .optedOut
    default:
      guard let cause = Self.allCases.first(where: { $0.rawValue.filter(\.isLetter) == letters }) else { return nil }
      self = cause
    }
  }
}
