/// Everything that a template may ask about one lead, as clean text.
///
/// Values are data. Newlines, tabs and doubled spaces in them become one space, so that a fact typed carelessly into a
/// CRM cannot tear a message; braces and markup stay the characters they are.
struct TemplateValues {
  /// What is the same for every lead that is written to in a language: the sender's values, cleaned once.
  struct Base {
    let language: Language
    /// Whether the reader is said *sen* to.
    let isFamiliar: Bool
    fileprivate var values = KnownValues()
    fileprivate let words: OfferWords?
    /// ``TemplateField/topic`` for whom one has to do with already.
    fileprivate let topicToKnown: String?

    init(
      _ sender: Sender, language: Language, isFamiliar: Bool = false, catalog: TemplateCatalog = .builtIn
    ) {
      self.language = language
      self.isFamiliar = isFamiliar
      let offer = sender.offer?[language] ?? trade(inNameOf: sender.company, language)
      let kind = sender.offerKind ?? offer.flatMap(OfferKind.init(guessedFrom:))
      values.set(.senderName, sender.name)
      // The register's name stands where the law wants it; a sentence says the firm's.
      let company = FirmName.withoutLegalForm(sender.company)
      values.set(.senderCompany, company)
      values.set(.senderPhone, sender.phone)
      values.set(.senderEmail, sender.email)
      values.set(.senderOffer, offer)
      values.set(
        .senderBenefit,
        sender.benefit?[language].flatMap {
          isFamiliar && saysYouPolitely($0) ? nil : benefitSentence($0, language: language)
        })
      values.set(.senderTradeName, sender.tradeName ?? (company == sender.company ? nil : sender.company))
      values.set(.senderMersis, sender.mersis)
      values.set(.senderUnsubscribeURL, sender.unsubscribeURL)
      words = catalog.offerWords(for: kind, language: language, isFamiliar: isFamiliar)
      values.set(.offer, offer ?? words?.name)
      values.set(.offerInGeneral, words?.name)
      let named = offer ?? words?.name
      topicToKnown = named.flatMap { cleaned(topic($0, language, isNews: false)) }
      values.set(.topic, named.map { topic($0, language, isNews: offer != nil) })
      values.set(.offerQuoted, named.map { quoted($0, language) })
      values.set(.ourQuote, ourQuote(for: offer, language))
      values.set(.offerQuestion, words?.question)
      values.set(.offerTiming, words?.timing)
      values.set(.offerSize, words?.size)
      values.set(.offerBasis, words?.basis)
      values.set(.offerConcern, words?.concern)
      values.set(.offerMaterial, words?.material)
      values.set(.offerStep, words?.step)
      values.set(.offerDetails, words?.details)
      values.set(.offerSmaller, words?.smaller)
      values.set(.offerNeeds, words?.needs)
      if let kind { values.set(kind.field, clean: "") }
    }
  }

  private var known: KnownValues
  private var custom: [String: String] = [:]
  private var base: Base
  private let names: NameMemo
  /// Whether the message is a letter, which addresses people more formally.
  var isLetter = false
  private var line: [UInt8] = []
  /// What the lead asked for by name, where it stands in the offer's place.
  private var product: String?

  var language: Language { base.language }
  var isFamiliar: Bool { base.isFamiliar }

  /// Only the sender's.
  init(base: Base, names: NameMemo = NameMemo()) {
    self.base = base
    self.names = names
    known = base.values
  }

  init(lead: Lead, base: Base, sector: SectorWords, whyNow: String, acquaintance: Acquaintance = .none) {
    self.init(base: base)
    take(lead, sector: sector, whyNow: whyNow, acquaintance: acquaintance, fields: .all)
  }

  /// Goes over to another language.
  mutating func use(_ base: Base) {
    self.base = base
    known = base.values
  }

