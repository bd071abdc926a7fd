/// A name that a template may use, `{{contact_name}}`. `custom.…` names are the user's own and stand beside these.
enum TemplateField: Int, CaseIterable {
  case company, contactName, salutation, formalSalutation, informalSalutation, sector, city, country, phone, email,
    website, employees,
    rating, revenue
  case source, stage, owner, notes
  case senderName, senderCompany, senderPhone, senderEmail, senderOffer, senderBenefit, senderTradeName, senderMersis
  case senderUnsubscribeURL
  /// The offer by its own name, or by a general one.
  case offer
  /// The general one, as for a sender who has not said what is offered.
  case offerInGeneral
  /// The offer before the word for a quote: "terazi teklifimiz", and of several "teraziler için teklifimiz".
  case offerQuoted
  /// The sender's quote, with or without what it is for: "terazi teklifimiz", "teraziler için verdiğimiz
  /// teklif", "teklifimiz".
  case ourQuote
  /// A sentence that says what the message is about; unknown where its opening has said it.
  case topic
  case offerQuestion, offerTiming, offerSize, offerBasis, offerConcern, offerMaterial, offerStep, offerSmaller,
    offerDetails, offerNeeds
  /// Known where the offer is of that kind; for sections.
  case isSoftware, isService, isGoods, isMachines, isWorks, isConsulting, isInsurance
  case sectorName, sectorCustomers, sectorBusy, sectorInsight, sectorQuestion
  /// Known where the facts say so; at most one of them is.
  case isCustomer, isOffered, isMet, isPaused, isUnanswered, cameByForm, cameByItself, isRecommended, fair, isCampaign
  /// It bought once.
  case isFormerCustomer
  /// It said no once.
  case isLost
  /// An offer is out, and its terms are being talked about.
  case isNegotiating
  /// It wrote first, and nothing nearer is known.
  case hasAsked
  /// It has our sample.
  case hasSample
  /// The day, and the time, of the meeting that is agreed on, where they are known.
  case meeting
  /// There has been more than a first word between the two: a talk, a quote, a sale.
  case isAcquainted
  /// Who recommended it, where the source names somebody.
  case recommender
  /// It has asked, or something is under way between the two.
  case isInTouch
  /// None of those, and no earlier contact either.
  case isStranger
  case lastContact, isLongAgo
  case quote
  /// Known where the message greets a person by name.
  case isPerson
  /// What `## opening` makes of all that.
  case opening
  case whyNow

  init?(text: some StringProtocol) {
    guard let field = TemplateField.allCases.first(where: { $0.text == text }) else { return nil }
    self = field
  }

  /// Whether its value is a phrase that begins with a small letter unless a sentence begins with it.
  var isPhrase: Bool {
    switch self {
    case .offer, .offerInGeneral, .offerQuoted, .ourQuote, .topic, .senderOffer, .offerMaterial, .offerStep,
      .sectorBusy, .lastContact:
      true
    default: false
    }
  }

