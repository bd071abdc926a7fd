/// Remembers which of the catalogue's words were asked for: the wordings of the last tones, channels and objectives, and
/// the words of every trade so far. Asking the catalogue means folding texts and waiting at a lock that all workers share.
struct WordsMemo {
  private struct Asked: Equatable {
    var tone: String
    var language: Language
    var channel: Channel
    var objective: String
  }

  private let catalog: TemplateCatalog
  private let sender: Sender
  private var bases: [TemplateValues.Base] = []
  private var recent: [(place: Asked, templates: SequenceTemplates)] = []
  private var trades = ByteMemo<Int>()
  /// The languages that `trades` knows by their position.
  private var languages: [Language] = []
  private var sectors: [Trade?] = []

  /// A class, since five texts would be five references to count.
  final class Trade {
    let words: SectorWords

    init(_ words: SectorWords) { self.words = words }
  }

  init(_ catalog: TemplateCatalog, _ sender: Sender) {
    self.catalog = catalog
    self.sender = sender
  }

  /// What all messages in a language have from their sender.
  ///
  /// - Parameter isFamiliar: whether the reader is said *sen* to.
  mutating func base(_ language: Language, isFamiliar: Bool = false) -> TemplateValues.Base {
    if let known = bases.first(where: { $0.language == language && $0.isFamiliar == isFamiliar }) { return known }
    let base = TemplateValues.Base(sender, language: language, isFamiliar: isFamiliar, catalog: catalog)
    bases.append(base)
    return base
  }

  /// Nil if the tone has no words in the language.
  ///
  /// - Parameter situation: a heading that comes before the objective's, where the tone has it: of a meeting that is agreed on
  ///   messages speak whatever they were to be about.
  mutating func templates(
    tone: String, language: Language, channel: Channel, objective: String, situation: String? = nil
  ) -> SequenceTemplates? {
    if let situation, let found = catalog.templates(tone: tone, language: language),
      found.objectives.contains(situation)
    {
      return templates(tone: tone, language: language, channel: channel, objective: situation)
    }
    let place = Asked(tone: tone, language: language, channel: channel, objective: objective)
    if let index = recent.firstIndex(where: { $0.place == place }) { return recent[index].templates }
    guard let found = catalog.templates(tone: tone, language: language) else { return nil }
    let templates = found.templates(channel: channel, objective: objective)
    if recent.count == 8 { recent.removeFirst() }
    recent.append((place, templates))
    return templates
  }

  /// ``TemplateCatalog/sectorWords(for:language:)``
  mutating func sector(_ trade: String?, language: Language) -> Trade? {
    let position: Int
    if let known = languages.firstIndex(of: language) {
      position = known
    } else {
      position = languages.count
      languages.append(language)
    }
    // An unnamed trade is not the same question as an empty name.
    let kind = UInt64(position) << 1 | (trade == nil ? 0 : 1)
    var text = trade ?? ""
    return text.withUTF8 { bytes in
      if let known = trades.value(of: bytes, kind: kind) { return sectors[known] }
      if trades.isFull {
        trades.removeAll()
        sectors.removeAll()
      }
      let words = catalog.sectorWords(for: trade, language: language).map(Trade.init)
      trades.insert(sectors.count, for: bytes, kind: kind)
      sectors.append(words)
      return words
    }
  }
}
