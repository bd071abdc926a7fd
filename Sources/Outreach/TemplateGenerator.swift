/// Writes sequences from the catalogue's wordings.
public struct TemplateGenerator: SequenceGenerator {
  public let catalog: TemplateCatalog
  public let sender: Sender
  let base: TemplateValues.Base

  public init(catalog: TemplateCatalog = .builtIn, sender: Sender) {
    self.catalog = catalog
    self.sender = sender
    base = TemplateValues.Base(sender)
  }

  public var tones: [String] { catalog.tones }
  public var languages: [Language] { catalog.languages }
  public var objectives: [String] { catalog.objectives }

  public func sequence(
    for request: SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    try TemplateWriter(self).sequence(for: request, score: score)
  }

  public func writer() -> any SequenceWriter { TemplateWriter(self) }
}
