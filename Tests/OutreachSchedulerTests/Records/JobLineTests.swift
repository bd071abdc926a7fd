import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Storage

@Suite struct JobLineTests {
  private func job(_ line: String) -> CalendarJob? { Array(line.utf8).withUnsafeBytes { CalendarJob(line: $0) } }
  private func scans(_ line: String) -> Bool { Array(line.utf8).withUnsafeBytes { JobLine.fields($0) != nil } }

  static let line =
    #"{"job_id":"139-email-2-20261123T101512.345678Z","request_id":"139-20261123T101512.345678Z","lead_id":139,"#
    + #""channel":"email","step":2,"type":"follow_up","to":"info@hane.example","subject":"\"Yeni\" ofis","#
    + #""message":"İyi günler,\n\"send_at\":\"1\" \\","send_at":"2026-11-25T06:00:00Z","status":"pending","variant":"b","#
    + #""time_zone":"Europe/Istanbul"}"#

  /// What the spool really writes is scanned, and means the same as when it is read as JSON.
  @Test func realLinesAreScanned() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("1.json", #"{"channel":["whatsapp","email"]}"#),
      ("0139.json", #"{"lead":{"phone":"+905331112277","company":"\"A\\B\""}}"#),
    ])
    try spool.answer()
    var lines = 0
    for day in spool.disk.list("outbox/jobs") {
      for name in spool.disk.list("outbox/jobs/\(day)") {
        for line in try #require(spool.disk.bytes("outbox/jobs/\(day)/\(name)")).split(separator: 0x0A) {
          lines += 1
          let text = String(decoding: line, as: UTF8.self)
          #expect(scans(text), "\(text)")
          #expect(job(text) == CalendarJob(try JSONValue(parsing: Array(line))), "\(text)")
        }
      }
    }
    #expect(lines == 9)
  }

  @Test func fieldsAreFound() throws {
    #expect(scans(Self.line))
    let found = try #require(job(Self.line))
    #expect(found.id == "139-email-2-20261123T101512.345678Z")
    #expect(found.lead.text == "139")
    #expect(found.channel == .email)
    #expect(found.to == "info@hane.example")
    #expect(found.sendAt.iso8601 == "2026-11-25T06:00:00Z")
    #expect(found.step == 2)
    #expect(found.revision == 0)
    #expect(found.batch?.description == "20261123T101512.345678Z")
  }

  @Test func revisionIsRead() throws {
    let line = Self.line.dropLast() + #","revision":3}"#
    #expect(scans(String(line)))
    #expect(job(String(line))?.revision == 3)
  }

  @Test(arguments: ["[]", #"["a"]"#, #"["\"Hane\" Ltd","b"]"#]) func approvedWordingIsScanned(_ parameters: String)
    throws
  {
    let line =
      Self.line.dropLast() + #","template":{"name":"ilk","language":"tr","parameters":\#(parameters)},"revision":3}"#
    #expect(scans(String(line)))
    #expect(job(String(line))?.revision == 3)
  }

  /// Not as we write them, and jobs all the same: somebody has run them through a tool of theirs.
  @Test(arguments: [
    JobLineTests.line.replacing(#"":"#, with: #"": "#), JobLineTests.line + " ",
    JobLineTests.line.replacing("info@", with: #"\u0069nfo@"#),
    #"{"note":1,"# + JobLineTests.line.dropFirst(),
  ]) func foreignSpellingIsRead(_ line: String) throws {
    #expect(!scans(line))
    #expect(job(line) == job(Self.line))
  }

  @Test(arguments: ["", "{}", "x", #"{"job_id":"#, #"{"job_id":"a\"#]) func whatIsNoJobIsNone(_ line: String) {
    #expect(job(line) == nil)
  }

  @Test func whatWasMovedEndsOtherwise() {
    let line = Self.line
    let body = String(line.dropLast())
    let template = #","template":{"name":"n","language":"tr","parameters":["a"]}"#
    let quoted = #",\"status\":\"pending\",\"variant\":\""#
    let moved = #","revision":1}"#
    let ends: [(String, Bool)] = [
      (line, true), (body + template + "}", true), (line.replacing("Yeni", with: quoted), true), (body, false),
      (body + moved, false), (body + template + moved, false), (line.replacing("pending", with: "sent"), false),
      ("", false), ("}", false),
    ]
    for (line, isAsPlanned) in ends {
      #expect(Array(line.utf8).withUnsafeBytes { JobLine.endsAsPlanned($0) } == isAsPlanned, "\(line)")
    }
  }

  /// Found by the bytes of its id, under the number that its line has.
  @Test func linesOfALeadAreFound() throws {
    let lines = [1, 12, 1, 121, 1].map { Self.line.replacing(#""lead_id":139"#, with: "\"lead_id\":\($0)") }
    func found(_ lines: [String], _ lead: String?) -> [Int] {
      var numbers: [Int] = []
      let contents = FileContents(copying: Array(lines.joined(separator: "\n").utf8))
      contents.forEachLine(about: lead.flatMap { LeadID($0) }) { line, number in
        numbers.append(number)
        #expect(String(decoding: line, as: UTF8.self) == lines[number - 1])
      }
      return numbers
    }
    #expect(found(lines, "1") == [1, 3, 5])
    #expect(found(lines, "12") == [2])
    #expect(found(lines, "9") == [])
    #expect(found(lines, nil) == [1, 2, 3, 4, 5])
    #expect(found([lines[0].replacing(#"":"#, with: #"": "#)] + lines, "12") == [1, 2, 3, 4, 5, 6])
  }

  @Test func noPrefixIsAJob() {
    for count in 0..<Self.line.utf8.count {
      let prefix = Array(Self.line.utf8.prefix(count))
      #expect(prefix.withUnsafeBytes { CalendarJob(line: $0) } == nil)
    }
  }

  @Test(arguments: [
    (":139,", ":13.9,"), (#""step":2"#, #""step":"2""#), ("06:00:00Z", "06:00"), (#""email""#, #""fax""#),
    ("pending", "sent"),
  ])
  func wrongFieldsMakeNoJob(_ change: (from: String, to: String)) {
    #expect(job(Self.line.replacing(change.from, with: change.to)) == nil)
  }
}
