package import Leads
package import Outreach
package import Records
internal import Requests

/// What the ledger says of attempts to send: which jobs are on their way, and which wait to be tried again.
package struct SendingLog: Sendable {
  package struct Attempts: Hashable, Sendable {
    /// Begun, less those whose outcome was written down.
    package var open = 0
    /// Those that count against the limit of attempts.
    package var made = 0
    package var notBefore: Timestamp?
    /// Why the last one was put off.
    package var error: String?
    /// When the last one was begun.
    package var begun: Timestamp?

    package init() {}
  }

  private var attempts: [String: Attempts] = [:]
  /// When messages went out, by channel; of those that are on their way, when they were begun.
  private var sent: [Channel: [String: Timestamp]] = [:]
  private var replies: [Channel: [Roster.Holder: Timestamp]] = [:]
  /// When each recipient was last written to, and may be again.
  package private(set) var recipients = RecipientLog()
  /// Channels whose account was refused, of which nothing better was heard since.
  package private(set) var stopped: [Channel: Stop] = [:]
  /// Jobs whose sending was begun after their channel's account was refused: what comes of them tells of the account.
  private var trials: [Channel: Set<String>] = [:]

  package struct Stop: Hashable, Sendable {
    package var at: Timestamp
    package var error: String
    /// The kind of sender that said so; nil if nobody wrote it down.
    package var sender: String?

    /// Another sender has another account, and files for another program need none.
    package func concerns(_ kind: DeliverySettings.Kind) -> Bool {
      sender.map { $0 == kind.rawValue } ?? (kind != .spool)
    }
  }

  /// The reason of a retry that was nobody's fault but the account's: it costs no attempt.
  package static let accountReason = "account"
  /// The same of a message that was taken back before anybody had fetched it.
  package static let recalledReason = "recalled"

  /// Of a failure that may be the address's in the configuration: nothing was found there.
  package static let notFoundCause = "not_found"
  private var lastWasNotFound: Set<Channel> = []

  /// Whether the last message on the channel was not found where it was sent to, or the channel is stopped.
  package func mayBeNowhere(_ channel: Channel) -> Bool {
    stopped[channel] != nil || lastWasNotFound.contains(channel)
  }

  package init(_ entries: [LedgerEntry] = []) { add(entries) }

  /// Takes in events; of any order and from any number of writers.
  package mutating func add(_ entries: [LedgerEntry]) {
    for entry in entries.sorted(by: { $0.place < $1.place }) {
      if entry.kind == .replied { noteReply(entry) }
      guard let job = entry.job else { continue }
      note(entry, job)
      recipients.note(entry, job)
    }
  }

  private mutating func noteReply(_ entry: LedgerEntry) {
    guard let channel = entry.channel ?? entry.to.map(ContactAddress.channel(of:)) else { return }
    let at = entry.at ?? entry.place.batch.time
    for holder in [entry.lead.map(Roster.Holder.lead), entry.to.map(Roster.Holder.address)].compactMap(\.self) {
      let known = replies[channel]?[holder]
      replies[channel, default: [:]][holder] = max(known ?? at, at)
    }
  }

  /// When a person last wrote on a channel, as far as the ledger that was read tells.
  package func lastReply(of lead: LeadID, at address: String, on channel: Channel) -> Timestamp? {
    guard let known = replies[channel] else { return nil }
    return [known[.lead(lead)], known[.address(address)]].compactMap(\.self).max()
  }

  private mutating func note(_ entry: LedgerEntry, _ job: String) {
    let channel = entry.channel ?? JobID(job)?.channel
    let at = entry.at ?? entry.place.batch.time
    switch entry.kind {
    case .sending:
      var known = attempts[job] ?? Attempts()
      known.open += 1
      known.begun = at
      known.made = max(entry.attempt ?? 0, known.made + 1)
      attempts[job] = known
      if let channel {
        sent[channel, default: [:]][job] = at
        if stopped[channel] != nil { trials[channel, default: []].insert(job) }
      }
    case .retrying:
      var known = attempts[job] ?? Attempts()
      known.open = max(0, known.open - 1)
      known.notBefore = entry.notBefore
      known.error = entry.error
      if entry.reason == Self.accountReason || entry.reason == Self.recalledReason {
        known.made = max(0, known.made - 1)
      }
      attempts[job] = known
      if let channel {
        sent[channel]?[job] = nil
        if entry.reason == Self.accountReason {
          stopped[channel] = Stop(at: at, error: entry.error ?? "the account is refused", sender: entry.sender)
          trials[channel] = nil
        } else {
          endTrial(of: job, on: channel)
        }
      }
    case .sent:
      attempts[job]?.open = 0
      if let channel {
        sent[channel, default: [:]][job] = at
        lastWasNotFound.remove(channel)
        if let stop = stopped[channel], stop.at <= at { stopped[channel] = nil }
      }
    case .failed:
      attempts[job]?.open = 0
      if let channel {
        sent[channel]?[job] = nil
        if entry.deliveryCause == Self.notFoundCause {
          lastWasNotFound.insert(channel)
        } else {
          lastWasNotFound.remove(channel)
          endTrial(of: job, on: channel)
        }
      }
    case .unknown:
      attempts[job]?.open = 0
      if let channel { endTrial(of: job, on: channel) }
    case .bounced, .cancelled, .rescheduled, .replied, .expired, .delivered, .read, .optedOut, .optedIn: break
    }
  }

  /// Whatever came of it but a refused account: dispatch went on.
  private mutating func endTrial(of job: String, on channel: Channel) {
    guard trials[channel]?.contains(job) ?? false else { return }
    stopped[channel] = nil
    trials[channel] = nil
  }

  package subscript(job: String) -> Attempts? { attempts[job] }

  /// Jobs whose sending was begun and has no outcome.
  package var open: [String] { attempts.filter { $0.value.open > 0 }.keys.sorted() }

  /// How many went out on a channel, or are on their way, since then.
  package func sent(on channel: Channel, since start: Timestamp) -> Int {
    sent[channel]?.values.count { $0 >= start } ?? 0
  }

  /// On how many days before that time something went out on a channel, on a clock of that zone.
  package func sendingDays(on channel: Channel, before start: Timestamp, in zone: Zone) -> Int {
    let times = (sent[channel] ?? [:]).values.filter { $0 < start }
    return Set(times.map { $0.day(in: zone) }).count
  }
}

extension Timestamp {
  /// The day that a clock of that zone shows.
  package func day(in zone: Zone) -> CivilDay { adding(seconds: zone.interval(at: self).offset).day }

  /// When that day began there.
  package func startOfDay(in zone: Zone) -> Timestamp {
    let offset = zone.interval(at: self).offset
    let midnight = adding(seconds: offset).day.start.adding(seconds: -offset)
    // On the night on which the clock changes its midnight had the other offset.
    return midnight.adding(seconds: offset - zone.interval(at: midnight).offset)
  }
}
