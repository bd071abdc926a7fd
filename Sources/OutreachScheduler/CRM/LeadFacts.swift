public import Outreach

/// The facts that a lead can have, by the names that requests, columns and templates use.
///
/// The raw value is a position and private to the program; ``name`` is what files say.
public enum LeadField: Int, CaseIterable, Sendable {
  case company, contactName, salutation, sector, city, country, phone, email, website, employees, rating, revenue
  case source, stage, lastActivity, notes, timeZone, owner, consentStatus, consentAt, consentSource, recipientType

  /// `contact_name`.
  public var name: String { Self.names[rawValue] }

  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: index)
  }

  /// In the order of the cases.
  public static let names = [
    "company", "contact_name", "salutation", "sector", "city", "country", "phone", "email", "website", "employees",
    "rating", "revenue", "source", "stage", "last_activity", "notes", "time_zone", "owner", "consent_status",
    "consent_at", "consent_source", "recipient_type",
  ]
}

/// What a source says about a lead, before anybody checked it: texts as they came.
///
/// A fact is unknown (nil), or a text, or known to be missing (an empty text): a request that says `"phone": null` takes
/// away the lead book's phone.
public struct LeadFacts: Hashable, Sendable {
  private var texts: [String?]
  /// The user's own facts, nested names joined by dots.
  public var custom: [String: String] = [:]
  /// The channels on which a column of the source says the lead wants to hear nothing.
  public var optedOut: Set<Channel> = []

  public init() { texts = Array(repeating: nil, count: LeadField.allCases.count) }

  public subscript(field: LeadField) -> String? {
    get { texts[field.rawValue] }
    set { texts[field.rawValue] = newValue }
  }

  /// These facts, and those of `other` where this says nothing. An opt-out of either stays.
  public func merged(over other: LeadFacts) -> LeadFacts {
    var merged = self
    for i in merged.texts.indices where merged.texts[i] == nil { merged.texts[i] = other.texts[i] }
    merged.custom.merge(other.custom) { mine, _ in mine }
    merged.optedOut.formUnion(other.optedOut)
    return merged
  }
}
