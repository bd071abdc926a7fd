/// What answers are checked for.
package enum AnswerRule: String, CaseIterable, Sendable {
  case schema, steps, length, language
  /// *Sen* where the tone says *siz*, or the other way round.
  case address
  case greeting
  /// A placeholder, markdown, or words about the writing itself.
  case leftover
  case link, phone, price, number, date, name, certificate
  /// That somebody called, met, agreed or looked at something.
  case contact
  case visit
  case refusal, repetition
}

/// One thing that is wrong with an answer.
package struct AnswerFault: Error, Hashable, Sendable, CustomStringConvertible {
  package var rule: AnswerRule
  /// One sentence for whoever writes it again.
  package var message: String

  package init(_ rule: AnswerRule, _ message: String) {
    self.rule = rule
    self.message = message
  }

  package var description: String { "\(rule.rawValue): \(message)" }
}
