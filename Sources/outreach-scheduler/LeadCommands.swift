internal import Requests

// The commands about one lead, each by its options; `LeadCommand` makes a command file of them and drops it.

/// Ends what is pending of a lead.
enum CancelCommand: LeadCommand {
  static let verb = CommandVerb.cancel
  static let takesAddresses = true
  static let summary = "Ends a lead's pending messages."
  static let fields = [Option.channel, .jobID, Option("reason", "TEXT", help: "why, for the log")]
  static let example = "outreach-scheduler cancel 139 --channel email --reason 'signed yesterday'"
}

/// Moves what is pending of a lead.
enum RescheduleCommand: LeadCommand {
  static let verb = CommandVerb.reschedule
  static let summary = "Moves a lead's pending messages; later ones keep their gaps."
  static let fields = [
    Option.jobID,
    Option("send-at", "TIME", help: "when the first pending one goes out, such as 2026-11-24T10:00:00+03:00"),
    Option("shift-hours", "HOURS", help: "how much later; before zero: earlier"),
  ]
  static let example = """
    outreach-scheduler reschedule 139 --send-at 2026-11-24T10:00:00+03:00
      outreach-scheduler reschedule 139 --shift-hours=-24
    """
}

/// Notes that a lead has answered.
enum ReplyCommand: LeadCommand {
  static let verb = CommandVerb.reply
  static let takesAddresses = true
  static let summary = "Notes a lead's reply, which ends what is pending; RET, DUR or STOP is an opt-out."
  static let fields = [
    Option.onChannel("where the reply came: whatsapp or email"),
    .time("when, with the offset: 2026-11-23T10:00:00+03:00 (default: now)"),
    Option("text", "TEXT", help: "what it said"),
  ]
  static let example = "outreach-scheduler reply 139 --channel whatsapp --text 'Yarın arayın lütfen'"
}

/// Notes that a lead wants no more messages.
enum OptOutCommand: LeadCommand {
  static let verb = CommandVerb.optOut
  static let takesAddresses = true
  static let summary = "Ends a lead's messages for good, for its addresses too."
  static let fields = [
    Option.channel, Option("reason", "TEXT", help: "why, for the log"),
    .time("when it was said, with the offset (default: now)"),
  ]
  static let example = "outreach-scheduler opt-out 139 --reason 'asked on the phone'"
}

/// Notes that a lead has agreed to messages again.
enum OptInCommand: LeadCommand {
  static let verb = CommandVerb.optIn
  static let takesAddresses = true
  static let summary = "Lifts an opt-out, on a consent whose source is named."
  static let fields = [
    Option.channel, Option("source", "TEXT", help: "where consent was given; needed"),
    .time("when it was given, such as 2026-11-23T10:00:00+03:00; needed"),
  ]
  static let example = "outreach-scheduler opt-in 139 --source 'form at the fair' --at 2026-11-23T10:00:00+03:00"
}
