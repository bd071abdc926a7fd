import Outreach

/// Throws dice for what happens to a spool.
struct HistoryMaker {
  /// Lead 9 has the phone of lead 1, and 8 has no phone.
  static let leads = [1, 2, 3, 8, 9]
  static let phones = ["+905321112201", "+905321112202"]
  static let mails = ["info@firma1.example", "info@firma9.example"]
  /// Nobody has it.
  static let stranger = "kimse@baska.example"

  private var dice: SeededRandom

  static func steps(seed: UInt64) -> [HistoryStep] {
    var maker = HistoryMaker(dice: SeededRandom(seed: seed))
    // Neighbouring seeds throw the same, one throw apart.
    maker.dice = SeededRandom(seed: maker.dice.next())
    var steps = (0..<6 + maker.dice.roll(9)).map { _ in maker.step() }
    if maker.chance(10) {
      steps.insert(.setBack(hours: maker.pick([1, 30, 24 * 4, 24 * 365 * 9])), at: 1 + maker.dice.roll(4))
    }
    return steps
  }

  private mutating func pick<Element>(_ from: [Element]) -> Element { from[dice.roll(from.count)] }
  private mutating func chance(_ percent: Int) -> Bool { dice.roll(100) < percent }

  private mutating func step() -> HistoryStep {
    switch dice.roll(100) {
    case ..<68: .drop((0..<1 + dice.roll(3)).map { _ in file() }, fate(12, within: 260))
    case ..<82: .wait(hours: pick([1, 5, 24, 49, 24 * 7, 24 * 30, 24 * 60, 24 * 100]))
    case ..<90:
      .sender(
        event: pick(["sent", "sent", "sent", "failed", "bounced"]),
        jobs: (0..<1 + dice.roll(4)).map { _ in dice.roll(64) })
    case ..<95: .prune(daysAgo: pick([0, 1, 20, 95]), fate(25, within: 120))
    default: .rebuild
    }
  }

  private mutating func fate(_ percent: Int, within operations: Int) -> HistoryStep.Fate {
    guard chance(percent) else { return .lives }
    let at = dice.roll(operations)
    return chance(50) ? .killed(at: at) : .powerCut(at: at, seed: UInt64(dice.roll(1000)))
  }

  // MARK: Files

  private mutating func file() -> HistoryFile {
    switch dice.roll(10) {
    case ..<7: .single(request(isRow: false))
    case ..<9: .rows((0..<1 + dice.roll(5)).map { _ in request(isRow: true) }, pick([.csv, .ndjson]))
    default: .optOutList((0..<1 + dice.roll(3)).map { _ in pick(Self.phones + Self.mails) })
    }
  }

  private mutating func request(isRow: Bool) -> HistoryRequest {
    let lead = pick(Self.leads)
    var request: HistoryRequest
    switch dice.roll(20) {
    case ..<9: request = HistoryRequest(ask: .enqueue(wish()), lead: lead)
    case ..<11: request = command(.cancel, lead, isRow, takesJob: true)
    case ..<13: request = command(.reschedule(hours: pick([-48, 5, 100, 500])), lead, isRow, takesJob: true)
    case ..<15:
      request = command(
        .reply(pick([nil, "Olur", "STOP"]), hoursAgo: chance(25) ? pick([0, 3, 24 * 20]) : nil), lead, isRow)
      if isRow, request.to != nil, chance(10) { request.to = Self.stranger }
    case 15: request = command(.optOut(hoursAgo: chance(40) ? pick([0, 2, 24 * 9]) : nil), lead, isRow)
    case ..<18: request = command(.optIn(hoursAgo: pick([0, 0, 1, 24 * 5])), lead, isRow)
    default:
      request = HistoryRequest(ask: .report(pick([.sent, .sent, .failed, .bounce]), isSoft: false), job: dice.roll(64))
      if case .report(.bounce, _) = request.ask, chance(50) { request.ask = .report(.bounce, isSoft: true) }
      if !isRow || chance(50) { request.lead = lead }
    }
    if request.to == nil, chance(15) { request.ref = pick(["a", "b"]) }
    return request
  }

  private mutating func wish() -> HistoryRequest.Wish {
    HistoryRequest.Wish(
      channels: pick([[.whatsapp], [.whatsapp], [.email], [.whatsapp, .email]]),
      objective: pick(["ilk_temas", "ilk_temas", "tanitim"]), followUps: dice.roll(3),
      startsIn: chance(15) ? pick([-1, 3, 30]) : nil, replaces: chance(35), allowsContacted: chance(45))
  }

  private mutating func command(
    _ ask: HistoryRequest.Ask, _ lead: Int, _ isRow: Bool, takesJob: Bool = false
  ) -> HistoryRequest {
    var request = HistoryRequest(ask: ask)
    if takesJob, chance(35) { request.job = dice.roll(64) }
    if isRow, chance(50) { request.to = pick(Self.phones + Self.mails) }
    if request.to == nil || chance(10) { request.lead = lead }
    var takesChannel = request.job == nil && request.to == nil
    if case .reschedule = ask { takesChannel = false }
    if takesChannel, chance(30) { request.channel = pick([.whatsapp, .email]) }
    return request
  }
}
