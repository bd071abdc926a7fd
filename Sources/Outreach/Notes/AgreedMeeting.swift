/// A meeting that lies ahead: its day, and the time where that is said.
struct AgreedMeeting: Hashable, Sendable {
  let day: CivilDay
  /// On the clock, in minutes after midnight.
  let minute: Int?

  /// - Parameter signs: what the lead's notes say; what they say of no meeting, the stage may.
  init?(_ lead: borrowing Lead, _ signs: NoteSigns, asOf now: Timestamp) {
    let field = signs.contains(.meetingAhead) ? LeadField.notes : .stage
    let written = lead.activity(asOf: now)
    var found: AgreedMeeting?
    lead.texts.withBytes(of: field) { text in
      NoteClause.forEach(in: text) { clause in
        guard found == nil else { return }
        let day =
          field == .notes
          ? clause.meetingDay(after: now.day, written: written) : clause.dayAhead(after: now.day, written: written)
        if let day { found = AgreedMeeting(day: day, minute: clause.clock) }
      }
    }
    guard let found else { return nil }
    self = found
  }

  init(day: CivilDay, minute: Int?) {
    self.day = day
    self.minute = minute
  }

  /// As a sentence names it: "3 Aralık Perşembe saat 10.30", "Thursday 3 December at 10:30".
  func said(in language: Language) -> String {
    let (_, month, dayOfMonth) = day.components
    let clock = minute.map { ($0 / 60, $0 % 60 < 10 ? "0\($0 % 60)" : "\($0 % 60)") }
    if language == .tr {
      let named = "\(dayOfMonth) \(turkishMonths[month - 1].capital) \(turkishWeekdays[day.weekday])"
      return clock.map { "\(named) saat \($0).\($1)" } ?? named
    }
    let named = "\(englishWeekdays[day.weekday]) \(dayOfMonth) \(englishMonths[month - 1])"
    return clock.map { "\(named) at \($0):\($1)" } ?? named
  }
}

private let turkishWeekdays = ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"]
private let englishWeekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
