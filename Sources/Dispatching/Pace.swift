internal import Leads
internal import Outreach
internal import Scheduling

/// How fast one channel may go, and what it has used of it.
struct Pace {
  let settings: DeliverySettings
  let window: SendingWindow
  private(set) var limit: SlidingLimit?
  /// The account is refused: nothing more goes out before the next start.
  var isStopped = false

  init(_ settings: DeliverySettings, _ window: SendingWindow) {
    self.settings = settings
    self.window = window
    limit = settings.perSecond.map { SlidingLimit($0) }
  }

  /// How many may be handed over now, and when there may be more.
  func room(_ log: SendingLog, at now: Timestamp) -> (count: Int, next: Timestamp?) {
    if isStopped { return (0, nil) }
    var (count, next): (Int, Timestamp?) = (.max, nil)
    if let limit {
      count = limit.room(at: now)
      if count == 0 { next = limit.next(after: now) }
    }
    let midnight = now.startOfDay(in: window.timeZone)
    let earlierDays =
      settings.cap.ramp.isEmpty
      ? 0 : log.sendingDays(on: settings.channel, before: midnight, in: window.timeZone)
    let allowance = settings.cap.allowance(earlierDays: earlierDays, at: now, hours: hours(from: midnight))
    if let allowance {
      let left = max(0, allowance - log.sent(on: settings.channel, since: midnight))
      if left == 0 { next = now.adding(seconds: 60) }
      count = min(count, left)
    }
    // One message shows whether the account is accepted again.
    if let stop = log.stopped[settings.channel], stop.concerns(settings.kind) { count = min(count, 1) }
    return (count, next)
  }

  /// When the window is open on the day that begins then.
  private func hours(from midnight: Timestamp) -> Range<Timestamp> {
    let opening = window.firstAllowed(notBefore: midnight)
    let closing = midnight.adding(seconds: window.to.seconds)
    return min(opening, closing)..<closing
  }

  /// They were on their way until this time.
  mutating func take(_ jobs: [DeliveryJob], endedAt time: Timestamp) { limit?.take(jobs.count, endedAt: time) }
}
