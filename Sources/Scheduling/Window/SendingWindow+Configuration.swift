internal import Leads
internal import Outreach

/// The sending window as the configuration spells it, before anything of it has been checked.
package struct SendingWindowSettings: Hashable, Sendable {
  package var days = ["mon", "tue", "wed", "thu", "fri"]
  package var from = "09:00"
  package var to = "18:00"
  package var timeZone = "Europe/Istanbul"

  package init() {}

  /// - Parameter holidays: of every calendar and file that the configuration names, united.
  package func window(holidays: Holidays) throws(InvalidSendingWindow) -> SendingWindow {
    var problems: [InvalidSendingWindow.Problem] = []
    var weekdays: Set<Weekday> = []
    for name in days {
      if let day = Weekday(rawValue: name) {
        weekdays.insert(day)
      } else {
        let names = Weekday.allCases.map(\.rawValue)
        problems.append(.init("days", value: name, message: "is not a day of the week", allowed: names))
      }
    }
    let opening = TimeOfDay(from)
    if opening == nil { problems.append(.init("from", value: from, message: "is not a time such as 09:00")) }
    let closing = TimeOfDay(to)
    if closing == nil {
      problems.append(.init("to", value: to, message: "is not a time such as 18:00; 24:00 is the end of the day"))
    }
    let zone = Zone(identifier: timeZone)
    if zone == nil {
      problems.append(
        .init("time_zone", value: timeZone, message: "is not a time zone such as Europe/Istanbul, UTC or +03:00"))
    }
    guard problems.isEmpty, let opening, let closing, let zone else { throw InvalidSendingWindow(problems: problems) }
    do throws(SendingWindowError) {
      return try SendingWindow(days: weekdays, from: opening, to: closing, timeZone: zone, holidays: holidays)
    } catch {
      throw InvalidSendingWindow(problems: [.init(error.field, value: nil, message: error.description)])
    }
  }
}

/// All that is wrong with a configured window at once.
package struct InvalidSendingWindow: Error, Hashable, Sendable, CustomStringConvertible {
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The key within `window`: `days`, `from`, `to`, `time_zone`, `holidays`.
    package var field: String
    /// The value that is wrong, if it is one value.
    package var value: String?
    /// What is wrong: goes on from the value if there is one, else a sentence of its own.
    package var message: String
    /// The values that would be right, where they can be listed.
    package var allowed: [String]

    package init(_ field: String, value: String?, message: String, allowed: [String] = []) {
      self.field = field
      self.value = value
      self.message = message
      self.allowed = allowed
    }

    /// `window.days: "tues" is not a day of the week (mon, tue, wed, thu, fri, sat, sun)`.
    package var description: String {
      let subject = value.map { "\"\($0)\" " } ?? ""
      let choice = allowed.isEmpty ? "" : " (\(allowed.joined(separator: ", ")))"
      return "window.\(field): \(subject)\(message)\(choice)"
    }
  }
  package var problems: [Problem]

  /// One line for each problem.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension SendingWindowError {
  fileprivate var field: String {
    switch self {
    case .noDays: "days"
    case .emptyHours: "to"
    case .shutForAYear: "holidays"
    }
  }
}
