package import Outreach

/// What a source says about a lead, before anybody checked it: texts as they came.
///
/// A fact is unknown (nil), or a text, or known to be missing (an empty text): a request that says `"phone": null` takes
/// away the lead book's phone.
package struct LeadFacts: Hashable, Sendable {
  package var texts: LeadTexts
  /// The user's own facts, nested names joined by dots.
  package var custom: [String: String] = [:]
  /// The channels on which a column of the source says the lead wants to hear nothing.
  package var optedOut: Set<Channel> = []
  /// Where else than in a column about consent that is said, and in which words: "notes Aranmasın".
  package var refusal: String?
  /// Words of consent columns that say neither yes nor no, as warnings.
  package var unclearConsent: [String] = []

  /// - Parameter bytes: how much room the texts will need, as far as it is known.
  package init(room bytes: Int = 0) { texts = LeadTexts(room: bytes) }

  /// Whether nothing is said, not even that something is missing.
  package var isEmpty: Bool {
    custom.isEmpty && optedOut.isEmpty && unclearConsent.isEmpty && texts.isEmpty
  }

  package subscript(field: LeadField) -> String? {
    get { texts[field] }
    set { texts[field] = newValue }
  }

  /// Takes a fact unless there is one, be it an empty text; whether it was taken.
  mutating func takeFirst(_ field: LeadField, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if texts.has(field) { return false }
    texts.set(field, to: text)
    return true
  }

  /// These facts, and those of `other` where this says nothing. An opt-out of either stays.
  package func merged(over other: LeadFacts) -> LeadFacts {
    var merged = self
    merged.texts.add(other.texts)
    merged.custom.merge(other.custom) { mine, _ in mine }
    merged.optedOut.formUnion(other.optedOut)
    merged.refusal = refusal ?? other.refusal
    merged.unclearConsent += other.unclearConsent
    return merged
  }

  /// Takes over whom another entry about the same lead says to leave alone. What stands beside it does not take that back,
  /// unless it is a consent that was given later.
  package mutating func hearNo(of other: LeadFacts) {
    optedOut.formUnion(other.optedOut)
    if refusal == nil { refusal = other.refusal }
    var channels: Set<Channel> = []
    if let said = other[.consentStatus], !said.isEmpty {
      switch ConsentStatement(said) {
      case .refused: channels = Set(Channel.allCases)
      case .refusedOn(let some): channels = some
      case .bounced: channels = [.email]
      case .granted, .open, .unclear: break
      }
    }
    if let stage = other[.stage], !stage.isEmpty, ConsentStatement.stop(in: stage) == .refused {
      channels = Set(Channel.allCases)
    }
    if channels.isEmpty || isConsent(after: other) { return }
    optedOut.formUnion(channels)
  }

  private func isConsent(after other: LeadFacts) -> Bool {
    guard let said = self[.consentStatus], case .granted = ConsentStatement(said),
      let mine = self[.consentAt].flatMap({ FactDate.ofCell($0) }),
      let other = other[.consentAt].flatMap({ FactDate.ofCell($0) })
    else { return false }
    return mine > other
  }
}
