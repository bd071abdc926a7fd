/// One wording, compiled: a short program over a block of literal bytes.
///
/// Instructions hold indices and no references, so that threads which render the same wording at once do not contend
/// for its reference counts.
struct Template: Sendable {
  enum Instruction {
    /// Copy `count` bytes of ``Template/literals``.
    case literal(start: Int, count: Int)
    /// The value of a placeholder; fails if there is none and no default.
    case value(placeholder: Int)
    /// Go on at `end` unless (or if) the name is known: `{{#name}}`, `{{^name}}`.
    case skipUnlessKnown(name: Int, end: Int)
    case skipIfKnown(name: Int, end: Int)
    /// The end of a line that has tags on it: ends the line unless nothing came of it.
    case endOfLine
    /// An empty line: exactly one, however many sections around it came to nothing.
    case paragraph
  }

  struct Placeholder {
    var name: TemplateName
    var filters: [TemplateFilter]
    /// Used as it stands where there is no value; no filter touches it.
    var fallback: String?
  }

  var literals: [UInt8] = []
  var instructions: [Instruction] = []
  var placeholders: [Placeholder] = []
  /// The names that sections ask about.
  var conditions: [TemplateName] = []

  var isEmpty: Bool { instructions.isEmpty }
}

/// What `|…` does to a value.
enum TemplateFilter: Hashable {
  case suffix(TurkishSuffix, plain: Bool)
  case upper, lower, title
}
