internal import Requests

/// Moves what is pending of a lead.
enum RescheduleCommand: LeadCommand {
  static let verb = CommandVerb.reschedule
  static let summary = "Moves a lead's pending messages; later ones keep their gaps."
  static let fields = [
    Option.jobID, Option("send-at", "TIME", "when the first pending one goes out, such as 2026-11-24T10:00:00+03:00"),
    Option("shift-hours", "HOURS", "how much later; before zero: earlier"),
  ]
  static let example = """
    outreach-scheduler reschedule 139 --send-at 2026-11-24T10:00:00+03:00
      outreach-scheduler reschedule 139 --shift-hours=-24
    """
}
