package import Outreach

/// When a planned message may go out: the one rule of `jobs --due`, `jobs --overdue` and dispatch.
///
/// A sequence is walked through from its first step. Of the steps that are still to be sent only the first can be due: not
/// before its `send_at`, its gap after the step before *really* went out, inside its window, and not so late that nobody
/// would understand it any more. Whatever is not known to be harmless keeps it back.
package struct DueRule: Hashable, Sendable {
  /// What becomes of the steps behind one that expired.
  package enum OnExpired: String, CaseIterable, Sendable {
    /// They keep their gaps, counted from the time at which it expired.
    case shift
    /// They are not sent: they expire, each at its time.
    case end
  }

  package var windows: SendingWindows
  /// Hours after the start of a sequence, for each of its steps.
  package var sendAfterHours: [Int]
  /// Seconds after which a step that could have gone out is not sent any more; nil: never.
  package var expireAfter: Int64?
  package var onExpired: OnExpired

  package static let usualExpiry: Int64 = 72 * 3600

  package init(
    windows: SendingWindows, sendAfterHours: [Int], expireAfter: Int64? = Self.usualExpiry,
    onExpired: OnExpired = .shift
  ) {
    self.windows = windows
    self.sendAfterHours = sendAfterHours
    self.expireAfter = expireAfter
    self.onExpired = onExpired
  }

  /// What is to be said of each step that is still to be sent.
  ///
  /// - Parameters:
  ///   - pending: the steps of one sequence that are still to be sent, as far as their time may have come, in their order.
  ///   - end: how another of its steps ended; nil if it is still to be sent.
  package func verdicts(
    of pending: [DueStep], on channel: Channel, now: Timestamp, end: (_ step: Int) -> DueStep.End?
  ) -> [DueVerdict] {
    guard let last = pending.last?.number else { return [] }
    let window = windows[channel]
    var verdicts: [DueVerdict] = []
    var rest = pending[...]
    /// When the step before went out, or expired.
    var before: Timestamp?
    var obstacle: DueVerdict.Reason?
    /// The expired step with which the sequence is over.
    var over: Int?
    for number in 1...max(1, last) {
      guard let step = rest.first, step.number == number else {
        switch end(number) {
        case .sent(let at)?: before = at
        case .expired(let at)?:
          before = at
          if onExpired == .end { over = over ?? number }
        case .ended(let how)?: obstacle = obstacle ?? .endedBefore(step: number, how)
        case nil: obstacle = obstacle ?? .pendingBefore(step: number)
        }
        continue
      }
      rest = rest.dropFirst()
      if let obstacle {
        verdicts.append(verdict(of: step, behind: obstacle, window, now))
        continue
      }
      if let over {
        verdicts.append(
          step.hold == nil && step.sendAt <= now
            ? .expired(at: step.sendAt) : .waiting(.endedBefore(step: over, "expired"), until: nil))
        continue
      }
      let verdict = verdict(of: step, after: before, window, now)
      verdicts.append(verdict)
      if case .expired(let at) = verdict {
        before = at
        if onExpired == .end { over = number }
      } else {
        obstacle = .pendingBefore(step: number)
      }
    }
    return verdicts
  }

  /// Behind a step that has ended without going out nothing goes, unless somebody reports that it did after all; once the
  /// time of this one is over, that comes too late.
  private func verdict(
    of step: DueStep, behind obstacle: DueVerdict.Reason, _ window: SendingWindow, _ now: Timestamp
  ) -> DueVerdict {
    guard case .endedBefore = obstacle, step.hold == nil, let expireAfter else { return .waiting(obstacle, until: nil) }
    let end = window.firstAllowed(notBefore: step.sendAt, zone: step.zone).adding(seconds: expireAfter)
    return now >= end ? .expired(at: end) : .waiting(obstacle, until: nil)
  }

  /// Of the first step that is still to be sent.
  private func verdict(
    of step: DueStep, after before: Timestamp?, _ window: SendingWindow, _ now: Timestamp
  ) -> DueVerdict {
    if let hold = step.hold { return .waiting(hold, until: nil) }
    var earliest = step.sendAt
    if let before { earliest = max(earliest, before.adding(seconds: gap(before: step, sentAt: before))) }
    let since = window.firstAllowed(notBefore: earliest, zone: step.zone)
    if let expireAfter, now >= since.adding(seconds: expireAfter) {
      return .expired(at: since.adding(seconds: expireAfter))
    }
    guard since <= now else {
      return .waiting(step.sendAt > now ? .notReached : earliest > now ? .gap : .window, until: since)
    }
    if let again = step.notBefore, again > now { return .waiting(.retrying, until: again) }
    // Windows open and shut at whole seconds, so what holds at the begun one holds now.
    let begun = Timestamp(seconds: now.seconds)
    let open = window.firstAllowed(notBefore: begun, zone: step.zone)
    return open > begun ? .waiting(.window, until: open) : .due(since: since)
  }

  /// Seconds between a step and the one before it, as sequences are planned; less if somebody moved the step there.
  private func gap(before step: DueStep, sentAt before: Timestamp) -> Int64 {
    let index = step.number - 1
    guard sendAfterHours.indices.contains(index), index > 0 else { return step.movedGap ?? 0 }
    let planned = Int64(max(0, sendAfterHours[index] - sendAfterHours[index - 1])) * 3600
    // Nobody means two messages in one breath: whoever moved it there did not know how late the one before would go.
    if step.movedGap == 0, step.sendAt <= before { return planned }
    return min(planned, step.movedGap ?? planned)
  }
}
