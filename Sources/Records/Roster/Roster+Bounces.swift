internal import Formats
internal import Leads
package import Outreach
internal import Requests
internal import Storage

extension Roster {
  /// What came back from an address.
  struct Bounces: Hashable, Sendable {
    /// Since when it is closed, in whole seconds; nil if it never was.
    var closed: Timestamp?
    /// The last two times that it could not take a message and may take the next, the earlier one first.
    var soft: [Timestamp] = []

    /// So many within a month are as good as a hard one.
    private static let month: Int64 = 30 * 86_400

    /// - Parameter optedIn: what came back before it does not count any more.
    mutating func note(_ at: Timestamp, isHard: Bool, optedIn: Timestamp?) {
      let at = Timestamp(seconds: at.seconds)
      if isHard {
        closed = max(closed ?? at, at)
        return
      }
      if let optedIn { soft.removeAll { $0 < optedIn } }
      guard !soft.contains(at), optedIn.map({ $0 <= at }) ?? true else { return }
      soft = (soft + [at]).sorted()
      if soft.count > 2, let first = soft.first, let last = soft.last, last.seconds - first.seconds <= Self.month {
        closed = max(closed ?? last, last)
      }
      soft = soft.suffix(2)
    }

    /// In seconds, which last until 2106.
    fileprivate var packed: Words {
      let seconds = { (time: Timestamp?) in UInt64(UInt32(clamping: time?.seconds ?? 0)) }
      return Words(
        a: seconds(closed), b: seconds(soft.count > 1 ? soft[0] : nil) << 32 | seconds(soft.last))
    }

    fileprivate init(packed value: Words) {
      let time = { (seconds: UInt64) in seconds == 0 ? nil : Timestamp(seconds: Int64(seconds)) }
      closed = time(value.a & 0xFFFF_FFFF)
      soft = [time(value.b >> 32), time(value.b & 0xFFFF_FFFF)].compactMap(\.self)
    }

    init() {}
  }

  private func bounces(_ place: PlaceID) -> Bounces? { words(place.bounces).map(Bounces.init(packed:)) }

  /// Since when an address takes no messages; nil if it does. An opt-in opens it again.
  package func closed(_ address: String, on channel: Channel) -> Timestamp? {
    guard let closed = bounces(id(.address(address), on: channel))?.closed else { return nil }
    guard let consent = notice(.address(address), on: channel)?.consent, !consent.isOptedOut, consent.at > closed else {
      return closed
    }
    return nil
  }

  /// Takes note of a message that came back.
  package mutating func noteBounce(_ at: Timestamp, isHard: Bool, from address: String, on channel: Channel) {
    let place = id(.address(address), on: channel)
    let consent = notice(.address(address), on: channel)?.consent
    var known = bounces(place) ?? Bounces()
    known.note(at, isHard: isHard, optedIn: consent.flatMap { $0.isOptedOut ? nil : $0.at })
    set(place.bounces, known.packed)
  }
}
