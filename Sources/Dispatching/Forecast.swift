internal import Formats
package import Inspection
internal import Leads
package import Outreach
internal import Records
package import Scheduling
package import Storage

/// What waits on each channel, and when it will be through at the configured caps.
package struct Forecast: Sendable {
  package struct Line: Hashable, Sendable {
    package var channel: Channel
    /// What may go out now.
    package var due = 0
    /// What keeps others back although their time has come.
    package var waiting = 0
    /// Those among the waiting of which an attempt was put off, and why most of them were.
    package var retrying = 0
    package var trouble: String?
    package var sentToday = 0
    /// Today's; nil: none.
    package var cap: Int?
    /// The day on which the last of what is due goes out; nil if there is nothing, no cap ever lets it, or the account is
    /// refused.
    package var through: CivilDay?
    /// How many of what is due expire before a cap lets them go.
    package var expiring = 0
    /// The account is refused, and nothing of what waits goes out.
    package var stopped: String?
  }

  /// When what is due expires, in seconds; nil: never.
  package let expireAfter: Int64?
  /// One for each channel on which anything is planned, or was sent today.
  package private(set) var lines: [Line] = []

  package var isStopped: Bool { lines.contains { $0.stopped != nil } }

  package init(
    _ view: SpoolView, rule: DueRule, delivery: [Channel: DeliverySettings], now: Timestamp
  ) throws(FileError) {
    expireAfter = rule.expireAfter
    let hasRamp = delivery.values.contains { !$0.cap.ramp.isEmpty }
    let survey = try DueSurvey(view, rule, now: now, ledgerFrom: hasRamp ? CivilDay(number: 0) : nil)
    guard let log = survey.ledger?.log else { return }
    for channel in Channel.allCases {
      let settings = delivery[channel] ?? DeliverySettings(on: channel)
      let window = rule.windows[channel]
      let midnight = now.startOfDay(in: window.timeZone)
      let earlierDays = hasRamp ? log.sendingDays(on: channel, before: midnight, in: window.timeZone) : 0
      var line = Line(channel: channel)
      var due: [(isFirst: Int, since: Timestamp)] = []
      var troubles: [String: Int] = [:]
      for found in survey.jobs where found.job.channel == channel {
        switch found.verdict {
        case .due(let since): due.append((found.job.step == 1 ? 1 : 0, since))
        // It goes only if somebody reports that the step before went out after all.
        case .waiting(.endedBefore, _), .expired: break
        case .waiting(.retrying, _):
          line.waiting += 1
          line.retrying += 1
          if let trouble = found.trouble { troubles[trouble, default: 0] += 1 }
        case .waiting: line.waiting += 1
        }
      }
      line.due = due.count
      line.trouble = troubles.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      line.sentToday = log.sent(on: channel, since: midnight)
      line.cap = settings.cap.cap(earlierDays: earlierDays)
      // With nothing that waits there is nothing to try the account with, nor anything that it stops.
      if line.due + line.waiting > 0, let stop = log.stopped[channel], stop.concerns(settings.kind) {
        line.stopped = stop.error
      }
      if line.stopped == nil {
        let backlog = Backlog(
          cap: settings.cap, window: window, earlierDays: earlierDays, sentToday: line.sentToday)
        let expiries = due.sorted { ($0.isFirst, $0.since) < ($1.isFirst, $1.since) }.map { next in
          rule.expireAfter.map { next.since.adding(seconds: $0) }
        }
        let course = backlog.course(of: expiries, from: now)
        (line.through, line.expiring) = (course.through, course.expiring)
      }
      if line.due + line.waiting + line.sentToday > 0 { lines.append(line) }
    }
  }

  /// `{"email":{…}}`
  package var json: [UInt8] {
    var out = JSONWriter(capacity: 256)
    out.raw("{")
    for (index, line) in lines.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(line.channel.rawValue)
      out.raw(#":{"due":"#)
      out.int(line.due)
      out.raw(#","waiting":"#)
      out.int(line.waiting)
      out.raw(#","retrying":"#)
      out.int(line.retrying)
      out.raw(#","retrying_error":"#)
      out.string(line.trouble)
      out.raw(#","sent_today":"#)
      out.int(line.sentToday)
      out.raw(#","cap":"#)
      if let cap = line.cap { out.int(cap) } else { out.null() }
      out.raw(#","through":"#)
      out.string(line.through?.iso8601)
      out.raw(#","expiring":"#)
      out.int(line.expiring)
      out.raw(#","stopped":"#)
      out.string(line.stopped)
      out.raw("}")
    }
    out.raw("}")
    return out.bytes
  }
}
