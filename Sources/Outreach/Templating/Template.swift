/// One wording, compiled: a short program over a block of literal bytes.
///
/// Instructions hold indices and no references, so that threads which render the same wording at once do not contend
/// for its reference counts. A class for the same reason: a wording is handed on for every message.
final class Template: Sendable {
  enum Instruction {
    /// Copy bytes of ``Template/literals``.
    case literal(Literal)
    /// The lead's value; fails if there is none and no default.
    case field(TemplateField, otherwise: Literal?)
    /// The same with a case ending.
    case suffixed(TemplateField, TurkishSuffix, plain: Bool, otherwise: Literal?)
    /// A greeting word and the form of address that follows it: `{{salutation|after:"Merhaba"}}`.
    case greeting(TemplateField, word: Literal)
    /// The same for all other names and filters.
    case placeholder(Int)
    /// Go on at `end` unless (or if) the field is known: `{{#name}}`, `{{^name}}`.
    case skipUnlessKnown(TemplateField, end: Int32)
    case skipIfKnown(TemplateField, end: Int32)
    /// The same for one of the user's own facts.
    case skipUnlessGiven(condition: Int32, end: Int32)
    case skipIfGiven(condition: Int32, end: Int32)
    /// The end of a line that has tags on it: ends the line unless nothing came of it.
    case endOfLine
    /// An empty line: exactly one, however many sections around it came to nothing.
    case paragraph
  }

  /// A stretch of ``Template/literals``.
  struct Literal {
    var start: Int32
    var count: Int32
  }

  struct Placeholder {
    var name: TemplateName
    var filters: [TemplateFilter]
    /// Used as it stands where there is no value; no filter touches it.
    var otherwise: Literal?
  }

  /// What a parser makes.
  struct Code {
    var literals: [UInt8] = []
    var instructions: [Instruction] = []
    /// Those that no instruction says by itself.
    var placeholders: [Placeholder] = []
    /// The user's own facts that sections ask about.
    var conditions: [TemplateName] = []
    /// The fields that it asks for.
    var fields: TemplateFields = []
  }

  let literals: [UInt8]
  let instructions: [Instruction]
  let placeholders: [Placeholder]
  let conditions: [TemplateName]
  let fields: TemplateFields

  init(_ code: Code) {
    literals = code.literals
    instructions = code.instructions
    placeholders = code.placeholders
    conditions = code.conditions
    fields = code.fields
    isOfSenderAlone =
      fields.isSubset(of: .sender) && conditions.isEmpty
      && placeholders.allSatisfy { if case .field = $0.name { true } else { false } }
  }

  var isEmpty: Bool { instructions.isEmpty }

  /// Whether it reads the same for every lead.
  let isOfSenderAlone: Bool
}

/// What `|…` does to a value.
enum TemplateFilter: Hashable {
  case suffix(TurkishSuffix, plain: Bool)
  case upper, lower, title
}
