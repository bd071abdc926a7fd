/// Writes sequences from the catalogue's wordings.
package struct TemplateGenerator: SequenceGenerator {
  package let catalog: TemplateCatalog
  package let sender: Sender
  let base: TemplateValues.Base

  package init(catalog: TemplateCatalog = .builtIn, sender: Sender) {
    self.catalog = catalog
    self.sender = sender
    base = TemplateValues.Base(sender)
  }

  package var tones: [String] { catalog.tones }
  package var languages: [Language] { catalog.languages }
  package var objectives: [String] { catalog.objectives }

  package func sequence(
    for request: SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    try TemplateWriter(self).sequence(for: request, score: score)
  }

  package func writer() -> any SequenceWriter { TemplateWriter(self) }
}
