internal import Formats
internal import Leads
package import Outreach
internal import Requests
internal import Storage

extension Roster {
  /// Why a lead or an address should not be written to on a channel, whatever the objective.
  package struct Notice: Hashable, Sendable {
    /// The last word about being written to; nil if nobody said one.
    package var consent: Consent?
    /// The last reply or cancel.
    package var stopped: Stop?

    /// Holds until an opt-in.
    package var isOptedOut: Bool { consent?.isOptedOut ?? false }

    /// An opt-out or an opt-in, and when it was said, in whole seconds.
    package struct Consent: Hashable, Sendable {
      package var isOptedOut: Bool
      package var at: Timestamp

      package init(isOptedOut: Bool, at: Timestamp) {
        self.isOptedOut = isOptedOut
        self.at = Timestamp(seconds: at.seconds)
      }

      /// Whether this is the last word: the later one counts, on a tie the no.
      package func counts(over other: Consent?) -> Bool {
        guard let other else { return true }
        return at > other.at || at == other.at && isOptedOut && !other.isOptedOut
      }
    }

    package struct Stop: Hashable, Sendable {
      package enum Cause: Hashable, Sendable { case cancel, reply }

      /// In whole seconds.
      package var at: Timestamp
      package var cause: Cause

      package init(at: Timestamp, cause: Cause) {
        self.at = Timestamp(seconds: at.seconds)
        self.cause = cause
      }
    }

    package init(consent: Consent? = nil, stopped: Stop? = nil) {
      self.consent = consent
      self.stopped = stopped
    }

    /// The time of the stop; then that of the last word in seconds, which last until 2106, and a bit each for: opted out,
    /// stopped by a cancel, by a reply, opted in.
    var packed: Words {
      let cause: UInt64 = stopped.map { $0.cause == .cancel ? 2 : 4 } ?? 0
      let word: UInt64 = consent.map { $0.isOptedOut ? 1 : 8 } ?? 0
      let said = UInt64(UInt32(clamping: consent?.at.seconds ?? 0)) << 32
      return Words(a: UInt64(bitPattern: stopped?.at.microseconds ?? 0), b: said | cause | word)
    }

    /// Nil if nothing was ever said.
    package init?(packed value: Words) {
      guard value.b & 15 != 0 else { return nil }
      let said = Timestamp(seconds: Int64(value.b >> 32))
      consent = value.b & 9 == 0 ? nil : Consent(isOptedOut: value.b & 1 == 1, at: said)
      let at = Timestamp(microseconds: Int64(bitPattern: value.a))
      stopped = value.b & 6 == 0 ? nil : Stop(at: at, cause: value.b & 2 == 2 ? .cancel : .reply)
    }
  }

  /// Takes an opt-out or an opt-in, unless a later one is known.
  package mutating func noteConsent(_ consent: Notice.Consent, of holder: Holder, on channel: Channel) {
    var notice = notice(holder, on: channel) ?? Notice()
    guard consent.counts(over: notice.consent) else { return }
    notice.consent = consent
    note(notice, for: holder, on: channel)
  }

  /// Takes the opt-out of somebody who was erased: only the place's hash tells whose it is.
  package mutating func noteErased(_ place: PlaceID, at time: Timestamp) {
    let consent = Notice.Consent(isOptedOut: true, at: time)
    var notice = words(place.notice).flatMap(Notice.init(packed:)) ?? Notice()
    guard consent.counts(over: notice.consent) else { return }
    notice.consent = consent
    set(place.notice, notice.packed)
  }

  /// Takes a reply or a cancel, unless a later one is known.
  package mutating func noteStop(_ stop: Notice.Stop, of holder: Holder, on channel: Channel) {
    var notice = notice(holder, on: channel) ?? Notice()
    if let known = notice.stopped, known.at > stop.at { return }
    notice.stopped = stop
    note(notice, for: holder, on: channel)
  }
}
