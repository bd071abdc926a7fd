/// The sending window as the configuration spells it, before anything of it has been checked.
public struct SendingWindowSettings: Hashable, Sendable {
  public var days = ["mon", "tue", "wed", "thu", "fri"]
  public var from = "09:00"
  public var to = "18:00"
  public var timeZone = "Europe/Istanbul"

  public init() {}

  /// - Parameter holidays: of every calendar and file that the configuration names, united.
  public func window(holidays: Holidays) throws(InvalidSendingWindow) -> SendingWindow {
    var problems: [InvalidSendingWindow.Problem] = []
    var weekdays: Set<Weekday> = []
    for name in days {
      if let day = Weekday(rawValue: name) {
        weekdays.insert(day)
      } else {
        let names = Weekday.allCases.map(\.rawValue)
        problems.append(.init("days", name, "is not a day of the week", allowed: names))
      }
    }
    let opening = TimeOfDay(from)
    if opening == nil { problems.append(.init("from", from, "is not a time such as 09:00")) }
    let closing = TimeOfDay(to)
    if closing == nil { problems.append(.init("to", to, "is not a time such as 18:00; 24:00 is the end of the day")) }
    let zone = Zone(identifier: timeZone)
    if zone == nil {
      problems.append(.init("time_zone", timeZone, "is not a time zone such as Europe/Istanbul, UTC or +03:00"))
    }
    guard problems.isEmpty, let opening, let closing, let zone else { throw InvalidSendingWindow(problems: problems) }
    do throws(SendingWindowError) {
      return try SendingWindow(days: weekdays, from: opening, to: closing, timeZone: zone, holidays: holidays)
    } catch {
      throw InvalidSendingWindow(problems: [.init(error.field, nil, error.description)])
    }
  }
}

/// All that is wrong with a configured window at once.
public struct InvalidSendingWindow: Error, Hashable, Sendable, CustomStringConvertible {
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The key within `window`: `days`, `from`, `to`, `time_zone`, `holidays`.
    public var field: String
    /// The value that is wrong, if it is one value.
    public var value: String?
    /// What is wrong: goes on from the value if there is one, else a sentence of its own.
    public var message: String
    /// The values that would be right, where they can be listed.
    public var allowed: [String]

    init(_ field: String, _ value: String?, _ message: String, allowed: [String] = []) {
      self.field = field
      self.value = value
      self.message = message
      self.allowed = allowed
    }

    /// `window.days: "tues" is not a day of the week (mon, tue, wed, thu, fri, sat, sun)`.
    public var description: String {
      let subject = value.map { "\"\($0)\" " } ?? ""
      let choice = allowed.isEmpty ? "" : " (\(allowed.joined(separator: ", ")))"
      return "window.\(field): \(subject)\(message)\(choice)"
    }
  }
  public var problems: [Problem]

  /// One line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
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
