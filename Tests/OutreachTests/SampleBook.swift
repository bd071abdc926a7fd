import Foundation

@testable import Outreach

/// The repository's own lead book, `samples/leads.csv`, read as simply as its rows allow: no quotes, no empty lines.
enum SampleBook {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let leads: [Lead] = {
    guard let text = try? String(contentsOf: root.appending(path: "samples/leads.csv"), encoding: .utf8) else {
      return []
    }
    let rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().compactMap { row in lead(Dictionary(uniqueKeysWithValues: zip(rows[0], row))) }
  }()

  static func lead(_ id: String) -> Lead? { leads.first { $0.id.text == id } }

  private static func lead(_ row: [String: String]) -> Lead? {
    func fact(_ name: String) -> String? { row[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let id = fact("lead_id").flatMap({ LeadID($0) }) else { return nil }
    var lead = Lead(id: id)
    lead.company = fact("company")
    lead.contactName = fact("contact_name")
    lead.salutation = fact("salutation")
    lead.sector = fact("sector")
    lead.city = fact("city")
    lead.country = fact("country")
    lead.phone = fact("phone").map { PhoneNumber(e164: e164($0)) }
    lead.email = fact("email").map { EmailAddress(checked: $0) }
    lead.website = fact("website")
    lead.employees = fact("employees").flatMap { Int($0) }
    lead.rating = fact("rating").flatMap { Double($0) }
    lead.revenue = fact("revenue").flatMap { Double($0) }
    lead.source = fact("source")
    lead.stage = fact("stage")
    lead.lastActivity = fact("last_activity").flatMap { try? Date($0, strategy: .iso8601) }
      .map { Timestamp(seconds: Int64($0.timeIntervalSince1970)) }
    lead.notes = fact("notes")
    lead.timeZone = fact("time_zone")
    lead.owner = fact("owner")
    lead.consentStatus = fact("consent_status")
    return lead
  }

  private static func e164(_ text: String) -> String {
    let digits = text.filter(\.isNumber)
    return text.hasPrefix("+") ? "+" + digits : "+90" + digits.drop { $0 == "0" }
  }

  static let sender: Sender = {
    var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
    sender.phone = "+90 212 555 01 02"
    sender.email = "elif@ufuk.example"
    sender.offer = "müşteri takip yazılımı"
    sender.tradeName = "Ufuk Yazılım A.Ş."
    sender.mersis = "0123456789012345"
    sender.unsubscribeURL = "https://ufuk.example/ret"
    return sender
  }()

  /// The same in a language's own words.
  static func sender(writing language: Language) -> Sender {
    var sender = Self.sender
    if language == .en {
      sender.offer = "customer follow-up software"
      sender.unsubscribeURL = "https://ufuk.example/stop"
    }
    return sender
  }

  static let now = Timestamp(seconds: 1_795_342_512)  // 2026-11-22T10:15:12Z
  static let year: Int64 = 365 * 86_400
}
