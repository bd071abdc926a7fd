internal import Outreach

/// A stretch of time over which a zone's clocks keep one offset from UTC.
package struct ZoneInterval: Hashable, Sendable {
  /// Seconds since 1970; the stretch is `from ..< until`.
  package var from: Int64
  package var until: Int64
  /// Seconds east of UTC: 10,800 for Türkiye.
  package var offset: Int64

  package func contains(_ second: Int64) -> Bool { from <= second && second < until }
}

/// All the offsets of one zone, in order. Immutable, so that any number of workers read it without a lock.
struct ZoneOffsets: Sendable {
  /// `starts[i]` is the second from which `offsets[i]` holds; the first holds for all time before, too.
  private let starts: [Int64]
  private let offsets: [Int64]

  /// A zone whose clocks never change.
  package init(fixed offset: Int64) {
    starts = [.min]
    offsets = [offset]
  }

  /// - Parameter changes: each the second from which an offset holds, in ascending order.
  package init(initial: Int64, changes: [(second: Int64, offset: Int64)]) {
    var starts = [Int64.min]
    var offsets = [initial]
    // A change of name or of summer-time flag alone is no change of the clock: Istanbul, 2016.
    for change in changes where change.offset != offsets[offsets.count - 1] {
      starts.append(change.second)
      offsets.append(change.offset)
    }
    self.starts = starts
    self.offsets = offsets
  }

  /// The recorded changes since 1970, and those that the rule makes after the last of them until 2100; before and after,
  /// the first and the last known offset hold.
  package init(_ file: TimeZoneFile) {
    var changes = file.changes.filter { $0.second > 0 }
    let initial = file.changes.last { $0.second <= 0 }?.offset ?? file.initial
    if let rule = file.rule {
      let last = changes.last?.second ?? 0
      let year = Timestamp(seconds: max(0, min(last, 4_102_444_800))).day.components.year
      for year in year..<2100 { changes += rule.changes(in: year).filter { $0.second > last } }
    }
    self.init(initial: initial, changes: changes)
  }

  package func interval(at second: Int64) -> ZoneInterval {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= second { low = middle } else { high = middle }
    }
    return ZoneInterval(
      from: starts[low], until: high < starts.count ? starts[high] : .max, offset: offsets[low])
  }
}

extension ZoneInterval {
  /// Holds no instant: nothing was looked up yet.
  package static let none = ZoneInterval(from: 0, until: 0, offset: 0)
}
