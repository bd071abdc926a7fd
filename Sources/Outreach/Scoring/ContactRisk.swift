/// Something that makes writing to a lead risky, and how much.
struct ContactRisk {
  var weight: Int
  var text: String
}

extension ScoringModel {
  func riskReasons(_ facts: LeadFacts, channel: Channel, ideal: Channel, confidence: Double) -> [ContactRisk] {
    var risks: [ContactRisk] = []
    switch facts.consent {
    case .refused: risks.append(ContactRisk(weight: 3, text: "consent was refused"))
    case .unknown: risks.append(ContactRisk(weight: 1, text: "no sign of consent"))
    case .granted, .notNeeded: break
    }
    if facts.stage == .lost { risks.append(ContactRisk(weight: 2, text: "the lead said no before")) }
    if let days = facts.daysSinceActivity, days > 365 {
      risks.append(ContactRisk(weight: 1, text: "the last activity is \(days) days old"))
    }
    if confidence < 0.4 { risks.append(ContactRisk(weight: 1, text: "little is known about the lead")) }
    if !facts.lead.canBeReached(over: channel) {
      risks.append(ContactRisk(weight: 2, text: "no address for \(channel.rawValue)"))
    } else if channel != ideal {
      risks.append(ContactRisk(weight: 1, text: "\(ideal.rawValue) would suit better than \(channel.rawValue)"))
    }
    return risks
  }

  func risk(of reasons: [ContactRisk]) -> LeadScore.Risk {
    switch reasons.reduce(0, { $0 + $1.weight }) {
    case 0: .low
    case 1...2: .medium
    default: .high
    }
  }

  /// Where a first message is most likely to be read: on the phone, except where the message wants to be kept or passed
  /// on (an offer, a reference), the firm is large, or the lead is abroad, where a stranger on WhatsApp surprises.
  func idealEntryChannel(for lead: Lead, objective: String, otherwise: Channel) -> Channel {
    switch (lead.canBeReached(over: .whatsapp), lead.canBeReached(over: .email)) {
    case (true, false): return .whatsapp
    case (false, true): return .email
    case (false, false): return otherwise
    case (true, true):
      let isFormal = objective == "teklif_takibi" || objective == "referans" || (lead.employees ?? 0) >= 250
      let isAbroad = lead.phone.map { !$0.e164.hasPrefix("+90") } ?? false
      return isFormal || isAbroad ? .email : .whatsapp
    }
  }
}

extension Lead {
  /// Whether there is an address of the right kind.
  func canBeReached(over channel: Channel) -> Bool {
    switch channel {
    case .whatsapp: phone?.isMobile ?? false
    case .email: email != nil
    }
  }
}
