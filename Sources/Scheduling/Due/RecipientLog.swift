package import Outreach
internal import Records
internal import Requests

/// What the ledger says of single recipients: when each was last written to, whoever did it, and whom a provider wants to be
/// spared for a while.
package struct RecipientLog: Sendable {
  private struct Recipient: Hashable, Sendable {
    var channel: Channel
    var address: String
  }

  /// Of jobs that were begun; what comes of them does not say whom they went to.
  private var byJob: [String: Recipient] = [:]
  private var last: [Recipient: Timestamp] = [:]
  private var held: [Recipient: Timestamp] = [:]

  /// The `cause` of a retry that concerns nobody but the recipient.
  package static let limitCause = "recipient"

  mutating func note(_ entry: LedgerEntry, _ job: String) {
    if entry.kind == .sending, let to = entry.to, let channel = entry.channel ?? JobID(job)?.channel {
      byJob[job] = Recipient(channel: channel, address: to)
    }
    guard [.sending, .sent, .retrying, .failed, .unknown].contains(entry.kind), let recipient = byJob[job] else {
      return
    }
    let at = entry.at ?? entry.place.batch.time
    last[recipient] = max(last[recipient] ?? at, at)
    guard entry.kind == .retrying, entry.deliveryCause == Self.limitCause, let until = entry.notBefore else { return }
    held[recipient] = max(held[recipient] ?? until, until)
  }

  /// When a recipient may be written to; nil: now.
  ///
  /// - Parameter distance: the least time between two messages to one recipient, in microseconds.
  package func next(for address: String, on channel: Channel, distance: Int64?, at now: Timestamp) -> Timestamp? {
    let recipient = Recipient(channel: channel, address: address)
    var next = held[recipient]
    if let distance, let last = last[recipient] {
      let free = last.adding(microseconds: distance)
      next = max(next ?? free, free)
    }
    return next.flatMap { $0 > now ? $0 : nil }
  }
}
