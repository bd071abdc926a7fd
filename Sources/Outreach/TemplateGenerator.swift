/// Writes sequences from the catalogue's wordings.
package struct TemplateGenerator: SequenceGenerator {
  package let catalog: TemplateCatalog
  package let sender: Sender
  let refusal: RefusalLine

  package init(catalog: TemplateCatalog = .builtIn, sender: Sender, refusal: RefusalLine = .every) {
    self.catalog = catalog
    self.sender = sender
    self.refusal = refusal
  }

  package var tones: [String] { catalog.tones }
  package var languages: [Language] { catalog.languages }
  package var objectives: [String] { catalog.objectives }

  package func sequence(
    for request: SequenceRequest, score: LeadScore
  ) throws(GenerationFailure) -> OutreachSequence {
    try TemplateWriter(self, SuffixMemo()).sequence(for: request, score: score)
  }

  package func writer(knowing suffixes: SuffixMemo) -> any SequenceWriter { TemplateWriter(self, suffixes) }
}

/// Which messages of a sequence say how to refuse further ones.
package enum RefusalLine: String, CaseIterable, Sendable {
  case every, first
}
