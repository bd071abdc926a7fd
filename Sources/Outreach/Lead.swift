/// What is known about a lead. Every fact may be missing; a missing fact is nil, never an empty string.
package struct Lead: Hashable, Sendable {
  package var id: LeadID
  /// What is text; of the other facts, what they were read from. The properties below are asked instead.
  package var texts: LeadTexts
  package var phone: PhoneNumber?
  /// Where WhatsApp finds it, if that is not ``phone``: a landline may have WhatsApp, and a person may hide the number.
  package var whatsapp: WhatsAppAddress?
  package var email: EmailAddress?
  package var employees: Int?
  /// 0…5, as review sites give it.
  package var rating: Double?
  /// A year's revenue, in whatever currency the book keeps.
  package var revenue: Double?
  package var lastActivity: Timestamp?
  package var consentAt: Timestamp?
  /// The user's own facts by name, nested objects flattened with dots (`custom.plan.name` is `plan.name` here).
  package var custom: [String: String] = [:]

  package init(id: LeadID, texts: LeadTexts = LeadTexts()) {
    self.id = id
    self.texts = texts
  }
}

extension Lead {
  package var company: String? {
    get { texts[.company] }
    set { texts[.company] = newValue }
  }
  package var contactName: String? {
    get { texts[.contactName] }
    set { texts[.contactName] = newValue }
  }
  /// How the person wants to be addressed, e.g. "Ayşe Hanım".
  package var salutation: String? {
    get { texts[.salutation] }
    set { texts[.salutation] = newValue }
  }
  /// As the source says it, in either language: "K", "Erkek", "female".
  package var gender: String? {
    get { texts[.gender] }
    set { texts[.gender] = newValue }
  }
  /// Free text in either language: "mimarlık", "Mimarlik", "architecture".
  package var sector: String? {
    get { texts[.sector] }
    set { texts[.sector] = newValue }
  }
  package var city: String? {
    get { texts[.city] }
    set { texts[.city] = newValue }
  }
  package var country: String? {
    get { texts[.country] }
    set { texts[.country] = newValue }
  }
  package var website: String? {
    get { texts[.website] }
    set { texts[.website] = newValue }
  }
  package var source: String? {
    get { texts[.source] }
    set { texts[.source] = newValue }
  }
  package var stage: String? {
    get { texts[.stage] }
    set { texts[.stage] = newValue }
  }
  package var notes: String? {
    get { texts[.notes] }
    set { texts[.notes] = newValue }
  }
  /// An IANA name such as `Europe/Istanbul`.
  package var timeZone: String? {
    get { texts[.timeZone] }
    set { texts[.timeZone] = newValue }
  }
  /// The salesperson whose lead it is.
  package var owner: String? {
    get { texts[.owner] }
    set { texts[.owner] = newValue }
  }
  package var consentStatus: String? {
    get { texts[.consentStatus] }
    set { texts[.consentStatus] = newValue }
  }
  package var consentSource: String? {
    get { texts[.consentSource] }
    set { texts[.consentSource] = newValue }
  }
  /// `tacir`, `esnaf`, `bireysel` …, free text.
  package var recipientType: String? {
    get { texts[.recipientType] }
    set { texts[.recipientType] = newValue }
  }
}

/// A lead's name in the upstream system: 1 to 64 of `A-Z a-z 0-9 _ -`.
package struct LeadID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard LeadID.isValid(text.utf8) else { return nil }
    self.text = text
  }

  init(checked text: String) { self.text = text }

  /// The alphabet that lead ids and upstream references share.
  package static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    (1...64).contains(bytes.count)
      && bytes.allSatisfy {
        switch $0 {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// Whether outputs write it as a JSON number: at most 15 digits without a leading zero (`00139` is not 139).
  package var isNumber: Bool {
    guard text.utf8.count <= 15 else { return false }
    var text = text
    return text.withUTF8 { bytes in
      for byte in bytes where !(48...57).contains(byte) { return false }
      return bytes.first != 48 || bytes.count == 1
    }
  }

  package var description: String { text }
}

/// The language of a message, by its ISO 639 code. Turkish and English are built in; wordings can add others.
package struct Language: Hashable, Sendable, RawRepresentable {
  package let rawValue: String

  package static let tr = Language(code: "tr")
  package static let en = Language(code: "en")
  package static let builtIn = [tr, en]

  /// Nil for anything but two or three small letters.
  package init?(rawValue: String) {
    guard (2...3).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy({ (97...122).contains($0) }) else {
      return nil
    }
    self.rawValue = rawValue
  }

  private init(code: String) { rawValue = code }
}
