extension DueRule {
  /// What holds where nothing is configured.
  package static let standard: DueRule = {
    let window = (try? SendingWindowSettings().window(holidays: .turkiye)) ?? .always
    return DueRule(windows: SendingWindows(window), sendAfterHours: Configuration.usualHours)
  }()
}

extension Configuration {
  /// When a planned message may go out.
  package var dueRule: DueRule {
    DueRule(windows: windows, sendAfterHours: sendAfterHours, expireAfter: expireAfter, onExpired: onExpired)
  }
}
