/// What is known about a lead. Every fact may be missing; a missing fact is nil, never an empty string.
public struct Lead: Hashable, Sendable {
  public var id: LeadID
  public var company: String?
  public var contactName: String?
  /// How the person wants to be addressed, e.g. "Ayşe Hanım".
  public var salutation: String?
  /// Free text in either language: "mimarlık", "Mimarlik", "architecture".
  public var sector: String?
  public var city: String?
  public var country: String?
  public var phone: PhoneNumber?
  public var email: EmailAddress?
  public var website: String?
  public var employees: Int?
  /// 0…5, as review sites give it.
  public var rating: Double?
  /// A year's revenue, in whatever currency the book keeps.
  public var revenue: Double?
  public var source: String?
  public var stage: String?
  public var lastActivity: Timestamp?
  public var notes: String?
  /// An IANA name such as `Europe/Istanbul`.
  public var timeZone: String?
  /// The salesperson whose lead it is.
  public var owner: String?
  public var consentStatus: String?
  public var consentAt: Timestamp?
  public var consentSource: String?
  /// `tacir`, `esnaf`, `bireysel` …, free text.
  public var recipientType: String?
  /// The user's own facts by name, nested objects flattened with dots (`custom.plan.name` is `plan.name` here).
  public var custom: [String: String] = [:]

  public init(id: LeadID) { self.id = id }
}

/// A lead's name in the upstream system: 1 to 64 of `A-Z a-z 0-9 _ -`.
public struct LeadID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init?(_ text: String) {
    guard LeadID.isValid(text.utf8) else { return nil }
    self.text = text
  }

  init(checked text: String) { self.text = text }

  /// The alphabet that lead ids and upstream references share.
  public static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
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
  public var isNumber: Bool {
    guard text.utf8.count <= 15 else { return false }
    var text = text
    return text.withUTF8 { bytes in
      for byte in bytes where !(48...57).contains(byte) { return false }
      return bytes.first != 48 || bytes.count == 1
    }
  }

  public var description: String { text }
}

public enum Channel: String, CaseIterable, Sendable {
  case whatsapp, email
}

/// The language of a message, by its ISO 639 code. Turkish and English are built in; wordings can add others.
public struct Language: Hashable, Sendable, RawRepresentable {
  public let rawValue: String

  public static let tr = Language(code: "tr")
  public static let en = Language(code: "en")
  public static let builtIn = [tr, en]

  /// Nil for anything but two or three small letters.
  public init?(rawValue: String) {
    guard (2...3).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy({ (97...122).contains($0) }) else {
      return nil
    }
    self.rawValue = rawValue
  }

  private init(code: String) { rawValue = code }
}
