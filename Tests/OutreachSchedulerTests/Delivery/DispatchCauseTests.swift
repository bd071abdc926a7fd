import Outreach
import Testing

@testable import Dispatching
@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// What a sender knows more of why a message did not go out, and what follows from it; what senders are told of replies.
@Suite struct DispatchCauseTests {
  private func spool(_ requests: [(FileName, String)]) throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    try spool.drop(requests)
    try spool.answer()
    return spool
  }

  private func answer(_ name: String, in spool: SimulatedSpool) -> String {
    String(decoding: spool.disk.bytes("outbox/responses/\(name)") ?? [], as: UTF8.self)
  }

  @Test func whoWantsNoSuchMessagesIsOptedOut() throws {
    var spool = try spool([("1.json", "{}"), ("2.json", "{}")])
    let receiver = Receiver()
    receiver.answer = { job in
      job.lead.text == "1" ? DeliveryOutcome(.failed, error: "131050", cause: .optedOut) : DeliveryOutcome(.sent)
    }
    #expect(try spool.dispatch(to: receiver).failed == 1)
    let dropped = spool.disk.list("inbox").filter { $0.hasPrefix("1.opt-out@provider-") }
    #expect(dropped.count == 1)
    for name in spool.disk.list("inbox") where !name.hasPrefix(".") {
      if let inode = try? spool.disk.find(path: "inbox/\(name)"), name.hasSuffix(".json") {
        spool.adopt(inode, name: name, "")
      }
    }
    spool.disk.advance(seconds: 5)
    try spool.answer()
    try spool.drop("1@new.json", #"{"on_contacted":"allow"}"#)
    try spool.drop("1@mail.json", #"{"on_contacted":"allow","channel":"email"}"#)
    try spool.answer()
    #expect(answer("1@new.json", in: spool).contains("OPTED_OUT"))
    // Of that channel only.
    #expect(answer("1@mail.json", in: spool).contains(#""ok":true"#))
  }

  @Test func whoCannotBeReachedIsWrittenToByMailIfTheChannelWasOurs() throws {
    var spool = try spool([("1.json", #"{"channel":"auto"}"#), ("2.json", #"{"channel":"whatsapp"}"#)])
    let planned = try spool.statuses().filter { $0.contains("whatsapp-1") }
    try #require(planned.count == 2)
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "131026", cause: .unreachable) }
    #expect(try spool.dispatch(to: receiver).failed == 2)
    let dropped = spool.disk.list("inbox").filter { $0.hasSuffix(".json") }
    #expect(dropped.count == 1 && dropped.allSatisfy { $0.hasPrefix("1@fallback-") })
    spool.disk.advance(seconds: 5)
    try spool.answer()
    #expect(try spool.statuses().filter { $0.hasPrefix("1-email-1 ") } == ["1-email-1 pending"])
    #expect(try spool.statuses().filter { $0.hasPrefix("2-email") }.isEmpty)
  }

  @Test(arguments: [".csv", ".ndjson"])
  func aBulkFilesRowFallsBackWithWhatItKnew(_ ending: String) throws {
    var spool = SimulatedSpool()
    let rows =
      ending == ".csv"
      ? """
      lead_id;Firma;Telefon;E-posta;channel;tone;Kanal notu;E-posta izni
      41;Kırk Bir Ltd;0532 111 22 41;kirkbir@example.com;auto;;"a;b";
      42;Kırk İki Ltd;0532 111 22 42;kirkiki@example.com;whatsapp;;;
      43;Kırk Üç Ltd;0532 111 22 43;kirkuc@example.com;auto;;;hayır
      44;Bozuk;;;auto;;;
      45;Kırk Beş Ltd;0532 111 22 45;kirkbes@example.com;;;;

      """
      : """
      {"lead_id":41,"channel":"auto","lead":{"company":"Kırk Bir Ltd","phone":"0532 111 22 41"},"E-posta":"kirkbir@example.com","Kanal notu":"a;b"}
      {"lead_id":42,"channel":"whatsapp","Firma":"Kırk İki Ltd","Telefon":"0532 111 22 42","E-posta":"kirkiki@example.com"}
      {"lead_id":45,"Firma":"Kırk Beş Ltd","Telefon":"0532 111 22 45","E-posta":"kirkbes@example.com"}

      """
    try spool.drop("fuar.defaults.json", #"{"channel":"auto","tone":"samimi"}"#)
    try spool.drop(FileName("fuar\(ending)"), rows)
    spool.disk.advance(seconds: 5)
    try spool.answer()
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "131026", cause: .unreachable) }
    #expect(try spool.dispatch(to: receiver).failed > 0)
    #expect(receiver.counts.keys.contains { $0.hasPrefix("41-whatsapp-1") })
    let dropped = spool.disk.list("inbox").filter { $0.hasSuffix(".json") }.sorted()
    #expect(dropped.map { String($0.description.prefix(12)) } == ["41@fallback-", "45@fallback-"])
    let request = try JSONValue(parsing: spool.disk.bytes("inbox/\(dropped.first ?? "")") ?? [])
    #expect(request["tone"] == .string("samimi"))
    #expect(request["lead"]?["company"] == .string("Kırk Bir Ltd"))
    #expect(request["lead"]?["custom"]?["Kanal notu"] == .string("a;b"))
    spool.disk.advance(seconds: 5)
    try spool.answer()
    #expect(
      try spool.statuses().filter { $0.contains("-email-1 ") } == ["41-email-1 pending", "45-email-1 pending"])
  }

  @Test func ofTwoRowsOfALeadItIsNotKnownWhoseTheJobIs() throws {
    var spool = SimulatedSpool()
    try spool.drop(
      "fuar.csv",
      """
      lead_id,phone,email,channel,objective,on_active
      41,0532 111 22 41,kirkbir@example.com,auto,ilk_temas,
      41,0532 111 22 41,kirkbir@example.com,auto,tanitim,allow

      """)
    spool.disk.advance(seconds: 5)
    try spool.answer()
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "131026", cause: .unreachable) }
    #expect(try spool.dispatch(to: receiver).failed > 0)
    #expect(spool.disk.list("inbox").filter { $0.hasSuffix(".json") }.isEmpty)
  }

  @Test func aRequestThatNamesNoChannelFallsBackWhereTheConfigurationSaysAuto() throws {
    var spool = try spool([("1.json", "{}"), ("2.json", #"{"channel":"whatsapp"}"#)])
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "131026", cause: .unreachable) }
    let files = spool.files()
    #expect(try SimulatedSpool.dispatch(files, [.whatsapp: receiver], choosesChannel: true).failed == 2)
    spool.disk = files.snapshot
    let dropped = spool.disk.list("inbox").filter { $0.hasSuffix(".json") }
    #expect(dropped.count == 1 && dropped.allSatisfy { $0.hasPrefix("1@fallback-") })
  }

  @Test func aRecipientsLimitDelaysThatRecipientOnly() throws {
    var spool = try spool([("1.json", "{}"), ("2.json", "{}")])
    let receiver = Receiver()
    receiver.answer = { job in
      job.lead.text == "1"
        ? DeliveryOutcome(.retry, error: "131056", retryAfter: 3600, cause: .recipient) : DeliveryOutcome(.sent)
    }
    let tally = try spool.dispatch(to: receiver)
    #expect(tally.retrying == 1 && tally.sent == 1)
    // Another sequence to the same person has to wait, too.
    try spool.drop("9.json", #"{"on_active":"replace","on_contacted":"allow"}"#)
    try spool.drop("3.json")
    try spool.answer()
    receiver.answer = { _ in DeliveryOutcome(.sent) }
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(receiver.inOrder.last?.hasPrefix("3-") ?? false)
    spool.disk.advance(seconds: 3700)
    #expect(try spool.dispatch(to: receiver).sent == 1)
    #expect(receiver.inOrder.last?.hasPrefix("9-") ?? false)
  }

  @Test func theDistanceToARecipientHoldsAcrossProcesses() throws {
    var spool = try spool([("1.json", "{}")])
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver) { $0.perRecipient = 600_000_000 }.sent == 1)
    try spool.drop("9.json", #"{"on_active":"replace","on_contacted":"allow"}"#)
    try spool.answer()
    #expect(try spool.dispatch(to: receiver) { $0.perRecipient = 600_000_000 }.sent == 0)
    spool.disk.advance(seconds: 601)
    #expect(try spool.dispatch(to: receiver) { $0.perRecipient = 600_000_000 }.sent == 1)
  }

  @Test func aSenderIsToldWhenThePersonLastWrote() throws {
    var spool = try spool([("1.json", "{}")])
    let lines = Lines()
    try spool.drop("1.reply.json", #"{"channel":"whatsapp","at":"2026-11-23T10:15:20Z","text":"Buyurun"}"#)
    try spool.answer()
    try spool.drop("1@again.json", #"{"on_contacted":"allow"}"#)
    try spool.drop("2.json", "{}")
    try spool.answer()
    #expect(try spool.dispatch(to: lines).sent == 2)
    let told = try lines.all.map { try JSONValue(parsing: $0) }
    #expect(told.first { $0["lead_id"] == .number("1") }?["replied_at"] == .string("2026-11-23T10:15:20Z"))
    #expect(told.first { $0["lead_id"] == .number("2") }?["replied_at"] == nil)
  }

  @Test func ofTheSameMomentTheMostPromisingGoFirst() throws {
    var spool = SimulatedSpool()
    // On a Sunday: all are planned for Monday's first second.
    spool.disk.advance(seconds: 6 * 86_400)
    try spool.drop([
      ("1.json", #"{"lead":{"company":"A","phone":"0532 111 22 01"}}"#),
      (
        "2.json",
        #"{"lead":{"company":"B","phone":"0532 111 22 02","stage":"proposal","rating":"hot","source":"referral","employees":300}}"#
      ),
    ])
    try spool.answer()
    let scores = try spool.jobs().filter { $0.job.step == 1 }.map { ($0.job.id, $0.job.priority) }
    spool.disk.advance(seconds: 86_400)
    let receiver = Receiver()
    #expect(try spool.dispatch(to: receiver).sent == 2)
    #expect(Set(scores.map(\.1)).count == 2, "\(scores)")
    #expect(receiver.inOrder == scores.sorted { $0.1 > $1.1 }.map(\.0))
  }
}

/// Keeps the lines that it is given.
private final class Lines: ChannelSender, @unchecked Sendable {
  // Sendable because the tests that have one use it from a single thread.
  private(set) var all: [[UInt8]] = []

  func send(_ jobs: [DeliveryJob], _ report: (Int, DeliveryOutcome?) -> Void) throws {
    for (index, job) in jobs.enumerated() {
      all.append(job.line)
      report(index, DeliveryOutcome(.sent))
    }
  }
}
