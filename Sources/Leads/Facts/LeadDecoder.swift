package import Outreach

/// A fact that could not be read.
package struct LeadProblem: Error, Hashable, Sendable {
  package var field: LeadField
  /// As it came.
  package var value: String
  /// One sentence for the person who wrote it.
  package var message: String

  /// Whether a message over this channel cannot be sent without the fact: such a problem refuses the request, any other
  /// is a warning.
  package func blocks(_ channel: Channel) -> Bool {
    switch channel.traits.address {
    case .mobile: field == .phone || field == .whatsapp
    case .email: field == .email
    }
  }
}

/// A lead, and what was wrong with its facts; a fact that could not be read is nil in the lead.
package struct DecodedLead: Hashable, Sendable {
  package var lead: Lead
  package var problems: [LeadProblem]
}

/// Turns texts into facts, by the same rules for requests, lead books and bulk rows.
package enum LeadDecoder {
  package static func decode(_ id: LeadID, _ facts: LeadFacts) -> DecodedLead {
    var problems: [LeadProblem] = []
    let lead = read(id, facts: facts, problems: &problems)
    return DecodedLead(lead: lead, problems: problems)
  }

  package static func read(_ id: LeadID, facts: LeadFacts, problems: inout [LeadProblem]) -> Lead {
    var reading = FactReading(facts: facts)
    var lead = Lead(id: id, texts: facts.texts)
    for field in texts where facts.texts.has(field) { reading.keepText(field, in: &lead.texts) }
    for field in names where facts.texts.has(field) { reading.keepName(field, in: &lead.texts) }
    if facts.texts.has(.notes) { reading.keepLines(.notes, in: &lead.texts) }
    let country = lead.country
    lead.phone = reading.phone(country: country)
    lead.whatsapp = reading.whatsapp(country: country)
    lead.email = reading.email()
    lead.employees = reading.count(.employees)
    lead.rating = reading.rating()
    lead.revenue = reading.amount(.revenue)
    lead.lastActivity = reading.date(.lastActivity)
    lead.consentAt = reading.date(.consentAt)
    for field in values { lead.texts.forget(field) }
    lead.custom = reading.custom
    problems += reading.problems
    return lead
  }

  /// What is called something: it has a letter or a digit in it, and no merge field.
  private static let names: [LeadField] = [.company, .contactName, .sector, .city, .source]
  private static let texts: [LeadField] = [
    .salutation, .gender, .country, .website, .stage, .timeZone, .owner, .consentStatus, .consentSource,
    .recipientType,
  ]
  /// What is kept as a value of its own.
  private static let values: [LeadField] = [
    .phone, .whatsapp, .email, .employees, .rating, .revenue, .lastActivity, .consentAt,
  ]
}

private struct FactReading {
  let facts: LeadFacts
  var custom: [String: String]
  var problems: [LeadProblem] = []

  init(facts: LeadFacts) {
    self.facts = facts
    custom = facts.custom
  }

  /// The text without white space around it, nil if nothing is left.
  func value(_ field: LeadField) -> String? {
    guard let isPlain = facts.texts.withBytes(of: field, FactText.isPlain), let text = facts[field] else { return nil }
    if isPlain { return text }
    let trimmed = FactText.trimmed(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Lines without white space around them.
  func keepLines(_ field: LeadField, in texts: inout LeadTexts) {
    if facts.texts.withBytes(of: field, FactText.isPlain) ?? false { return }
    texts[field] = value(field)
  }

  /// One line: a company with a line break in its name would break greetings and subjects.
  func keepText(_ field: LeadField, in texts: inout LeadTexts) {
    if facts.texts.withBytes(of: field, FactText.isPlain) ?? false { return }
    texts[field] = value(field).map(FactText.singleLine)
  }

  /// The same without what names nothing: "(((", a merge field that nobody has filled in, and what no message has room for.
  mutating func keepName(_ field: LeadField, in texts: inout LeadTexts) {
    keepText(field, in: &texts)
    var isName = false
    var hasBrace = false
    let count = texts.withBytes(of: field) { bytes in
      // The first byte mostly tells.
      isName = bytes.contains { $0 >= 0x80 || $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 }
      for byte in bytes where byte & 0xF9 == UInt8(ascii: "{") & 0xF9 {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { hasBrace = true }
      }
      return bytes.count
    }
    guard let count, !isName || hasBrace || count > 300, let text = texts[field] else { return }
    if count > 300 {
      report(
        field, value: text,
        message: "\"\(text.prefix(40))…\" is longer than 300 bytes, which no name is, and was left out.")
    }
    if count > 300 || !isName || text.contains("{{") || text.contains("}}") { texts.forget(field) }
  }

  mutating func phone(country: String?) -> PhoneNumber? {
    guard let text = value(.phone) else { return nil }
    do throws(PhoneNumberError) {
      let number = try PhoneNumber.best(in: text, country: country)
      if !number.isMobile { reportRounded(text) }
      return number
    } catch {
      report(.phone, value: text, message: error.message)
      return nil
    }
  }

  mutating func whatsapp(country: String?) -> WhatsAppAddress? {
    guard let text = value(.whatsapp) else { return nil }
    do throws(PhoneNumberError) {
      return try WhatsAppAddress.best(in: text, country: country)
    } catch {
      // Some say there only whether somebody has it.
      if ConsentStatement(text) == .unclear { report(.whatsapp, value: text, message: error.message) }
      return nil
    }
  }

  /// A landline in the next column does not make up for a mobile that a spreadsheet has ruined.
  private mutating func reportRounded(_ text: String) {
    guard text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return }
    for part in text.split(separator: ";") {
      do throws(PhoneNumberError) {
        _ = try PhoneNumber(parsing: String(part))
      } catch {
        if case .roundedBySpreadsheet = error { return report(.phone, value: String(part), message: error.message) }
      }
    }
  }

  mutating func email() -> EmailAddress? {
    guard let text = value(.email) else { return nil }
    do throws(EmailAddressError) {
      return try EmailAddress.best(in: text)
    } catch {
      report(.email, value: text, message: error.message)
      return nil
    }
  }

  mutating func count(_ field: LeadField) -> Int? {
    guard let text = value(field) else { return nil }
    if let count = FactNumber.count(text) { return count }
    report(field, value: text, message: "\"\(text)\" is not a number of \(field.rawValue); write digits, as in 25.")
    return nil
  }

  mutating func amount(_ field: LeadField) -> Double? {
    guard let text = value(field) else { return nil }
    if let amount = FactNumber.amount(text), amount >= 0 { return amount }
    report(field, value: text, message: "\"\(text)\" is not an amount; write it as in 1250000 or 1.250.000,50.")
    return nil
  }

  mutating func rating() -> Double? {
    guard let text = value(.rating) else { return nil }
    if let rating = FactNumber.decimal(text), (0...5).contains(rating) { return rating }
    // Salesforce's Hot, Warm and Cold are no mistake, only not this rating.
    if !text.utf8.contains(where: { (48...57).contains($0) }) {
      custom["rating"] = custom["rating"] ?? text
    } else {
      report(.rating, value: text, message: "\"\(text)\" is not a rating from 0 to 5.")
    }
    return nil
  }

  mutating func date(_ field: LeadField) -> Timestamp? {
    guard let text = value(field) else { return nil }
    if let date = FactDate.ofCell(text) { return date }
    report(field, value: text, message: "\"\(text)\" is not a date; write it as in 2026-10-05 or 05.10.2026.")
    return nil
  }

  private mutating func report(_ field: LeadField, value: String, message: String) {
    problems.append(LeadProblem(field: field, value: value, message: message))
  }
}
