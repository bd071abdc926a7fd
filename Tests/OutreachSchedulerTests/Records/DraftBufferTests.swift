import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling

/// Many rows drafted by one worker, against each drafted by itself.
@Suite struct DraftBufferTests {
  private func rows() throws -> [RequestRow] {
    var text = "lead_id,company,contact_name,sector,phone,email,channel,tone,language,time_zone,start_at\n"
    let companies = ["Hane Mimarlık", "Yıldız \"\"Diş\"\" Kliniği", "Ada \\ Oto", "Bora (Merkez)", "", "Ege 12"]
    for i in 0..<240 {
      let channel = ["", "email", "whatsapp+email", "auto"][i % 4]
      let tone = ["", "samimi", "premium", "teknik", "enerjik"][i % 5]
      let zone = ["", "Europe/Berlin", "UTC", "Nowhere/Else"][i % 7 % 4]
      text += "\(i % 9 == 8 ? "a b" : "\(i)"),\"\(companies[i % 6])\",\(i % 3 == 0 ? "Ayşe Yılmaz" : ""),"
      text +=
        "\(["mimarlik", "dis", "qwxz", ""][i % 4]),+90532\(1_000_000 + i),\(i % 5 == 0 ? "" : "info\(i)@ornek.com"),"
      text += "\(channel),\(tone),\(i % 2 == 0 ? "" : "en"),\(zone),\(i % 11 == 0 ? "2027-03-01T10:00:00+03:00" : "")\n"
    }
    var rest = Array(text.utf8)[...]
    var reader = try RequestRowReader(mapping: .standard, rowBytes: 1 << 16) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
    return try reader.next()
  }

  @Test func nothingRememberedShows() throws {
    var sender = Sender(name: "Deniz Aksoy", company: "Çizgi Yazılım")
    sender.unsubscribeURL = "https://cizgi.example/ret"
    let window = try SendingWindowSettings().window(holidays: .none)
    let planner = SequencePlanner(
      configuration: Configuration(sender: sender, windows: SendingWindows(window)),
      generator: TemplateGenerator(sender: sender))
    let batch = BatchID(time: try instant("2026-11-23T10:15:12.345678Z"))
    let nobody = try #require(LeadID("0"))
    var memo = planner.memo()
    var pages = DraftBuffer()
    var (accepted, refused) = (0, 0)
    for row in try rows() {
      let id = RequestID(lead: row.lead ?? nobody, batch: batch, ordinal: 1 + row.number % 2)
      let alone: Result<SequenceOrder, Refusal>
      do throws(Refusal) {
        var own = planner.memo()
        alone = .success(try planner.plan(row, books: LeadBook.Lookup(), now: batch.time, memo: &own))
      } catch {
        alone = .failure(error)
      }
      let beside: Result<DraftedAnswer, Refusal>
      do throws(Refusal) {
        beside = .success(try planner.draft(row, books: LeadBook.Lookup(), id: id, memo: &memo, to: &pages))
      } catch {
        beside = .failure(error)
      }
      switch (beside, alone) {
      case (.success(let drafted), .success(let order)):
        accepted += 1
        #expect(
          Array(pages.responses[drafted.response])
            == ResponseEnvelope.accepted(order, id: id, row: row.number))
        var slips = pages.slips[drafted.slips]
        for part in order.parts {
          for step in part.sendAt.indices {
            var line = JSONWriter()
            JobLine.append(part, step: step, of: order, id: id, to: &line)
            let next = slips.popFirst()
            let slip = try #require(next)
            #expect(Array(pages.line(slip)) == line.bytes)
            #expect(pages.days[slip.page].day == part.sendAt[step].day)
          }
        }
        #expect(slips.isEmpty)
      case (.failure(let refusal), .failure(let expected)):
        refused += 1
        #expect(refusal == expected)
      default: Issue.record("row \(row.number) is answered otherwise beside others")
      }
    }
    #expect(accepted > 100 && refused > 20, "\(accepted) accepted, \(refused) refused")
  }
}
