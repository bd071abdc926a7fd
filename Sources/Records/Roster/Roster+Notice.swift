package import Outreach

extension Roster {
  /// Why a lead or an address should not be written to on a channel, whatever the objective.
  package struct Notice: Hashable, Sendable {
    /// Holds until an opt-in.
    package var isOptedOut: Bool
    /// The last time that a sequence there was ended by a reply or a cancel.
    package var stopped: Stop?

    package struct Stop: Hashable, Sendable {
      package enum Cause: Hashable, Sendable { case cancel, reply }

      package var at: Timestamp
      package var cause: Cause

      package init(at: Timestamp, cause: Cause) {
        self.at = at
        self.cause = cause
      }
    }

    package init(isOptedOut: Bool = false, stopped: Stop? = nil) {
      self.isOptedOut = isOptedOut
      self.stopped = stopped
    }

    /// The time of the stop, then a bit each for: opted out, stopped by a cancel, by a reply.
    var packed: Words {
      let cause: UInt64 = stopped.map { $0.cause == .cancel ? 2 : 4 } ?? 0
      return Words(a: UInt64(bitPattern: stopped?.at.microseconds ?? 0), b: cause | (isOptedOut ? 1 : 0))
    }

    /// Nil if nothing stands against it.
    package init?(packed value: Words) {
      guard value.b & 7 != 0 else { return nil }
      isOptedOut = value.b & 1 == 1
      let at = Timestamp(microseconds: Int64(bitPattern: value.a))
      stopped = value.b & 6 == 0 ? nil : Stop(at: at, cause: value.b & 2 == 2 ? .cancel : .reply)
    }
  }

  package mutating func setOptedOut(_ isOptedOut: Bool, _ holder: Holder, on channel: Channel) {
    var notice = notice(holder, on: channel) ?? Notice()
    notice.isOptedOut = isOptedOut
    note(notice, for: holder, on: channel)
  }

  package mutating func noteStop(_ stop: Notice.Stop, of holder: Holder, on channel: Channel) {
    var notice = notice(holder, on: channel) ?? Notice()
    notice.stopped = stop
    note(notice, for: holder, on: channel)
  }
}
