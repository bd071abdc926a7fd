// Foundation for the temporary directory: lead books are read from the real disk.
import Foundation
import Outreach
import Testing

@testable import Dispatching
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Scheduling
@testable import Storage

/// A lead book may have been written anew since a message was planned.
@Suite struct DispatcherLeadBookTests {
  private let path = FileManager.default.temporaryDirectory.path + "/book-\(UUID().uuidString).csv"

  private func spool() throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    for id in 1...3 { try spool.drop(FileName("\(id).json")) }
    try spool.answer()
    return spool
  }

  private func book(_ text: String) throws -> LeadBook {
    try Data(text.utf8).write(to: URL(filePath: path))
    return LeadBook(paths: [path], isLongRunning: true, clock: MachineClock.now)
  }

  /// One run of `dispatch`, and to whom it wrote.
  private func dispatch(_ spool: inout SimulatedSpool, asking book: LeadBook) throws -> (Dispatcher, [String]) {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let files = spool.files()
    let receiver = Receiver()
    var dispatcher = try SimulatedSpool.dispatcher(files, [.whatsapp: receiver, .email: receiver])
    defer { dispatcher.close() }
    dispatcher.bookRefusals = BookRefusals(book)
    for _ in 1...3 { _ = try dispatcher.turn() }
    spool.disk = files.snapshot
    return (dispatcher, receiver.counts.keys.map { String($0.prefix(1)) }.sorted())
  }

  @Test(arguments: ["consent_status\n1,RET", "durum\n1,Bir daha aranmasın", "whatsapp izni\n1,Hayır"])
  func whoHasSaidNoSinceIsSparedAndKept(columns: String) throws {
    var spool = try spool()
    let (_, sent) = try dispatch(&spool, asking: try book("lead_id,\(columns)\n2,\n"))
    #expect(sent == ["2", "3"])
    try spool.answer()
    #expect(
      try spool.statuses { $0.status = .cancelled }.sorted()
        == (1...3).map { "1-whatsapp-\($0) cancelled (opted_out)" })
  }

  @Test func aNoForAnotherChannelHoldsNobody() throws {
    var spool = try spool()
    let (_, sent) = try dispatch(&spool, asking: try book("lead_id,e-posta izni\n1,Hayır\n"))
    #expect(sent == ["1", "2", "3"])
  }

  @Test func aYesThatWasSaidLaterCounts() throws {
    var spool = try spool()
    try spool.drop("1.opt-in.json", #"{"source":"form","at":"2026-11-20T10:00:00Z"}"#)
    try spool.answer()
    let (_, sent) = try dispatch(
      &spool, asking: try book("lead_id,consent_status,consent_at\n1,RET,2026-11-19\n2,RET,2026-11-21\n"))
    #expect(sent == ["1", "3"])
  }

  /// Whoever cannot say who said no sends nothing, and says why.
  @Test func withoutItsLeadBookNothingIsSent() throws {
    var spool = try spool()
    let missing = LeadBook(paths: ["/nowhere/leads.csv"], clock: MachineClock.now)
    let (dispatcher, sent) = try dispatch(&spool, asking: missing)
    #expect(sent.isEmpty && dispatcher.waiting == 3)
    #expect(dispatcher.bookTrouble?.contains("/nowhere/leads.csv is not there") == true)
    #expect(try dispatch(&spool, asking: try book("lead_id\n1\n")).1 == ["1", "2", "3"])
  }

  @Test func anotherSenderIsToldToo() throws {
    let spool = try spool()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var books = BookRefusals(try book("lead_id,consent_status\n1,RET\n"))
    let view = try spool.view().view
    var survey = try DueSurvey(view, SimulatedSpool.rule, now: Timestamp(microseconds: spool.disk.clock / 1000))
    try survey.heed(&books, view)
    #expect(survey.jobs.filter(\.verdict.isDue).map(\.job.lead.text) == ["2", "3"])
    let held = try #require(survey.jobs.first { $0.job.lead.text == "1" })
    #expect(String(decoding: survey.shownLine(of: held), as: UTF8.self).contains(#""waiting":"consent_status RET""#))
  }
}
