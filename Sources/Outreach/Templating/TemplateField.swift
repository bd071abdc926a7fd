/// A name that a template may use, `{{contact_name}}`. `custom.…` names are the user's own and stand beside these.
enum TemplateField: Int, CaseIterable {
  case company, contactName, salutation, formalSalutation, informalSalutation, sector, city, country, phone, email, website, employees,
    rating, revenue
  case source, stage, owner, notes
  case senderName, senderCompany, senderPhone, senderEmail, senderOffer, senderTradeName, senderMersis
  case senderUnsubscribeURL
  case sectorName, sectorCustomers, sectorInsight, sectorQuestion, sectorGain
  case whyNow

  init?(text: some StringProtocol) {
    guard let field = TemplateField.allCases.first(where: { $0.text == text }) else { return nil }
    self = field
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
    case .senderTradeName: "sender.trade_name"
    case .senderMersis: "sender.mersis"
    case .senderUnsubscribeURL: "sender.unsubscribe_url"
    case .sectorName: "sector.name"
    case .sectorCustomers: "sector.customers"
    case .sectorInsight: "sector.insight"
    case .sectorQuestion: "sector.question"
    case .sectorGain: "sector.gain"
    case .whyNow: "why_now"
    }
  }
}

/// Some of the fields.
struct TemplateFields: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(_ field: TemplateField) { rawValue = 1 << UInt64(field.rawValue) }

  static let all = TemplateFields(rawValue: .max)
  /// What can be long and has a general word in its place.
  static let names: TemplateFields = [
    TemplateFields(.company), TemplateFields(.contactName), TemplateFields(.salutation),
    TemplateFields(.formalSalutation), TemplateFields(.informalSalutation), TemplateFields(.sector),
  ]

  func contains(_ field: TemplateField) -> Bool { rawValue >> UInt64(field.rawValue) & 1 == 1 }
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
