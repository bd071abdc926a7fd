/// Why to write to a lead now: the most urgent thing that is known, not the one with the most points.
///
/// An offer that is out grows old by the day; a firm with many employees will have them next month, too.
enum Reason: Hashable, Sendable {
  case lost, complaint, paused
  case offered, asked, sampled, planned, meeting, inbound, interested, campaign
  case recommended, partner, event, newsletter
  case customer, formerCustomer
  case recentContact, qualified
  /// It is more than a month since anybody wrote or spoke to it.
  case silence
  case manyEmployees, goodRating, revenue
  case placeAndTrade, employees
  case consent, found, person, trade, place
  case mobile, email, website

  /// Nil where nothing is known.
  init?(_ lead: borrowing Lead, _ facts: LeadFacts) {
    guard
      let reason = Reason.ofStage(facts) ?? Reason.ofOrigin(facts) ?? Reason.ofContact(facts) ?? Reason.ofSize(lead)
        ?? Reason.ofSilence(facts) ?? Reason.ofTrade(lead, facts) ?? Reason.ofAddress(lead)
    else { return nil }
    self = reason
  }

  private static func ofStage(_ facts: LeadFacts) -> Reason? {
    switch facts.stage {
    case .lost?: .lost
    case .negotiation?, .proposal?: .offered
    case .meeting?: .meeting
    case .planned?: .planned
    case .paused?: .paused
    case .complaint?: .complaint
    case .customer?: .customer
    case .formerCustomer?: .formerCustomer
    // A form that came in says the same and where.
    case .interested? where facts.origin != .inbound: .interested
    case .requested?, .enquired?: facts.origin == .inbound ? nil : .asked
    case .sampled?: .sampled
    default: nil
    }
  }

  private static func ofOrigin(_ facts: LeadFacts) -> Reason? {
    switch facts.origin {
    case .inbound?: .inbound
    case .recommended?: .recommended
    case .campaign?: .campaign
    case .event?: .event
    case .partner?: .partner
    case .customer?: .customer
    case .formerCustomer?: .formerCustomer
    case .newsletter?: .newsletter
    default: nil
    }
  }

  private static func ofContact(_ facts: LeadFacts) -> Reason? {
    if let days = facts.daysSinceContact, days <= 30 { return .recentContact }
    return facts.stage == .qualified ? .qualified : nil
  }

  private static func ofSize(_ lead: borrowing Lead) -> Reason? {
    if let employees = lead.employees, employees >= 50 { return .manyEmployees }
    if let rating = lead.rating, rating >= 4.3 { return .goodRating }
    return lead.revenue.map { $0 >= 1_000_000 } ?? false ? .revenue : nil
  }

  private static func ofSilence(_ facts: LeadFacts) -> Reason? { facts.daysSinceContact == nil ? nil : .silence }

  private static func ofTrade(_ lead: borrowing Lead, _ facts: LeadFacts) -> Reason? {
    if lead.texts.has(.sector), lead.texts.has(.city) { return .placeAndTrade }
    if let employees = lead.employees, employees >= 5 { return .employees }
    if facts.consent == .granted { return .consent }
    if facts.origin == .social || facts.origin == .list { return .found }
    return nil
  }

  private static func ofAddress(_ lead: borrowing Lead) -> Reason? {
    if lead.texts.has(.sector) { return .trade }
    if lead.texts.has(.company), Addressee(lead, firm: lead.company).isPerson { return .person }
    if lead.texts.has(.city) { return .place }
    if lead.phone?.isMobile ?? false { return .mobile }
    if lead.email != nil { return .email }
    return lead.texts.has(.website) ? .website : nil
  }
}
