internal import Requests

/// Notes that a lead wants no more messages.
enum OptOutCommand: LeadCommand {
  static let verb = CommandVerb.optOut
  static let takesAddresses = true
  static let summary = "Ends a lead's messages for good, for its addresses too."
  static let fields = [
    Option.channel, Option("reason", "TEXT", "why, for the log"),
    .time("when it was said, with the offset (default: now)"),
  ]
  static let example = "outreach-scheduler opt-out 139 --reason 'asked on the phone'"
}
