internal import Formats
package import Leads
package import Outreach
internal import Records
package import Requests
internal import Storage

/// What a request says about messages beside asking for some.
extension SequencePlanner {
  /// Whom one's sources say to leave alone; nil if none of them does. Of several that say so the latest counts.
  ///
  /// - Parameter sources: each by itself, the nearest first: what a request says does not take back what a book says.
  package static func stated(_ lead: LeadID?, _ sources: [LeadFacts?]) -> StatedRefusal? {
    var refusal: StatedRefusal?
    for case let facts? in sources {
      guard let (channels, reason) = refused(facts) else { continue }
      let at = facts[.consentAt].flatMap { FactDate.ofCell($0) }
      guard var earlier = refusal else {
        refusal = StatedRefusal(lead: lead, channels: channels, addresses: [], at: at, reason: reason)
        continue
      }
      earlier.channels.formUnion(channels)
      // Whoever gives no time says it now.
      if let known = earlier.at { earlier.at = at.map { max($0, known) } }
      refusal = earlier
    }
    guard var refusal else { return nil }
    for case let facts? in sources {
      for address in addresses(facts)
      where refusal.channels.contains(address.channel) && !refusal.addresses.contains(address) {
        refusal.addresses.append(address)
      }
    }
    return refusal.lead == nil && refusal.addresses.isEmpty ? nil : refusal
  }

  /// On which channels, and in whose words.
  private static func refused(_ facts: LeadFacts) -> (Set<Channel>, String)? {
    // Asked of every row, and of most in vain.
    var everywhere: Set<Channel> { Set(Channel.allCases) }
    var channels = facts.optedOut
    let said = facts.refusal ?? "opt-out column"
    var reason = said
    if let text = facts[.consentStatus], !text.isEmpty {
      reason = "consent_status \(text.prefix(64))"
      switch ConsentStatement(text) {
      case .refused: return (everywhere, reason)
      case .refusedOn(let some): channels.formUnion(some)
      case .granted, .bounced, .open, .unclear: reason = said
      }
    }
    if let text = facts[.stage], !text.isEmpty, ConsentStatement.stop(in: text) == .refused {
      return (everywhere, "status \(text.prefix(64))")
    }
    if facts.texts.withBytes(of: .contactName, EndedNote.isBeside(person:)) ?? false {
      return (everywhere, "contact_name \((facts[.contactName] ?? "").prefix(64))")
    }
    if facts.texts.withBytes(of: .company, EndedNote.isBeside(firm:)) ?? false {
      return (everywhere, "company \((facts[.company] ?? "").prefix(64))")
    }
    return channels.isEmpty ? nil : (channels, reason)
  }

  /// Whether a source says that messages come back.
  static func hasBounced(_ sources: [LeadFacts?]) -> Bool {
    sources.contains { facts in
      guard let facts else { return false }
      if let text = facts[.stage], !text.isEmpty, ConsentStatement.stop(in: text) == .bounced { return true }
      return facts[.consentStatus].map { !$0.isEmpty && ConsentStatement($0) == .bounced } ?? false
    }
  }

  /// Words about consent that say neither yes nor no.
  static func unclearConsent(_ sources: [LeadFacts?]) -> [String] {
    var warnings: [String] = []
    for case let facts? in sources {
      if let text = facts[.consentStatus], !text.isEmpty, ConsentStatement(text) == .unclear {
        warnings.append("lead.consent_status: " + ConsentStatement.doubt(about: text))
      }
      warnings += facts.unclearConsent
    }
    return warnings
  }

  /// All addresses that a source gives, landlines too.
  static func addresses(_ facts: LeadFacts) -> [ContactAddress] {
    var found: [ContactAddress] = []
    for field in [LeadField.whatsapp, .phone, .email] {
      guard let text = facts[field], !text.isEmpty else { continue }
      for address in allAddresses(in: text) where !found.contains(address) { found.append(address) }
    }
    return found
  }

  /// Also "ali@example.com RET", which is no address as it stands.
  private static func allAddresses(in text: String) -> [ContactAddress] {
    if let all = try? ContactAddress.all(in: text) { return all }
    return text.split { $0.isWhitespace || "()[],;|".contains($0) }.filter { $0.utf8.contains(UInt8(ascii: "@")) }
      .compactMap { try? ContactAddress(parsing: String($0)) }
  }

  private static func haveSeveralAddresses(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 13 else { return false }
    var digits = 0
    var ats = 0
    for byte in text {
      if byte &- 48 < 10 { digits += 1 } else if byte == UInt8(ascii: "@") { ats += 1 }
    }
    return digits >= 18 || ats > 1
  }

  /// Where a lead may answer from besides where it is written to.
  static func alsoAt(_ lead: borrowing Lead, _ facts: LeadFacts, besides targets: [Target]) -> [ContactAddress] {
    var found: [ContactAddress] = []
    func add(_ address: ContactAddress) {
      if !targets.contains(where: { $0.to == address.text }), !found.contains(address) { found.append(address) }
    }
    if let whatsapp = lead.whatsapp { add(ContactAddress(whatsapp)) }
    if let phone = lead.phone { add(ContactAddress(phone)) }
    if let email = lead.email { add(ContactAddress(email)) }
    // Few give several, however they are joined: no number has 18 digits, no address two @.
    for field in [LeadField.phone, .whatsapp, .email] {
      guard facts.texts.withBytes(of: field, haveSeveralAddresses) ?? false, let text = facts[field] else { continue }
      for address in (try? ContactAddress.all(in: text)) ?? [] { add(address) }
    }
    return found
  }
}
