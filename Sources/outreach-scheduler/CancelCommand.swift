internal import Requests

/// Ends what is pending of a lead.
enum CancelCommand: LeadCommand {
  static let verb = CommandVerb.cancel
  static let takesAddresses = true
  static let summary = "Ends a lead's pending messages."
  static let fields = [Option.channel, .jobID, Option("reason", "TEXT", "why, for the log")]
  static let example = "outreach-scheduler cancel 139 --channel email --reason 'signed yesterday'"
}