  /// Another lead's values in place of the last one's; only of `fields`, which are all that will be asked for.
  mutating func take(
    _ lead: borrowing Lead, sector: borrowing SectorWords, whyNow: String, acquaintance: Acquaintance,
    fields: TemplateFields
  ) {
    custom = lead.custom
    known.reset(to: base.values)
    // The sector's words come from a template file, whose lines are clean.
    if fields.contains(.sectorName) { known.set(.sectorName, clean: sector.name) }
    if fields.contains(.sectorCustomers) { known.set(.sectorCustomers, clean: sector.customers) }
    if fields.contains(.sectorInsight) { known.set(.sectorInsight, clean: sector.insight) }
    if fields.contains(.sectorQuestion) { known.set(.sectorQuestion, clean: sector.question) }
    if fields.contains(.sectorBusy) { known.set(.sectorBusy, clean: sector.busy) }
    if !fields.isDisjoint(with: .names) { takeNames(lead, fields) }
    product = nil
    if !lead.custom.isEmpty { takeProduct(lead) }
    if fields.contains(.sector) { known.take(.sector, of: lead) }
    if fields.contains(.city) { known.set(.city, lead.city.map { placeName($0, isAbroad: lead.isAbroad) }) }
    if fields.contains(.country) { known.take(.country, of: lead) }
    if fields.contains(.phone) { known.set(.phone, lead.phone?.e164) }
    if fields.contains(.email) { known.set(.email, lead.email?.text) }
    if fields.contains(.website) { known.take(.website, of: lead) }
    if fields.contains(.employees) {
      known.set(.employees, lead.employees.map { groupedDigits($0, language: language) })
    }
    if fields.contains(.rating) { known.set(.rating, lead.rating.flatMap { oneDecimal($0, language: language) }) }
    if fields.contains(.revenue) {
      known.set(
        .revenue, lead.revenue.flatMap { Int(exactly: $0.rounded()) }.map { groupedDigits($0, language: language) })
    }
    if fields.contains(.source) { known.take(.source, of: lead) }
    if fields.contains(.stage) { known.take(.stage, of: lead) }
    if fields.contains(.owner) { known.take(.owner, of: lead) }
    if fields.contains(.notes) { known.take(.notes, of: lead) }
    if fields.contains(.whyNow) { known.set(.whyNow, whyNow) }
    if !fields.isDisjoint(with: .acquaintance) { take(acquaintance, lead) }
    if fields.contains(.quote) || fields.contains(.hasAsked), let quote = quotableSentence(of: lead) {
      known.set(.quote, quote)
      heedQuote(quote)
    }
  }

  /// Speaks of what the lead asked for by name, where that reads as the sender's offer does.
  private mutating func takeProduct(_ lead: borrowing Lead) {
    guard let offer = known[.senderOffer], let product = ProductOfInterest(lead),
      let name = product.name(inPlaceOf: offer, language)
    else { return }
    known.set(.senderOffer, name)
    known.set(.offer, name)
    known.set(.offerQuoted, quoted(name, language))
    known.set(.ourQuote, ourQuote(for: name, language))
    known.set(.topic, topic(name, language, isNews: true))
    self.product = name
  }

  private mutating func take(_ acquaintance: Acquaintance, _ lead: borrowing Lead) {
    var isLongAgo = acquaintance.isLongAgo
    switch acquaintance.tie {
    case .event?:
      let fair = lead.source.flatMap { fairName($0, language: language) }
      known.set(.fair, fair)
      if let year = fair.flatMap(yearNamed), year < acquaintance.today.components.year { isLongAgo = true }
    case .formerCustomer?: known.set(.isFormerCustomer, clean: "")
    case .lost?: known.set(.isLost, clean: "")
    case let tie?: if let field = tie.field { known.set(field, clean: "") }
    case nil: break
    }
    if let words = base.words {
      switch acquaintance.tie {
      case .customer?:
        say(.offerQuestion, words.questionToCustomer)
        say(.offerSize, words.sizeAfterMeeting)
      // What was left open half a year ago is as good as never asked.
      case .met? where acquaintance.isForgotten: break
      case .met?:
        say(.offerQuestion, words.questionAfterMeeting)
        say(.offerSize, words.sizeAfterMeeting)
      case .paused?:
        say(.offerQuestion, words.questionToPaused)
        say(.offerSize, words.sizeAfterMeeting)
      case .offered?:
        say(.offerQuestion, words.questionAfterOffer)
        say(.offerSize, words.sizeAfterMeeting)
      case .sampled?:
        say(.offerQuestion, words.questionAfterSample)
        say(.offerSize, words.sizeAfterMeeting)
      // Of its quote, which we owe it, nothing is asked that it has said.
      case .form?, .enquiry?:
        say(.offerQuestion, acquaintance.awaitsPrice ? words.questionBeforeQuote : words.questionUnderWay)
      case .campaign?, .planned?: say(.offerQuestion, words.questionUnderWay)
      case .formerCustomer?: say(.offerQuestion, words.questionToFormerCustomer)
      case .recommended?:
        known.set(.recommender, recommender(of: lead, names, language: language))
      case .reached?, .event?, .unanswered?, .lost?, nil: break
      }
    }
    // Who has bought it, has our offer of it or has talked to us about it knows what it is good for.
    switch acquaintance.tie {
    case .customer?: known.forget(.senderBenefit)
    // There the opening has said what it is about.
    case .offered?, .met?, .sampled?: forgetTopic()
    default: break
    }
    let isNews = !acquaintance.isInTouch && acquaintance.lastContact == nil
    if !isNews, known.isKnown(.topic) {
      if let product {
        known.set(.topic, topic(product, language, isNews: false))
      } else if let topic = base.topicToKnown {
        say(.topic, topic)
      }
    }
    if acquaintance.isNegotiating { known.set(.isNegotiating, clean: "") }
    if let meeting = acquaintance.meeting { known.set(.meeting, clean: meeting.said(in: language)) }
    switch acquaintance.tie {
    case .form?, .enquiry?: known.set(.hasAsked, clean: "")
    case .customer?, .offered?, .met?, .paused?, .reached?, .sampled?: known.set(.isAcquainted, clean: "")
    default: break
    }
    if acquaintance.isUnanswered { known.set(.isUnanswered, clean: "") }
    if acquaintance.isInTouch { known.set(.isInTouch, clean: "") }
    if acquaintance.isStranger { known.set(.isStranger, clean: "") }
    if isLongAgo { known.set(.isLongAgo, clean: "") }
    if acquaintance.lastContact != nil {
      known.set(.lastContact, timeOfLastContact(acquaintance, language: language))
    }
  }

