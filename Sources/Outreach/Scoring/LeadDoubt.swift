/// Something about a lead that a message cannot heed and a person should know before it goes out.
package enum LeadDoubt: Hashable, Sendable {
  /// Somebody asked to be written to later, as a stage or a note says.
  case later(said: String, by: String)
  /// A meeting is fixed.
  case meeting(said: String, by: String)
  /// There is no quote out yet, and the objective asks about one.
  case noQuote(said: String, by: String, objective: String)
  /// The sale is made or lost, and the objective asks about a quote.
  case settled(said: String, objective: String)
  /// It is a customer, and the objective asks about a quote, which may be a new one.
  case customer(said: String, objective: String)
  /// Something has made it angry, or does not work.
  case complaint(said: String)
  /// Nobody understands the stage.
  case unclearStage(said: String)

  /// One sentence; those of ``noQuote(said:by:objective:)`` and ``settled(said:objective:)`` go on with what is done
  /// about it.
  package var message: String {
    switch self {
    case .later(let said, let field):
      "lead.\(field) says to write later (\(quoted(said))), and the messages begin now; set start_at, or leave the lead "
        + "out until then."
    case .meeting(let said, let field):
      "lead.\(field) says that a meeting is fixed (\(quoted(said))); read the messages before they go out."
    case .noQuote(let said, let field, let objective):
      "lead.\(field) says that the quote is still to be made (\(quoted(said))), and \(objective) asks about one"
    case .settled(let said, let objective):
      "lead.stage says that the sale is made or lost (\(quoted(said))), and \(objective) asks about a quote"
    case .customer(let said, let objective):
      "lead.stage says that it is a customer (\(quoted(said))), and \(objective) asks about a quote; check that a new one "
        + "is out."
    case .complaint(let said):
      "lead.stage says that something is wrong (\(quoted(said))); see to it before anything is sold."
    case .unclearStage(let said):
      "lead.stage is not understood (\(quoted(said))), and the messages are written as if it said nothing; read them "
        + "before they go out."
    }
  }

  static func all(
    _ lead: borrowing Lead, _ facts: LeadFacts, _ signs: NoteSigns, _ acquaintance: Acquaintance, objective: String,
    asOf now: Timestamp
  ) -> [LeadDoubt] {
    // Of nearly everybody there is nothing to tell.
    if signs.isEmpty, !lead.texts.has(.stage), !acquaintance.awaitsQuote { return [] }
    var doubts: [LeadDoubt] = []
    func noted(_ sign: NoteSigns) -> String { NoteSigns.telling(sign, in: lead.notes ?? "", lead, asOf: now) }
    if signs.contains(.later) {
      doubts.append(.later(said: noted(.later), by: "notes"))
    } else if facts.stage.map({ [.uncalled, .paused, .contacted].contains($0) }) ?? true,
      lead.texts.withBytes(of: .stage, { NoteSigns($0, today: now.day, written: nil) })?.contains(.later) ?? false
    {
      doubts.append(.later(said: lead.stage ?? "", by: "stage"))
    }
    if acquaintance.tie == .planned || signs.contains(.meetingAhead) {
      let isNoted = signs.contains(.meetingAhead)
      doubts.append(.meeting(said: isNoted ? noted(.meetingAhead) : lead.stage ?? "", by: isNoted ? "notes" : "stage"))
    }
    if acquaintance.awaitsQuote, objective == "teklif_takibi" {
      let isNoted = facts.stage != .requested && facts.stage != .enquired
      doubts.append(
        .noQuote(
          said: isNoted ? noted(.quoteAwaited) : lead.stage ?? "", by: isNoted ? "notes" : "stage", objective: objective
        ))
    }
    if let doubt = stageDoubt(lead, facts, objective) { doubts.append(doubt) }
    return doubts
  }

  /// What the stage says is looked at for the few of whom it is told.
  private static func stageDoubt(_ lead: borrowing Lead, _ facts: LeadFacts, _ objective: String) -> LeadDoubt? {
    let asksAboutQuote = objective == "teklif_takibi"
    switch facts.stage {
    case nil:
      guard let stage = lead.stage, !stage.isEmpty, !LeadStage.isPlain(stage) else { return nil }
      return .unclearStage(said: stage)
    case .complaint?: return .complaint(said: lead.stage ?? "")
    case .customer? where asksAboutQuote:
      let stage = lead.stage ?? ""
      return LeadStage.namesCustomer(stage)
        ? .customer(said: stage, objective: objective) : .settled(said: stage, objective: objective)
    case .lost? where asksAboutQuote, .formerCustomer? where asksAboutQuote:
      return .settled(said: lead.stage ?? "", objective: objective)
    default: return nil
    }
  }
}

extension NoteSigns {
  /// What the lead's notes say.
  init(_ lead: borrowing Lead, asOf now: Timestamp) {
    self = lead.texts.withBytes(of: .notes) { NoteSigns($0, today: now.day, written: lead.activity(asOf: now)) } ?? []
  }

  /// The clause of a note that says it; all of the note where no clause does by itself.
  static func telling(_ sign: NoteSigns, in notes: String, _ lead: borrowing Lead, asOf now: Timestamp) -> String {
    let written = lead.activity(asOf: now)
    let clauses = notes.split { ",;\n".contains($0) }.flatMap { $0.parts(between: ". ") }
    let clause = clauses.first { clause in
      var text = String(clause)
      return text.withUTF8 { NoteSigns($0, today: now.day, written: written) }.contains(sign)
    }
    return clause.flatMap { cleaned(String($0)) } ?? notes
  }
}
