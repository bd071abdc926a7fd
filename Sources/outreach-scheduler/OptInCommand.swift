internal import Requests

/// Notes that a lead has agreed to messages again.
enum OptInCommand: LeadCommand {
  static let verb = CommandVerb.optIn
  static let takesAddresses = true
  static let summary = "Lifts an opt-out, on a consent whose source is named."
  static let fields = [
    Option.channel, Option("source", "TEXT", "where consent was given; needed"),
    .time("when it was given, such as 2026-11-23T10:00:00+03:00; needed"),
  ]
  static let example = "outreach-scheduler opt-in 139 --source 'form at the fair' --at 2026-11-23T10:00:00+03:00"
}
