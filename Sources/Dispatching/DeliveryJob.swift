package import Outreach
package import Requests

/// A message that is to go out now.
package struct DeliveryJob: Sendable {
  /// Also the idempotency key.
  package var id: String
  package var lead: LeadID
  package var channel: Channel
  package var step: Int
  package var to: String
  /// Its line as it was planned, without its end.
  package var line: [UInt8]
  /// This one included, from 1.
  package var attempt: Int

  package init(
    id: String, lead: LeadID, channel: Channel, step: Int, to: String, line: [UInt8], attempt: Int
  ) {
    self.id = id
    self.lead = lead
    self.channel = channel
    self.step = step
    self.to = to
    self.line = line
    self.attempt = attempt
  }
}

/// What became of a message, as its sender says.
package struct DeliveryOutcome: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case sent
    /// It was not sent, and may be later.
    case retry
    /// It was not sent and never will be.
    case failed
    /// It may have been sent or not.
    case unknown
    /// It was not sent, and neither will any other be until somebody mends the account, its secret or the program.
    case account
  }

  package var kind: Kind
  package var providerID: String?
  package var error: String?
  /// Seconds that the other side asks to wait at least.
  package var retryAfter: Double?
  package var cause: FailureCause?
  /// It was refused by an address where nothing is, which may be the message's or the configuration's.
  package var isNotFound = false

  package init(
    _ kind: Kind, providerID: String? = nil, error: String? = nil, retryAfter: Double? = nil, cause: FailureCause? = nil
  ) {
    self.kind = kind
    self.providerID = providerID
    self.error = error
    self.retryAfter = retryAfter
    self.cause = cause
  }
}

/// What hands messages of one channel over to the world.
package protocol ChannelSender: Sendable {
  /// How many messages it has on their way at once.
  var atOnce: Int { get }

  /// Prepares what must be there before it is written down that these messages are being sent. Nothing goes out.
  func prepare(_ jobs: [DeliveryJob]) throws

  /// Sends them and waits for all outcomes, in any order; a message without one counts as `unknown`.
  ///
  /// - Parameter report: is given a message's place among `jobs` and what became of it; nil if it is on its way to another
  ///   program, which will say so later.
  /// - Throws: if nothing was sent: the program that should is missing, or a secret.
  func send(_ jobs: [DeliveryJob], _ report: (Int, DeliveryOutcome?) -> Void) throws
}

extension ChannelSender {
  package var atOnce: Int { 16 }
  package func prepare(_ jobs: [DeliveryJob]) throws {}
}
