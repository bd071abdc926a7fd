public import Outreach

/// The facts that a lead can have, by the names that requests, columns and templates use.
public enum LeadField: String, CaseIterable, Sendable {
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

  var index: Int { Self.indices[self] ?? 0 }

  private static let indices = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
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
    get { texts[field.index] }
    set { texts[field.index] = newValue }
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
