import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Storage

@Suite struct JobSurveyTests {
  /// Jobs as they stand, by status, reason and day.
  @Test func jobsAreCountedAsTheyStand() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", "{}"), ("2.json", "{}"), ("3.json", #"{"max_followups":0}"#), ("4.json", #"{"max_followups":0}"#),
    ])
    try spool.answer()
    let ids = try spool.jobIDs("1.json")
    try spool.report(#""event":"sent","job_id":"\#(ids[0])""#)
    try spool.report(#""event":"failed","job_id":"\#(ids[1])","error":"no \"such\" number""#)
    try spool.drop([("2.cancel.json", "{}"), ("3.reschedule.json", #"{"shift_hours":24}"#)])
    try spool.answer()
    let (view, files) = try spool.view()
    files.observe = { _, operation in Issue.record("\(operation)") }
    var status = SpoolStatus(asOf: try instant("2026-11-24T12:00:00Z"))
    status.jobs = try SpoolStatus.Jobs(view)
    view.close()
    #expect(files.openHandles == 0)
    #expect(status.jobs.total == 8)
    #expect(status.jobs.byStatus == [.pending: 3, .sent: 1, .failed: 1, .cancelled: 3])
    #expect(
      status.jobs.reasons.map { "\($0.count) \($0.outcome.status.rawValue) \($0.outcome.reason ?? "")" }
        == ["3 cancelled cancelled", #"1 failed no "such" number"#])
    #expect(
      status.jobs.days.map { "\($0.day.iso8601) \($0.jobs) \($0.pending)" }
        == ["2026-11-23 3 1", "2026-11-24 1 1", "2026-11-25 2 0", "2026-11-26 2 0"])
    let json = try JSONValue(parsing: status.json(isStalled: false))["jobs"]
    #expect(json?["by_status"]?["cancelled"]?.int == 3)
    #expect(json?["reasons"]?["failed"]?[#"no "such" number"#]?.int == 1)
    #expect(json?["days"]?["2026-11-25"]?.int == 2)
    #expect(json?["pending_days"]?["2026-11-25"] == nil)
    // The one on that day waits behind a step that failed.
    #expect(json?["pending_days"]?["2026-11-26"] == nil)
    #expect(json?["stranded"]?.int == 1)
  }
}
