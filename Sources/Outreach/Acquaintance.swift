/// How sender and lead know each other, as far as the facts tell: what a message may say of it.
package struct Acquaintance: Hashable, Sendable {
  /// The nearest tie there is. An offer that is out says more than the fair at which it all began.
  enum Tie: Hashable, Sendable {
    case customer, offered, met
    /// There was contact, and it waits for a decision.
    case paused
    /// Somebody has spoken to it, and no more is known.
    case reached
    /// It bought once, and there is nothing under way now.
    case formerCustomer
    /// Something is agreed on between the two, and has not taken place.
    case planned
    /// It has our sample.
    case sampled
    /// It said no once: nothing that was before is a reason to write.
    case lost
    /// It filled in a form, or got in touch in another way.
    case form, enquiry
    case recommended, event, campaign
    /// Somebody wrote or called, and nobody answered.
    case unanswered
  }

  let tie: Tie?
  /// When the last activity was; nil where nobody wrote it down.
  let lastContact: CivilDay?
  let today: CivilDay
  /// Nothing says that they ever had to do with each other.
  let isStranger: Bool
  /// Somebody wrote or called before, and nobody answered: what brought them together is no news.
  let isUnanswered: Bool
  /// It waits for a quote of ours, so that there is none to ask about.
  let awaitsQuote: Bool
  /// It said that it wants one: what a price depends on may still be asked, whether it wants one not.
  let awaitsPrice: Bool
  /// An offer is out, and its terms are being talked about.
  let isNegotiating: Bool
  /// Something has made it angry, or does not work: that comes before anything else.
  let isComplaining: Bool
  /// When the two will meet, where a note or a stage names the day.
  let meeting: AgreedMeeting?

  /// It has asked, or something is under way between the two: who deals with such things there is no question any more.
  var isInTouch: Bool {
    switch tie {
    case .customer?, .offered?, .met?, .paused?, .reached?, .formerCustomer?, .planned?, .sampled?, .lost?, .form?,
      .enquiry?, .campaign?:
      true
    case .recommended?, .event?, .unanswered?, nil: false
    }
  }

  /// Whether what brought them together is no news any more: whoever filled in a form is thanked while it is.
  var isLongAgo: Bool {
    if isUnanswered || tie == .formerCustomer { return true }
    let fresh =
      switch tie {
      case .form?, .enquiry?, .met?, .sampled?: 21
      default: 60
      }
    return daysSinceContact.map { $0 >= fresh } ?? false
  }

  /// Whether nobody remembers any more where things were left: half a year is longer than most decisions take.
  var isForgotten: Bool { daysSinceContact.map { $0 > Acquaintance.daysOfMemory } ?? false }

  static let daysOfMemory = 180

  /// Whether a second message would come too late or too much.
  package var leavesRoomForOne: Bool { meeting != nil || isComplaining }

  /// Nothing is known.
  static let none = Acquaintance(tie: nil, lastContact: nil, today: CivilDay(number: 0), isStranger: false)

  /// Whole days since the last contact.
  var daysSinceContact: Int? { lastContact.map { max(0, today.number - $0.number) } }

  init(
    tie: Tie?, lastContact: CivilDay?, today: CivilDay, isStranger: Bool, isUnanswered: Bool = false,
    awaitsQuote: Bool = false, awaitsPrice: Bool = false, isNegotiating: Bool = false, isComplaining: Bool = false,
    meeting: AgreedMeeting? = nil
  ) {
    self.tie = tie
    self.lastContact = lastContact
    self.today = today
    self.isStranger = isStranger
    self.isUnanswered = isUnanswered
    self.awaitsQuote = awaitsQuote
    self.awaitsPrice = awaitsPrice
    self.isNegotiating = isNegotiating
    self.isComplaining = isComplaining
    self.meeting = meeting
  }

  /// - Parameter signs: what the lead's notes say.
  init(_ lead: borrowing Lead, _ facts: LeadFacts, _ signs: NoteSigns = [], asOf now: Timestamp) {
    let tie = Acquaintance.tie(lead, facts, signs)
    // Who did not answer has not been talked to.
    let lastContact = facts.stage?.isBeforeContact ?? false ? nil : lead.activity(asOf: now)
    let isStranger =
      tie == nil && lastContact == nil && [nil, .new, .uncalled].contains(facts.stage) && facts.origin != .newsletter
    let awaitsQuote = Acquaintance.awaitsQuote(facts, signs)
    self.init(
      tie: tie, lastContact: lastContact, today: now.day, isStranger: isStranger,
      isUnanswered: facts.stage == .unreached, awaitsQuote: awaitsQuote,
      awaitsPrice: awaitsQuote && (facts.stage == .requested || signs.contains(.quoteAwaited)),
      isNegotiating: facts.stage == .negotiation, isComplaining: facts.stage == .complaint,
      meeting: tie == .planned ? AgreedMeeting(lead, signs, asOf: now) : nil)
  }

  /// A stage that says that the quote is out, or that nothing comes of it, knows more than a note.
  private static func awaitsQuote(_ facts: LeadFacts, _ signs: NoteSigns) -> Bool {
    switch facts.stage {
    case .requested?, .enquired?: true
    case .proposal?, .negotiation?, .sampled?, .customer?, .complaint?, .formerCustomer?, .lost?: false
    default: signs.contains(.quoteAwaited)
    }
  }

  private static func tie(_ lead: borrowing Lead, _ facts: LeadFacts, _ signs: NoteSigns) -> Tie? {
    switch facts.stage {
    case .customer?, .complaint?, .formerCustomer?, .lost?, .proposal?, .negotiation?, .planned?: break
    // Whoever has a day for it is not asked for one, whatever was before.
    default: if signs.contains(.meetingAhead) { return .planned }
    }
    switch facts.stage {
    case .customer?, .complaint?: return .customer
    case .proposal?, .negotiation?: return .offered
    case .requested? where facts.origin != .inbound: return .enquiry
    case .enquired? where facts.origin != .inbound:
      return lead.stage.map(fold)?.contains("form") ?? false ? .form : .enquiry
    case .sampled?: return facts.isOld ? nil : .sampled
    case .planned?: return .planned
    case .lost? where facts.origin != .customer && facts.origin != .formerCustomer: return .lost
    case .lost?: return .formerCustomer
    case .meeting?: return .met
    case .formerCustomer?: return .formerCustomer
    case .paused? where facts.daysSinceContact != nil: return .paused
    case nil, .new?, .uncalled?, .contacted?, .reached?, .qualified?, .interested?:
      if signs.contains(.wrote), facts.origin != .inbound, facts.origin != .customer { return .enquiry }
      if facts.stage == .reached, facts.isRemembered { return .reached }
    default: break
    }
    switch facts.origin {
    case .inbound?: return lead.source.map(fold)?.contains("form") ?? false ? .form : .enquiry
    case .recommended?: return .recommended
    // Where they did not answer, the fair is no news any more.
    case .event?: return facts.stage == .unreached ? .unanswered : .event
    case .campaign?: return .campaign
    case .customer?: return .customer
    case .formerCustomer?: return .formerCustomer
    // A card left with the porter is no acquaintance.
    case .visit? where lead.texts.has(.contactName) && !signs.contains(.metNobody) && facts.isRemembered:
      return .reached
    default: break
    }
    switch facts.stage {
    case .unreached?: return .unanswered
    case .interested?, .qualified?: return facts.isRemembered ? .paused : nil
    default: return nil
    }
  }
}

extension LeadFacts {
  /// Whether there was contact, and people remember what was said.
  fileprivate var isRemembered: Bool { daysSinceContact.map { $0 <= Acquaintance.daysOfMemory } ?? false }

  /// Whether there was contact that nobody remembers any more.
  fileprivate var isOld: Bool { daysSinceContact.map { $0 > Acquaintance.daysOfMemory } ?? false }
}

extension Lead {
  /// The day of the last activity. What lies ahead is a plan or a slip, and what is older than the CRMs is none at all: of
  /// neither anything is said.
  func activity(asOf now: Timestamp) -> CivilDay? {
    guard let day = lastActivity?.day, day.number <= now.day.number + 1, day.components.year >= 1990 else { return nil }
    return day
  }
}
