package import Outreach

/// The facts that a lead can have, by the names that requests, columns and templates use.
package enum LeadField: String, CaseIterable, Sendable {
  case company
  case contactName = "contact_name"
  case salutation, sector, city, country, phone, email, website, employees, rating, revenue, source, stage
  case lastActivity = "last_activity"
  case notes
  case timeZone = "time_zone"
  case owner
  case consentStatus = "consent_status"
  case consentAt = "consent_at"
  case consentSource = "consent_source"
  case recipientType = "recipient_type"
  case whatsapp
  case gender

  /// The position in `allCases`, spelled out: looking it up by hash took half of the time in which a row is read.
  package var index: Int {
    switch self {
    case .company: 0
    case .contactName: 1
    case .salutation: 2
    case .sector: 3
    case .city: 4
    case .country: 5
    case .phone: 6
    case .email: 7
    case .website: 8
    case .employees: 9
    case .rating: 10
    case .revenue: 11
    case .source: 12
    case .stage: 13
    case .lastActivity: 14
    case .notes: 15
    case .timeZone: 16
    case .owner: 17
    case .consentStatus: 18
    case .consentAt: 19
    case .consentSource: 20
    case .recipientType: 21
    case .whatsapp: 22
    case .gender: 23
    }
  }
}

/// What a source says about a lead, before anybody checked it: texts as they came.
///
/// A fact is unknown (nil), or a text, or known to be missing (an empty text): a request that says `"phone": null` takes
/// away the lead book's phone.
package struct LeadFacts: Hashable, Sendable {
  private var texts: [String?]
  /// The user's own facts, nested names joined by dots.
  package var custom: [String: String] = [:]
  /// The channels on which a column of the source says the lead wants to hear nothing.
  package var optedOut: Set<Channel> = []
  /// Words of consent columns that say neither yes nor no, as warnings.
  package var unclearConsent: [String] = []

  package init() { texts = Self.unknown }

  private static let unknown = [String?](repeating: nil, count: LeadField.allCases.count)

  /// Whether nothing is said, not even that something is missing.
  package var isEmpty: Bool {
    custom.isEmpty && optedOut.isEmpty && unclearConsent.isEmpty && texts.allSatisfy { $0 == nil }
  }

  package subscript(field: LeadField) -> String? {
    get { texts[field.index] }
    set { texts[field.index] = newValue }
  }

  /// Takes a fact unless there is one, be it an empty text; whether it was taken.
  mutating func takeFirst(_ field: LeadField, _ text: String) -> Bool {
    guard texts[field.index] == nil else { return false }
    texts[field.index] = text
    return true
  }

  /// These facts, and those of `other` where this says nothing. An opt-out of either stays.
  package func merged(over other: LeadFacts) -> LeadFacts {
    var merged = self
    for i in merged.texts.indices where merged.texts[i] == nil { merged.texts[i] = other.texts[i] }
    merged.custom.merge(other.custom) { mine, _ in mine }
    merged.optedOut.formUnion(other.optedOut)
    merged.unclearConsent += other.unclearConsent
    return merged
  }
}
