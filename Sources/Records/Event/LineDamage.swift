internal import Outreach
internal import Requests

/// A line below the outbox that is not what was written there.
package struct LineDamage: Hashable, Sendable, CustomStringConvertible {
  /// Below the outbox.
  package var path: String
  /// Counted from 1; nil if the file is damaged as a whole.
  package var line: Int?
  /// Cut off in the middle, as a power cut leaves a line that was being appended.
  package var isTorn: Bool

  package init(path: String, line: Int?, isTorn: Bool = false) {
    self.path = path
    self.line = line
    self.isTorn = isTorn
  }

  /// `outbox/ledger/2026-11-24/sender-1.ndjson:3: the line is torn`, without the outbox.
  package var description: String {
    guard let line else { return "\(path): the file is damaged" }
    return "\(path):\(line): the line \(isTorn ? "is torn" : "cannot be understood")"
  }
}

/// A line of the ledger that cannot be understood, and whom it may have been about.
package struct LedgerDamage: Hashable, Sendable {
  package var place: LineDamage
  private var lead: LeadID?
  private var job: String?
  private var request: String?
  private var address: String?

  /// Reads what is still whole of the keys that tell whom an event is about.
  package init(_ place: LineDamage, _ line: UnsafeRawBufferPointer) {
    self.place = place
    let text = String(decoding: line, as: UTF8.self)
    job = Self.text(after: #""job_id":""#, in: text)
    request = Self.text(after: #""request_id":""#, in: text)
    address = Self.text(after: #""to":""#, in: text)
    lead = (Self.text(after: #""lead_id":""#, in: text) ?? Self.number(after: #""lead_id":"#, in: text))
      .flatMap { LeadID($0) }
    lead = lead ?? job.flatMap { JobID($0)?.request.lead } ?? request.flatMap { RequestID(parsing: $0)?.lead }
  }

  /// Whether it may have been about this job, as far as can be read.
  func concerns(_ planned: CalendarJob) -> Bool {
    lead == planned.lead || job == planned.id || request == planned.request || address == planned.to
  }

  private static func text(after key: String, in line: String) -> String? {
    guard let start = line.firstRange(of: key)?.upperBound, let end = line[start...].firstIndex(of: "\"") else {
      return nil
    }
    return String(line[start..<end])
  }

  /// A number that is cut off is another number.
  private static func number(after key: String, in line: String) -> String? {
    guard let start = line.firstRange(of: key)?.upperBound else { return nil }
    let digits = line[start...].prefix { $0.isASCII && $0.isNumber }
    return digits.isEmpty || digits.endIndex == line.endIndex ? nil : String(digits)
  }
}
