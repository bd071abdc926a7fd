/// What a sender's offer is taken for, for the person who configured it.
package enum OfferReport {
  /// One line for each language the offer is written in.
  package static func lines(_ sender: Sender) -> [String] {
    guard let offer = sender.offer else { return ["sender.offer: not set; messages speak of it in general words"] }
    let texts =
      [("sender.offer", offer.common)]
      + offer.own.sorted { $0.key.rawValue < $1.key.rawValue }.map { ("sender.offer.\($0.key.rawValue)", $0.value) }
    return texts.compactMap { name, text in
      text.map { "\(name): “\($0)” is \(kind(of: $0, stated: sender.offerKind))" }
    }
  }

  private static func kind(of offer: String, stated: OfferKind?) -> String {
    if let stated { return "\(stated.rawValue), as offer_kind says" }
    if let guessed = OfferKind(guessedFrom: offer) {
      return "taken for \(guessed.rawValue); set offer_kind if it is something else"
    }
    let kinds = OfferKind.allCases.map(\.rawValue).joined(separator: ", ")
    return "of no kind that its words tell; set offer_kind to one of \(kinds)"
  }
}
