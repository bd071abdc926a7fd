/// Everything that a template may ask about one lead, as clean text.
///
/// Values are data. Newlines, tabs and doubled spaces in them become one space, so that a fact typed carelessly into a
/// CRM cannot tear a message; braces and markup stay the characters they are.
struct TemplateValues {
  /// What is the same for every lead: the sender's values, cleaned once, and how the company's name sounds.
  struct Base {
    fileprivate let endings: [(name: String, ending: TurkishEnding)]
    fileprivate var known: [String?] = Array(repeating: nil, count: TemplateField.allCases.count)

    init(_ sender: Sender) {
      endings = cleaned(sender.company).map { [($0, TurkishEnding(of: $0))] } ?? []
      set(.senderName, sender.name)
      set(.senderCompany, sender.company)
      set(.senderPhone, sender.phone)
      set(.senderEmail, sender.email)
      set(.senderOffer, sender.offer)
      set(.senderTradeName, sender.tradeName)
      set(.senderMersis, sender.mersis)
      set(.senderUnsubscribeURL, sender.unsubscribeURL)
    }

    private mutating func set(_ field: TemplateField, _ value: String?) {
      known[field.rawValue] = value.flatMap(cleaned)
    }
  }

  let language: Language
  let endings: TurkishEndingMemo
  private var known: [String?]
  private let custom: [String: String]

  init(lead: Lead, base: Base, sector: SectorWords, whyNow: String, language: Language) {
    self.language = language
    endings = TurkishEndingMemo(known: base.endings)
    custom = lead.custom
    known = base.known
    // The sector's words come from a template file, whose lines are clean.
    known[TemplateField.sectorName.rawValue] = sector.name
    known[TemplateField.sectorCustomers.rawValue] = sector.customers
    known[TemplateField.sectorInsight.rawValue] = sector.insight
    known[TemplateField.sectorQuestion.rawValue] = sector.question
    known[TemplateField.sectorGain.rawValue] = sector.gain
    set(.company, lead.company)
    set(.contactName, lead.contactName)
    set(.salutation, lead.salutation)
    // How a letter addresses somebody: as they asked, else by name, else the company.
    if self[.salutation] == nil { set(.salutation, self[.contactName] ?? self[.company]) }
    set(.informalSalutation, informalSalutation(lead) ?? self[.salutation])
    set(.sector, lead.sector)
    set(.city, lead.city)
    set(.country, lead.country)
    set(.phone, lead.phone?.e164)
    set(.email, lead.email?.text)
    set(.website, lead.website)
    set(.employees, lead.employees.map { groupedDigits($0, language: language) })
    set(.rating, lead.rating.flatMap { oneDecimal($0, language: language) })
    set(.revenue, lead.revenue.flatMap { Int(exactly: $0.rounded()) }.map { groupedDigits($0, language: language) })
    set(.source, lead.source)
    set(.stage, lead.stage)
    set(.owner, lead.owner)
    set(.notes, lead.notes)
    set(.whyNow, whyNow)
  }

  /// nil where the value is missing or blank.
  subscript(name: TemplateName) -> String? {
    switch name {
    case .field(let field): self[field]
    case .custom(let key): custom[key].flatMap(cleaned)
    }
  }

  /// The same without what can be long and has a general word in its place.
  var withoutNames: TemplateValues {
    var values = self
    for field in [TemplateField.company, .contactName, .salutation, .informalSalutation, .sector] {
      values.known[field.rawValue] = nil
    }
    return values
  }

  private subscript(field: TemplateField) -> String? { known[field.rawValue] }

  private mutating func set(_ field: TemplateField, _ value: String?) { known[field.rawValue] = value.flatMap(cleaned) }
}

/// How somebody is addressed by *sen*: without "Hanım" and "Bey", which would be patronising beside it, and by the first
/// name. Nil if neither a salutation nor a name says how.
func informalSalutation(_ lead: Lead) -> String? {
  if let salutation = lead.salutation {
    let words = salutation.split(separator: " ")
    guard words.count > 1, ["hanim", "bey"].contains(fold(words[words.count - 1])) else { return salutation }
    return words.dropLast().joined(separator: " ")
  }
  guard let name = lead.contactName else { return nil }
  let words = name.split(separator: " ")
  // A title before the name says that the person minds.
  guard words.count > 1, words.first?.last != "." else { return name }
  return words.dropLast().joined(separator: " ")
}