  /// A text out of a template file, whose lines are clean.
  private mutating func say(_ field: TemplateField, _ text: String) {
    if !text.isEmpty { known.set(field, clean: text) }
  }

  private mutating func forgetTopic() {
    known.forget(.topic)
    // What it is good for cannot be said of what has no name there.
    known.forget(.senderBenefit)
  }

  /// Whose own words say what is wanted is told no more than that they are answered, and is asked for nothing that they
  /// say, unless there has been more between the two since.
  private mutating func heedQuote(_ quote: String) {
    forgetTopic()
    if known.isKnown(.isAcquainted) { return }
    known.set(.hasAsked, clean: "")
    guard let words = base.words else { return }
    let question =
      switch Wish(quote) {
      case .price?: words.size
      case .demo?: words.questionAboutDemo ?? words.questionToEnquirer
      case nil: words.questionToEnquirer
      }
    known.set(.offerQuestion, question)
    known.set(.offerSize, words.sizeToEnquirer)
  }

  /// Makes `{{opening}}` of what is known; it stays unknown where nothing comes of it.
  mutating func open(with template: Template, _ suffixes: SuffixMemo) throws(MissingValue) {
    var line = self.line
    self.line = []
    line.removeAll(keepingCapacity: true)
    try template.render(self, suffixes, into: &line)
    if !line.isEmpty { line.withUnsafeBufferPointer { known.append($0, as: .opening) } }
    self.line = line
  }

  private static let forms: [(TemplateField, Addressee.Form)] = [
    (.salutation, .plain), (.formalSalutation, .formal), (.informalSalutation, .informal),
  ]

  /// The firm and the person, as messages speak of them.
  private mutating func takeNames(_ lead: borrowing Lead, _ fields: TemplateFields) {
    let firm = names.firm(of: lead)
    let addressee = Addressee(lead, firm: firm, names)
    // Of a firm that is its owner one cannot speak to the owner as of something else.
    known.set(.company, addressee.isFirmItself ? nil : firm)
    if fields.contains(.contactName) { known.set(.contactName, addressee.fullName) }
    if fields.contains(.isPerson), addressee.isPerson { known.set(.isPerson, clean: "") }
    for (field, form) in Self.forms where fields.contains(field) {
      known.set(field, addressee.form(form, language: language, isLetter: isLetter))
    }
  }

  /// The same without what can be long and has a general word in its place.
  var withoutNames: TemplateValues {
    var values = self
    values.known.hide(.names)
    return values
  }

  /// The same with the offer's general name in place of its own, if there is one.
  var withGeneralOffer: TemplateValues {
    var values = self
    if let general = values.known[.offerInGeneral] {
      values.known.copy(.offerInGeneral, to: .offer)
      values.known.set(.offerQuoted, quoted(general, language))
      values.known.set(.ourQuote, ourQuote(for: nil, language))
    }
    return values
  }

  // MARK: Questions

  /// Whether the lead can be said *sen* to.
  mutating func isOnFirstNameTerms(_ lead: borrowing Lead) -> Bool {
    let firm = names.firm(of: lead)
    return Addressee(lead, firm: firm, names).isOnFirstNameTerms
  }

  func knows(_ field: TemplateField) -> Bool { known.isKnown(field) }

  /// Appends the field's value; false if it has none.
  func append(_ field: TemplateField, to out: inout TextPen) -> Bool { known.append(field, to: &out) }

  /// The same with a case ending.
  func append(
    _ field: TemplateField, suffix: TurkishSuffix, plain: Bool, suffixes: SuffixMemo, to out: inout TextPen
  ) -> Bool {
    known.withBytes(of: field) { suffixes.append($0, suffix, plain: plain, to: &out) }
  }

  var knowsKindOfOffer: Bool {
    [TemplateField.isSoftware, .isService, .isGoods, .isMachines, .isWorks, .isConsulting, .isInsurance].contains {
      knows($0)
    }
  }

  /// Nil where the value is missing or blank.
  subscript(name: TemplateName) -> String? {
    switch name {
    case .field(let field): known[field]
    case .custom(let key): custom[key].flatMap(cleaned)
    }
  }
}
