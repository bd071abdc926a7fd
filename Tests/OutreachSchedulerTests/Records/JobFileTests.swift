import Outreach
import Testing

@testable import Records
@testable import Requests
@testable import Storage

@Suite struct JobFileTests {
  private static let batch = "20261123T101512.345678Z"

  private func line(_ lead: String, _ step: Int, to: String, revision: Int = 0, ordinal: Int = 1) -> String {
    let end = ordinal == 1 ? Self.batch : "\(Self.batch)-\(ordinal)"
    return #"{"job_id":"\#(lead)-whatsapp-\#(step)-\#(end)","request_id":"\#(lead)-\#(end)","lead_id":"\#(lead)","#
      + #""channel":"whatsapp","step":\#(step),"type":"initial","to":"\#(to)","message":"\"Merhaba\"\n","#
      + #""send_at":"2026-11-25T06:00:00Z","status":"pending","variant":"a","time_zone":"Europe/Istanbul""#
      + (revision > 0 ? #","revision":\#(revision)}"# : "}")
  }

  private func file(_ lines: [String], ending: String = "\n") -> JobFile {
    JobFile(FileContents(copying: Array((lines.joined(separator: "\n") + ending).utf8)))
  }

  private func active(ordinal: Int = 1) throws -> Roster.Active {
    let batch = try #require(BatchID(Self.batch.utf8))
    return Roster.Active(batch: batch, ordinal: ordinal, steps: 3, until: batch.time)
  }

  @Test func jobsAreFoundByIdAndRevision() throws {
    let file = file([line("a-1", 1, to: "+901"), line("a-1", 2, to: "+901"), line("a-1", 2, to: "+901", revision: 2)])
    let id = try #require(JobID("a-1-whatsapp-2-\(Self.batch)"))
    #expect(file.job(id, revision: 0)?.revision == 0)
    #expect(file.job(id, revision: 2)?.revision == 2)
    #expect(file.job(id, revision: 1) == nil)
    #expect(file.job(try #require(JobID("a-1-whatsapp-3-\(Self.batch)")), revision: 0) == nil)
  }

  /// One that was replaced in its own batch left its lines there.
  @Test func theLastThatIsMeantHasTheAddress() throws {
    let file = file([line("9", 1, to: "+901"), line("1", 1, to: "+901"), line("5", 1, to: "+901")])
    #expect(file.sequence(try active(), held: .address("+901"), on: .whatsapp)?.id.lead.text == "5")
    let found = file.sequence(try active(), held: .address("+901"), on: .whatsapp) { $0.id.lead.text != "5" }
    #expect(found?.id.lead.text == "1")
  }

  @Test func sequencesAreFoundByLeadAndAddress() throws {
    let file = file([
      line("1", 1, to: "+901"), line("2", 1, to: "+901", ordinal: 2), line("3", 3, to: "+903"),
    ])
    func lead(_ holder: Roster.Holder, _ ordinal: Int = 1, on channel: Channel = .whatsapp) throws -> String? {
      file.sequence(try active(ordinal: ordinal), held: holder, on: channel)?.id.lead.text
    }
    #expect(try lead(.address("+901")) == "1")
    #expect(try lead(.address("+901"), 2) == "2", "two were written to at one address, one after the other")
    #expect(try lead(.address("+901"), 3) == nil)
    #expect(try lead(.address("+901"), on: .email) == nil)
    #expect(try lead(.lead(try #require(LeadID("3")))) == "3")
    #expect(try lead(.lead(try #require(LeadID("4")))) == nil)
    #expect(file.sequence(try active(), held: .lead(try #require(LeadID("3"))), on: .whatsapp)?.to == "+903")
  }

  /// Somebody has run the file through a tool of theirs; a torn last line is passed over.
  @Test func foreignLinesAreReadAsJSON() throws {
    let foreign = line("1", 1, to: "+901").replacing(#"":"#, with: #"": "#)
    let file = file([foreign, "nonsense", "", line("2", 1, to: "+902"), line("3", 1, to: "+903")], ending: "")
    #expect(file.job(try #require(JobID("1-whatsapp-1-\(Self.batch)")), revision: 0)?.to == "+901")
    #expect(file.sequence(try active(), held: .address("+901"), on: .whatsapp)?.id.lead.text == "1")
    #expect(file.sequence(try active(), held: .address("+902"), on: .whatsapp)?.id.lead.text == "2")
    #expect(file.sequence(try active(), held: .address("+903"), on: .whatsapp) == nil)
  }

  @Test func linesWithOneHashAreToldApart() {
    let lines = (0..<500).map { LineTable.Line(hash: UInt64($0 % 3) &* 0x9E37_79B9_7F4A_7C15, start: $0) }
    let table = LineTable(lines)
    for remainder in 0..<3 as Range<UInt64> {
      var found: [Int] = []
      _ = table.first(remainder &* 0x9E37_79B9_7F4A_7C15) { (start: Int) -> Int? in
        found.append(start)
        return nil
      }
      #expect(found == lines.map(\.start).filter { $0 % 3 == Int(remainder) })
    }
    #expect(LineTable([]).first(7) { $0 } == nil)
  }
}
