package import Outreach

/// How the messages of a channel go out: through which sender, and how fast.
package struct DeliverySettings: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Files for another program.
    case spool
    case sendmail
    case whatsAppCloud = "whatsapp-cloud"
    case webhook
    case command
  }

  /// What becomes of a message of which nobody knows whether it went out.
  package enum OnUnknown: String, CaseIterable, Sendable {
    /// It waits for a person.
    case hold
    /// It is sent again; for whoever knows the same message by its id.
    case retry
    case failed
  }

  package var channel: Channel
  package var kind = Kind.spool
  /// Nil: as fast as it goes.
  package var perSecond: Int?
  /// The least time between two messages to one recipient, in microseconds; nil: none.
  package var perRecipient: Int64?
  package var cap: DailyCap
  package var unknown: OnUnknown

  // What single kinds of senders need; checked where the kind is read.

  /// A program and its arguments.
  package var command: [String] = []
  /// The address that e-mail comes from; nil: the configuration's `sender.email`.
  package var from: String?
  /// Where bounces go, `{job}` for the job's id.
  package var bounce: String?
  package var url: String?
  /// What webhooks are signed with.
  package var secret: SecretSource?
  package var phoneNumberID: String?
  package var token: SecretSource?
  /// What Meta signs its webhooks with, and the word that it is to verify itself by.
  package var appSecret: SecretSource?
  package var verifyToken: SecretSource?
  package var baseURL = "https://graph.facebook.com/v25.0"
  package var endpoint = "messages"

  package init(on channel: Channel, _ kind: Kind = .spool) {
    self.channel = channel
    self.kind = kind
    cap = DailyCap(perDay: channel == .whatsapp ? 250 : 500)
    unknown = channel == .email && kind == .sendmail ? .retry : .hold
    switch kind {
    case .spool, .webhook, .command: break
    case .sendmail:
      perSecond = 5
      command = ["/usr/sbin/sendmail", "-t", "-i"]
    case .whatsAppCloud:
      perSecond = 20
      perRecipient = 6_000_000
    }
  }
}

/// Where a secret stands, which is never in the configuration itself.
package enum SecretSource: Hashable, Sendable {
  case environment(String)
  /// A file's path.
  case file(String)
}
