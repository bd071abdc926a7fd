import Testing

@testable import Outreach
@testable import Storage

/// A spool with an earlier batch answered, and more that waits: what is interrupted in walks.
enum Scenario: String, CaseIterable, CustomTestStringConvertible {
  /// Every kind of request; so many files that the whole file system is synced.
  case manifold
  /// Few enough for a sync of each file.
  case small
  /// Nothing but refused ones: no jobs, nothing stays in processed/.
  case refused
  /// Commands about earlier batches and about this one, before and after its enqueues.
  case commands
  /// A request that was answered before: nothing but a response, which is there already.
  case again
  /// A bulk file, in slices of two rows: accepted, refused and skipped ones, defaults, a lead twice; one-lead requests
  /// between the slices.
  case fair
  /// A bulk file of which not one row is accepted.
  case hopeless
  /// A bulk file that is refused as a whole.
  case misspelt

  var testDescription: String { rawValue }

  func make() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    switch self {
    case .manifold:
      try spool.drop([("10.json", "{}"), ("11@first.json", "{}"), ("12.json", #"{"max_followups":0}"#)])
      try spool.answer()
      try spool.drop([
        ("1.json", "{}"), ("2@order-7.json", #"{"tone":"teknik"}"#), ("3@a.json", "{}"), ("3@b.json", "{}"),
        ("4.json", #"{"tone":"kurumsl"}"#), ("10.json", #"{"on_active":"replace","max_followups":1}"#),
        ("11@first.json", "{}"), ("6.json", #"{"channel":["whatsapp","email"]}"#), ("99.json", "{}"),
        ("99.error.json", "{}"), ("notes.txt", "hello"), ("7.json", "{"),
      ])
      try spool.drop("5.json", "", kind: .link)
    case .small:
      try spool.drop([("10.json", #"{"max_followups":0}"#)])
      try spool.answer()
      try spool.drop([
        ("10.json", #"{"max_followups":0,"on_active":"replace"}"#), ("4.json", #"{"tone":"kurumsl"}"#),
        ("3@a.json", #"{"max_followups":0}"#),
      ])
    case .again:
      try spool.drop("11@first.json", #"{"max_followups":0}"#)
      try spool.answer()
      try spool.drop("11@first.json", #"{"max_followups":0}"#)
    case .commands:
      try spool.drop([
        ("10.cancel@a.json", #"{"reason":"wrong list"}"#), ("10.json", #"{"on_contacted":"allow"}"#),
        ("11.reschedule.json", #"{"shift_hours":30}"#), ("1.json", "{}"), ("1.reply.json", #"{"text":"İPTAL"}"#),
        ("9.json", "{}"), ("2.json", "{}"), ("2.reschedule.json", #"{"send_at":"2026-11-24T08:00:00Z"}"#),
        ("12.sent.json", #"{"job_id":"12-whatsapp-1-20261123T101512.000000Z"}"#), ("3.json", "{}"),
        ("3.cancel.json", ""),
        ("4.opt-out.json", ""), ("77.cancel.json", ""), ("5.cancle.json", "{}"),
      ])
    case .refused: try spool.drop([("4.json", #"{"tone":"kurumsl"}"#), ("99.json", "{}")])
    case .fair:
      try spool.drop("10.json", #"{"max_followups":0}"#)
      try spool.answer()
      try spool.drop("fair.defaults.json", #"{"max_followups":1}"#)
      try spool.drop(
        "fair.csv",
        "lead_id,tone,max_followups,on_active\n1,,,\n2,kurumsl,,\n3,samimi,0,\n3,,,\n10,,,\n9,,,\n4,,,replace\n5,,,\n"
      )
      try spool.drop([("6.json", #"{"max_followups":0}"#), ("5.json", #"{"max_followups":0}"#)])
    case .hopeless:
      try spool.drop("10.json", #"{"max_followups":0}"#)
      try spool.answer()
      try spool.drop("none.ndjson", "{\"lead_id\":99}\n\n{\"lead_id\":10}\nrubbish\n")
    case .misspelt:
      try spool.drop("10.json", #"{"max_followups":0}"#)
      try spool.answer()
      try spool.drop("bad.csv", "lead_id,chanel\n1,email\n")
      try spool.drop("7.json", #"{"max_followups":0}"#)
    }
    return spool
  }
}
