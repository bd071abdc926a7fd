package import Outreach

/// At most so many in any stretch of time of a given length, wherever it begins.
///
/// Not a bucket that is filled again at the full second, nor one that refills while it is emptied: either lets up to twice
/// as many through around an edge. What was let through counts until a whole stretch after its end, since a message that was
/// handed over goes out at some time until its outcome comes back.
package struct SlidingLimit: Hashable, Sendable {
  package let count: Int
  /// Microseconds.
  package let stretch: Int64
  /// When they ended, or were handed over if they have not ended yet; oldest first.
  private var taken: [(at: Timestamp, count: Int)] = []

  package init(_ count: Int, perMicroseconds stretch: Int64 = 1_000_000) {
    self.count = count
    self.stretch = stretch
  }

  /// How many may be handed over at this moment.
  package func room(at now: Timestamp) -> Int {
    max(0, count - taken.reduce(0) { $0 + (counts($1.at, at: now) ? $1.count : 0) })
  }

  /// When there is room for one; not before now.
  package func next(after now: Timestamp) -> Timestamp {
    var left = count
    // The newest ones fill it; as soon as the one that is too many has passed there is room.
    for entry in taken.reversed() {
      left -= entry.count
      if left <= 0 { return max(now, entry.at.adding(microseconds: stretch)) }
    }
    return now
  }

  /// So many were handed over and had all come back at this time.
  package mutating func take(_ count: Int, endedAt time: Timestamp) {
    taken = taken.filter { counts($0.at, at: time) }
    if count > 0 { taken.append((time, count)) }
  }

  private func counts(_ time: Timestamp, at now: Timestamp) -> Bool { now < time.adding(microseconds: stretch) }

  package static func == (a: SlidingLimit, b: SlidingLimit) -> Bool {
    a.count == b.count && a.stretch == b.stretch && a.taken.elementsEqual(b.taken, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(stretch)
  }
}