  /// As templates write it.
  var text: String {
    switch self {
    case .company: "company"
    case .contactName: "contact_name"
    case .salutation: "salutation"
    case .formalSalutation: "formal_salutation"
    case .informalSalutation: "informal_salutation"
    case .sector: "sector"
    case .city: "city"
    case .country: "country"
    case .phone: "phone"
    case .email: "email"
    case .website: "website"
    case .employees: "employees"
    case .rating: "rating"
    case .revenue: "revenue"
    case .source: "source"
    case .stage: "stage"
    case .owner: "owner"
    case .notes: "notes"
    case .senderName: "sender.name"
    case .senderCompany: "sender.company"
    case .senderPhone: "sender.phone"
    case .senderEmail: "sender.email"
    case .senderOffer: "sender.offer"
    case .senderBenefit: "sender.benefit"
    case .senderTradeName: "sender.trade_name"
    case .senderMersis: "sender.mersis"
    case .senderUnsubscribeURL: "sender.unsubscribe_url"
    case .offer: "offer"
    case .offerInGeneral: "offer.in_general"
    case .offerQuoted: "offer.quoted"
    case .ourQuote: "our_quote"
    case .topic: "topic"
    case .offerQuestion: "offer.question"
    case .offerTiming: "offer.timing"
    case .offerSize: "offer.size"
    case .offerBasis: "offer.basis"
    case .offerConcern: "offer.concern"
    case .offerMaterial: "offer.material"
    case .offerStep: "offer.step"
    case .offerSmaller: "offer.smaller"
    case .offerDetails: "offer.details"
    case .offerNeeds: "offer.needs"
    case .isSoftware: "offer.is_software"
    case .isService: "offer.is_service"
    case .isGoods: "offer.is_goods"
    case .isMachines: "offer.is_machines"
    case .isWorks: "offer.is_works"
    case .isConsulting: "offer.is_consulting"
    case .isInsurance: "offer.is_insurance"
    case .sectorName: "sector.name"
    case .sectorCustomers: "sector.customers"
    case .sectorBusy: "sector.busy"
    case .sectorInsight: "sector.insight"
    case .sectorQuestion: "sector.question"
    case .isCustomer: "is_customer"
    case .isOffered: "offer_sent"
    case .isMet: "met"
    case .isPaused: "paused"
    case .isUnanswered: "unanswered"
    case .cameByForm: "form"
    case .cameByItself: "enquiry"
    case .isRecommended: "recommended"
    case .recommender: "recommender"
    case .isFormerCustomer: "former_customer"
    case .isLost: "lost"
    case .isNegotiating: "negotiation"
    case .hasAsked: "asked"
    case .isAcquainted: "acquainted"
    case .hasSample: "sample_sent"
    case .meeting: "meeting"
    case .fair: "fair"
    case .isCampaign: "campaign"
    case .isInTouch: "in_touch"
    case .isStranger: "stranger"
    case .lastContact: "last_contact"
    case .isLongAgo: "long_ago"
    case .quote: "quote"
    case .isPerson: "person"
    case .opening: "opening"
    case .whyNow: "why_now"
    }
  }
}

/// Some of the fields.
struct TemplateFields: OptionSet, Hashable, Sendable {
  let rawValue: UInt128

  init(rawValue: UInt128) { self.rawValue = rawValue }
  init(_ field: TemplateField) { rawValue = 1 << UInt128(field.rawValue) }

  static let all = TemplateFields(rawValue: .max)
  /// What can be long and has a general word in its place.
  static let names: TemplateFields = [
    TemplateFields(.company), TemplateFields(.contactName), TemplateFields(.salutation),
    TemplateFields(.formalSalutation), TemplateFields(.informalSalutation), TemplateFields(.sector),
    TemplateFields(.isPerson),
  ]

  /// What is the sender's own, and the same for every lead.
  static let sender: TemplateFields = [
    TemplateFields(.senderName), TemplateFields(.senderCompany), TemplateFields(.senderPhone),
    TemplateFields(.senderEmail), TemplateFields(.senderTradeName), TemplateFields(.senderMersis),
    TemplateFields(.senderUnsubscribeURL),
  ]

  /// What the facts say of the lead and the sender.
  static let acquaintance: TemplateFields = [
    TemplateFields(.isCustomer), TemplateFields(.isOffered), TemplateFields(.isMet), TemplateFields(.isPaused),
    TemplateFields(.isUnanswered),
    TemplateFields(.cameByForm),
    TemplateFields(.cameByItself), TemplateFields(.isRecommended), TemplateFields(.fair), TemplateFields(.isCampaign),
    TemplateFields(.isInTouch), TemplateFields(.isStranger), TemplateFields(.lastContact), TemplateFields(.isLongAgo),
    TemplateFields(.recommender), TemplateFields(.isFormerCustomer), TemplateFields(.hasAsked),
    TemplateFields(.isAcquainted), TemplateFields(.isLost), TemplateFields(.isNegotiating), TemplateFields(.topic),
    TemplateFields(.offerQuestion),
    TemplateFields(.offerSize),
    TemplateFields(.senderBenefit), TemplateFields(.hasSample), TemplateFields(.meeting),
  ]

  @inline(__always)
  func contains(_ field: TemplateField) -> Bool { rawValue >> UInt128(field.rawValue) & 1 == 1 }
}

/// What stands between the braces.
enum TemplateName: Hashable {
  case field(TemplateField)
  /// One of ``Lead/custom``'s keys.
  case custom(String)

  init?(_ text: some StringProtocol) {
    if text.hasPrefix("custom."), text.utf8.count > 7 {
      self = .custom(String(text.dropFirst(7)))
    } else if let field = TemplateField(text: text) {
      self = .field(field)
    } else {
      return nil
    }
  }

  var text: String {
    switch self {
    case .field(let field): field.text
    case .custom(let key): "custom." + key
    }
  }
}
