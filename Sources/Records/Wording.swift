/// What a sequence was written with.
package struct Wording: Hashable, Sendable {
  package var tone: String
  package var language: String
  package var objective: String

  package init(tone: String, language: String, objective: String) {
    self.tone = tone
    self.language = language
    self.objective = objective
  }
}
