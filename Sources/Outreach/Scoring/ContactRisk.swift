/// What makes writing to a lead risky.
struct ContactRisk {
  private let facts: LeadFacts
  private let channel: Channel
  private let ideal: Channel
  private let isReachable: Bool
  private let confidence: Double

  init(_ lead: borrowing Lead, _ facts: LeadFacts, channel: Channel, ideal: Channel, confidence: Double) {
    self.facts = facts
    self.channel = channel
    self.ideal = ideal
    isReachable = channel.address(of: lead) != nil
    self.confidence = confidence
  }

  var level: LeadScore.Risk {
    var weight = 0
    weigh { added, _ in weight += added }
    return switch weight {
    // The second-best channel, or one silence, is no danger yet.
    case 0...1: .low
    case 2...3: .medium
    default: .high
    }
  }

  /// In English.
  var reasons: [String] {
    var reasons: [String] = []
    weigh { reasons.append($1()) }
    return reasons
  }

  private func weigh(_ note: (Int, () -> String) -> Void) {
    switch facts.consent {
    case .refused: note(4) { "consent was refused" }
    // Who wrote first, or is a customer, has given the address for that.
    case .unknown where !facts.isAcquainted: note(2) { "no sign of consent" }
    case .unknown, .granted, .notNeeded: break
    }
    switch facts.stage {
    case .lost?: note(3) { "the lead said no before" }
    case .complaint?: note(3) { "the lead has complained" }
    case .paused?: note(1) { "the lead asked for time, or was put off" }
    default: break
    }
    if facts.origin == .list {
      note(2) { "the address comes from a list" }
    } else if facts.isOfUnknownOrigin {
      note(1) { "nobody wrote down where the address comes from" }
    }
    if let days = facts.daysSinceActivity, days > 180 { note(1) { "the last activity is \(days) days old" } }
    if confidence < 0.4 { note(1) { "little is known about the lead" } }
    if !isReachable {
      note(3) { "no address for \(channel.rawValue)" }
    } else if channel != ideal {
      note(1) { "\(ideal.rawValue) would suit better than \(channel.rawValue)" }
    }
  }
}

extension ScoringModel {
  /// Where a first message is most likely to be read: on the phone, except where the message wants to be kept or passed
  /// on (an offer, a reference), the firm is large, or the lead is abroad, where a stranger on WhatsApp surprises.
  package func idealEntryChannel(for lead: borrowing Lead, objective: String, otherwise: Channel) -> Channel {
    switch (Channel.whatsapp.address(of: lead) != nil, Channel.email.address(of: lead) != nil) {
    case (true, false): return .whatsapp
    case (false, true): return .email
    case (false, false): return otherwise
    case (true, true):
      let isFormal = objective == "teklif_takibi" || objective == "referans" || (lead.employees ?? 0) >= 250
      let isAbroad = lead.phone.map { !$0.isTurkish } ?? false
      return isFormal || isAbroad ? .email : .whatsapp
    }
  }
}
