/// A lead's facts as shares of what the best answer would earn.
struct LeadFacts {
  struct Share {
    /// 0…1; nil where nothing is known.
    var share: Double?
    /// Reachability has a share even where the fact is missing: none.
    var isKnown: Bool

    static func known(_ share: Double) -> Share { Share(share: share, isKnown: true) }
    static let unknown = Share(share: nil, isKnown: false)
    static let absent = Share(share: 0, isKnown: false)
  }

  let origin: LeadOrigin?
  let stage: LeadStage?
  let consent: ConsentSignal
  /// Whole days since the last activity; nil for days that lie ahead or before all CRMs.
  let daysSinceActivity: Int?
  /// The same for who tells of it: nil where nothing came of it.
  let daysSinceContact: Int?

  init(_ lead: borrowing Lead, asOf now: Timestamp) {
    origin = lead.source.flatMap(LeadOrigin.init(of:))
    stage = lead.stage.flatMap(LeadStage.init(of:))
    consent = ConsentSignal(of: lead)
    daysSinceActivity = lead.activity(asOf: now).map { max(0, now.day.number - $0.number) }
    daysSinceContact = stage?.isBeforeContact ?? false ? nil : daysSinceActivity
  }

  /// What a fact counts beside its weight: who said no, or is angry, is not nearer for having a mobile phone, and a list
  /// has everybody's.
  var attention: Double {
    if stage == .lost || stage == .complaint { return 0.5 }
    return origin == .list && !isAcquainted ? 0.75 : 1
  }

  /// Whether the two have to do with each other already, so that a message comes as no surprise.
  var isAcquainted: Bool {
    switch stage {
    case .customer?, .formerCustomer?, .complaint?, .proposal?, .negotiation?, .meeting?, .planned?, .interested?,
      .requested?, .enquired?, .sampled?, .reached?:
      return true
    case .lost?: return false
    default: break
    }
    if origin == .inbound || origin == .customer || origin == .formerCustomer { return true }
    return !(stage?.isBeforeContact ?? false) && daysSinceActivity.map { $0 <= 60 } ?? false
  }

  /// Neither a source nor a stage nor a contact says how the address was come by.
  var isOfUnknownOrigin: Bool {
    origin == nil && [nil, .new, .uncalled].contains(stage) && daysSinceActivity == nil
  }

  /// Nothing says that anybody ever wrote or spoke to it.
  var isUntouched: Bool { [nil, .new, .uncalled].contains(stage) && daysSinceContact == nil }

  func finding(_ weight: ScoringWeight, of lead: borrowing Lead) -> Share {
    switch weight {
    case .mobile:
      lead.whatsapp != nil ? .known(1) : lead.phone.map { .known($0.isMobile ? 1 : 0.3) } ?? .absent
    case .email: lead.email == nil ? .absent : .known(1)
    case .person: lead.texts.has(.contactName) || lead.texts.has(.salutation) ? .known(1) : .absent
    case .sector: lead.texts.has(.sector) ? .known(1) : .unknown
    case .website: lead.texts.has(.website) ? .known(1) : .unknown
    case .employees: lead.employees.map { .known(employeesShare($0)) } ?? .unknown
    case .revenue: lead.revenue.map { .known(revenueShare($0)) } ?? .unknown
    case .rating: lead.rating.map { .known(min(1, max(0, ($0 - 2) / 3))) } ?? .unknown
    case .source: origin.map { .known($0.share) } ?? .unknown
    case .stage: stage.map { .known($0.share) } ?? .unknown
    case .recency: daysSinceActivity.map { .known(recencyShare($0)) } ?? .unknown
    case .consent: consent.share.map { .known($0) } ?? .unknown
    }
  }

  /// The fact that the finding rests on.
  func because(_ weight: ScoringWeight, of lead: borrowing Lead) -> String {
    let missing = "not known"
    return switch weight {
    case .mobile: lead.whatsapp?.text ?? lead.phone?.e164 ?? "none"
    case .email: lead.email?.text ?? "none"
    case .person: lead.contactName ?? lead.salutation ?? "none"
    case .sector: lead.sector ?? missing
    case .website: lead.website ?? missing
    case .employees: lead.employees.map { String($0) } ?? missing
    case .revenue: lead.revenue.map { groupedDigits(whole($0), language: .en) } ?? missing
    case .rating: lead.rating.map { "\($0)" } ?? missing
    case .source: origin == nil ? missing : lead.source ?? ""
    case .stage: stage == nil ? missing : lead.stage ?? ""
    case .recency: daysSinceActivity.map { "\(counted($0, "day")) ago" } ?? missing
    case .consent: consent.share == nil ? missing : consent.rawValue
    }
  }

  /// Steps as statistics offices cut enterprises: micro under 10, small under 50, medium under 250.
  private func employeesShare(_ count: Int) -> Double {
    switch count {
    case 250...: 1
    case 100..<250: 0.9
    case 50..<100: 0.8
    case 20..<50: 0.65
    case 10..<20: 0.5
    case 5..<10: 0.4
    case 2..<5: 0.3
    default: 0.2
    }
  }

  private func revenueShare(_ amount: Double) -> Double {
    switch amount {
    case 100_000_000...: 1
    case 10_000_000..<100_000_000: 0.8
    case 1_000_000..<10_000_000: 0.5
    default: 0.2
    }
  }

  private func recencyShare(_ days: Int) -> Double {
    switch days {
    case ...7: 1
    case ...30: 0.8
    case ...90: 0.6
    case ...180: 0.4
    case ...365: 0.2
    default: 0
    }
  }

  private func whole(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? 0 }
}
