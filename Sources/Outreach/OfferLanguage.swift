extension Sender {
  /// Said of an English message in which the offer is Turkish; nil otherwise. An offer given without a language stands in
  /// every one as it is.
  package func offerDoubt(in language: Language) -> String? {
    guard language == .en, let offer, offer.own[.en] == nil, let common = offer.common,
      common.unicodeScalars.contains(where: Self.turkishLetters.contains)
    else { return nil }
    return "sender.offer is Turkish and stands in English messages as it is: \(quoted(common)); give it in both, "
      + #""offer":{"tr":"…","en":"…"}."#
  }

  /// Said of a message that says *sen* where the benefit says *siz* and is left out; nil otherwise.
  package func benefitDoubt(in language: Language, tone: String) -> String? {
    guard isFamiliar(tone: tone), language == .tr, let said = benefit?[.tr], saysYouPolitely(said) else {
      return nil
    }
    return "sender.benefit says siz and is left out where the tone says sen: \(quoted(said))"
  }

  private static let turkishLetters = Set("ğĞıİşŞçÇöÖüÜ".unicodeScalars)
}
