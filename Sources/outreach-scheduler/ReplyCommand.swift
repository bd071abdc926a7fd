internal import Requests

/// Notes that a lead has answered.
enum ReplyCommand: LeadCommand {
  static let verb = CommandVerb.reply
  static let takesAddresses = true
  static let summary = "Notes a lead's reply, which ends what is pending; RET, DUR or STOP is an opt-out."
  static let fields = [
    Option("channel", "CHANNEL", "where the reply came: whatsapp or email"),
    .time("when, with the offset: 2026-11-23T10:00:00+03:00 (default: now)"), Option("text", "TEXT", "what it said"),
  ]
  static let example = "outreach-scheduler reply 139 --channel whatsapp --text 'Yarın arayın lütfen'"
}
