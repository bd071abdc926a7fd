/// What a salesperson's note says that a message has to heed. Most notes say nothing of the kind.
struct NoteSigns: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// It got in touch of its own accord: "story'den yazdı", "bizi aradı".
  static let wrote = NoteSigns(rawValue: 1)
  /// It waits for our quote: "teklif hazırlanacak".
  static let quoteAwaited = NoteSigns(rawValue: 2)
  /// A meeting is fixed for a day that lies ahead: "2 Aralık 14:00 toplantı ayarlandı".
  static let meetingAhead = NoteSigns(rawValue: 4)
  /// It is to be written to later: "ocakta arayın dedi", "seçimden sonra".
  static let later = NoteSigns(rawValue: 8)
  /// Somebody went there and met nobody: "yetkili yoktu".
  static let metNobody = NoteSigns(rawValue: 16)

  /// - Parameters:
  ///   - text: well-formed UTF-8.
  ///   - today: from which on a day lies ahead.
  ///   - written: when the note was written, as far as the last activity tells: a bare "perşembe" is the next one from then.
  init(_ text: UnsafeBufferPointer<UInt8>, today: CivilDay, written: @autoclosure () -> CivilDay?) {
    var signs = NoteSigns(rawValue: 0)
    if NoteLexicon.mayTell(text) { signs.take(text, today, written) }
    self = signs
  }

  private mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ today: CivilDay, _ written: () -> CivilDay?) {
    NoteClause.forEach(in: text) { clause in
      // What tells nothing by any word says nothing.
      guard clause.tells else { return }
      if clause.saysWrote { insert(.wrote) }
      if clause.saysQuoteAwaited { insert(.quoteAwaited) }
      if clause.meetingDay(after: today, written: written()) != nil { insert(.meetingAhead) }
      if clause.saysLater(than: today) { insert(.later) }
      if clause.has(.nobody) { insert(.metNobody) }
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
