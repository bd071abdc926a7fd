import Formats
import OutreachDelivery
import Requests

/// Jobs as the calendar has them.
enum Jobs {
  static func job(
    lead: String = "139", channel: String = "email", step: Int = 1, to: String = "ayse@firma.example",
    subject: String? = "Hane Mimarlık için kısa bir öneri", message: String = "Merhaba Ayşe Hanım,\n\nİyi günler.",
    more: String = ""
  ) throws -> SenderJob {
    let subject = subject.map { "\"subject\":\(quoted($0))," } ?? ""
    let line = """
      {"job_id":"\(lead)-\(channel)-\(step)-20261123T101512.345678Z","request_id":"\(lead)-20261123T101512.345678Z",\
      "lead_id":\(lead),"channel":"\(channel)","step":\(step),"type":"initial","to":\(quoted(to)),\(subject)"message":\(quoted(message)),\
      "send_at":"2026-11-23T10:15:12Z","status":"pending","variant":"b","time_zone":"Europe/Istanbul"\(more)}
      """
    return try SenderJob(line: Array(line.utf8))
  }

  private static func quoted(_ text: String) -> String {
    var out = JSONWriter()
    out.string(text)
    return String(decoding: out.bytes, as: UTF8.self)
  }
}

extension MessageSender {
  /// The outcomes by job, each reported once.
  func outcomes(of jobs: [SenderJob]) throws -> [SenderOutcome] {
    var outcomes: [String: SenderOutcome] = [:]
    try send(jobs) { outcome in
      precondition(outcomes[outcome.job] == nil, "\(outcome.job) was reported twice")
      outcomes[outcome.job] = outcome
    }
    precondition(outcomes.count == jobs.count, "not every job was reported")
    return jobs.compactMap { outcomes[$0.id.description] }
  }
}
