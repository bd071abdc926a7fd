/// What people write beside a name or an address, into notes and among tags of somebody who is to be left alone: "ARAMAYIN",
/// "kara liste", "aranmak istemediğini bildirdi", "do not contact again".
///
/// A phrase is heard wherever it stands. A single word that may be said of something else, as RET of an offer, is heard where
/// it is all that a cell, a tag or a pair of brackets says.
package struct RefusalNote: Hashable, Sendable {
  /// On which channels: "SMS istemiyor" is no word against e-mail.
  package var channels: Set<Channel>
  /// Whether it is no more than perhaps a refusal, which a person should see: "bugün aramayın", "aramayın demişti ama aradı".
  package var isDoubtful = false
  /// Whether it is a word by itself that may be said of something else in a column about something else.
  package var isSingleWord = false

  /// Where a text stands.
  package enum Place: Sendable {
    /// A cell of any column, a note, what is beside an address.
    case note
    /// How a sale stands: who is "şikayetçi" there complains of what was sold.
    case status
    case person
    /// Firms may be called "Blacklist Giyim": what refuses is set apart, or doubted.
    case firm
  }

  /// Whether it is worth asking ``init(_:in:)``; nearly all texts are told by the beginnings of their words.
  ///
  /// - Parameter text: well-formed UTF-8.
  package static func mayBeOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool { RefusalSigns.mayTell(text) }

  /// Nil for nearly every text.
  package init?(_ text: String, in place: Place = .note) {
    let clauses = RefusalClause.all(in: text)
    var found: RefusalNote?
    for (at, clause) in clauses.enumerated() {
      guard var note = Self.note(clause, in: place) else { continue }
      if clause.isTakenBack(by: clauses[(at + 1)...]) { note.isDoubtful = true }
      found = found.map { $0.joined(note) } ?? note
    }
    guard let found else { return nil }
    self = found
  }

  private init(_ channels: Set<Channel> = Set(Channel.allCases), isDoubtful: Bool = false, isSingleWord: Bool = false) {
    (self.channels, self.isDoubtful, self.isSingleWord) = (channels, isDoubtful, isSingleWord)
  }

  /// What is certain counts before what is not.
  private func joined(_ other: RefusalNote) -> RefusalNote {
    if isDoubtful != other.isDoubtful { return isDoubtful ? other : self }
    return RefusalNote(
      channels.union(other.channels), isDoubtful: isDoubtful, isSingleWord: isSingleWord && other.isSingleWord)
  }

  private static func note(_ clause: RefusalClause, in place: Place) -> RefusalNote? {
    if clause.hasCross, place == .person || clause.words.isEmpty { return RefusalNote() }
    if let phrase = clause.phrase {
      let isDoubtful =
        phrase.isDoubtful || place == .firm && !phrase.isPlea && (phrase.reach ?? phrase.count) < clause.words.count
      return RefusalNote(phrase.channels, isDoubtful: isDoubtful)
    }
    if clause.isSingleWord(in: place) { return RefusalNote(clause.ownChannels, isSingleWord: true) }
    // "Ali Kaya RET"
    return place == .person && clause.endsWithRefusal ? RefusalNote(isSingleWord: true) : nil
  }
}
