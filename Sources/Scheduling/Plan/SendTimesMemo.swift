internal import Leads
internal import Outreach
internal import Records

/// Remembers when the steps of a sequence go out: in one batch nearly all begin at the same time, in the same zone.
struct SendTimesMemo {
  private struct Question: Equatable {
    package var channel: Channel
    package var start: Timestamp
    package var steps: Int
    package var zone: Zone
  }

  private var known: [(question: Question, times: SendTimes)] = []

  /// How many questions are remembered: a few zones on two channels.
  private static let limit = 8

  /// ``SendingWindow/plan(start:hours:zone:)`` in the channel's window.
  ///
  /// - Parameters:
  ///   - windows: always the same.
  ///   - hours: always the beginning of the same list.
  package mutating func times(
    in windows: SendingWindows, on channel: Channel, start: Timestamp, hours: [Int], zone: Zone
  ) -> SendTimes {
    let question = Question(channel: channel, start: start, steps: hours.count, zone: zone)
    // The last one first, and in its place: copies of the others were a fiftieth of a bulk row.
    for i in known.indices.reversed() where known[i].question == question { return known[i].times }
    let times = SendTimes(windows[channel].plan(start: start, hours: hours, zone: zone))
    if known.count == Self.limit { known.removeFirst() }
    known.append((question, times))
    return times
  }
}
