import Outreach
import Testing

@testable import Dispatching
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// What `status` says of each channel: what is due, whether anything stops it, and when it will be through.
@Suite struct ForecastTests {
  private func spool(_ count: Int) throws -> SimulatedSpool {
    var spool = SimulatedSpool()
    for id in 1...count { try spool.drop(FileName("\(id).json"), #"{"max_followups":0}"#) }
    try spool.answer()
    return spool
  }

  private func settings(
    _ kind: DeliverySettings.Kind, _ change: (inout DeliverySettings) -> Void = { _ in }
  ) -> DeliverySettings {
    var settings = DeliverySettings(on: .whatsapp, kind)
    (settings.perSecond, settings.perRecipient) = (nil, nil)
    change(&settings)
    return settings
  }

  private func forecast(
    _ spool: SimulatedSpool, _ kind: DeliverySettings.Kind = .whatsAppCloud,
    _ change: (inout DeliverySettings) -> Void = { _ in }
  ) throws -> Forecast.Line? {
    try Forecast(
      try spool.view().view, rule: SimulatedSpool.rule, delivery: [.whatsapp: settings(kind, change)],
      now: Timestamp(microseconds: spool.disk.clock / 1000)
    ).lines.first
  }

  private func refuse(_ spool: inout SimulatedSpool, _ receiver: Receiver) throws {
    receiver.answer = { _ in DeliveryOutcome(.account, error: "token expired") }
    _ = try spool.dispatch(to: receiver) { $0.kind = .whatsAppCloud }
  }

  @Test func aRefusedAccountIsToldAndNoDayBesideIt() throws {
    var spool = try spool(3)
    #expect(try forecast(spool)?.through != nil)
    try refuse(&spool, Receiver())
    let line = try forecast(spool)
    #expect(line?.stopped == "token expired" && line?.due == 3 && line?.through == nil)
  }

  @Test func nothingIsStoppedWhereNothingWaits() throws {
    var spool = try spool(1)
    try refuse(&spool, Receiver())
    try spool.drop("1.cancel.json", "{}")
    try spool.answer()
    #expect(try forecast(spool)?.stopped == nil)
  }

  @Test(arguments: [DeliverySettings.Kind.spool, .webhook]) func norOnAnotherSender(kind: DeliverySettings.Kind) throws
  {
    var spool = try spool(2)
    try refuse(&spool, Receiver())
    let line = try forecast(spool, kind)
    #expect(line?.stopped == nil && line?.due == 2)
  }

  /// Whatever becomes of the one that was tried: dispatch ended without the stop.
  @Test(arguments: [DeliveryOutcome.Kind.sent, .retry, .failed, .unknown])
  func anyOtherOutcomeEndsTheStop(kind: DeliveryOutcome.Kind) throws {
    var spool = try spool(3)
    let receiver = Receiver()
    try refuse(&spool, receiver)
    receiver.answer = { job in DeliveryOutcome(job.lead.text == "1" ? kind : .retry, error: "busy") }
    #expect(try spool.dispatch(to: receiver) { $0.kind = .whatsAppCloud }.stopped.isEmpty)
    #expect(try forecast(spool)?.stopped == nil)
  }

  @Test func whatIsHeldIsToldWithItsReason() throws {
    var spool = try spool(3)
    let receiver = Receiver()
    receiver.answer = { job in
      job.lead.text == "1"
        ? DeliveryOutcome(.sent)
        : DeliveryOutcome(.retry, error: "held: no template", retryAfter: 3600, cause: .template)
    }
    _ = try spool.dispatch(to: receiver)
    let line = try forecast(spool)
    #expect(line?.waiting == 2 && line?.retrying == 2 && line?.trouble == "held: no template")
    let survey = try DueSurvey(
      try spool.view().view, SimulatedSpool.rule, now: Timestamp(microseconds: spool.disk.clock / 1000))
    #expect(survey.jobs.map(\.trouble) == ["held: no template", "held: no template"])
    #expect(
      try spool.jobs { $0.status = .pending }.map(\.reason) == [
        "retrying: held: no template", "retrying: held: no template",
      ])
    let history = try History(try spool.view().view).entries(of: try #require(LeadID("2")))
    #expect(history.last?.detail.hasSuffix("held: no template") ?? false)
    #expect(history.last?.detail.contains("until 2026-11-23T11:") ?? false)
  }

  @Test func whatNeverGoesIsNotForetold() throws {
    var spool = SimulatedSpool()
    try spool.drop("1.json", "{}")
    try spool.answer()
    let receiver = Receiver()
    receiver.answer = { _ in DeliveryOutcome(.failed, error: "no such number") }
    _ = try spool.dispatch(to: receiver)
    spool.disk.advance(seconds: 48 * 3600)
    #expect(try forecast(spool) == nil)
  }

  /// One of a wave says nothing against the others' word.
  @Test func butNotOneOfTheSameWave() throws {
    var spool = try spool(3)
    let receiver = Receiver()
    receiver.answer = { job in DeliveryOutcome(job.lead.text == "3" ? .failed : .account, error: "token expired") }
    #expect(try !spool.dispatch(to: receiver) { $0.kind = .whatsAppCloud }.stopped.isEmpty)
    #expect(try forecast(spool)?.stopped == "token expired")
  }
}
