/// Something in a template file that a person should mend.
public struct TemplateProblem: Hashable, Sendable, Error, CustomStringConvertible {
  public enum Severity: String, Sendable {
    /// The file cannot be used.
    case error
    /// It can, but a message made from it would not be as it should.
    case warning
  }
  public var severity: Severity
  public var file: String
  /// Counted from 1; 0 where it is about the file as a whole.
  public var line: Int
  /// One sentence: what is wrong and what to do.
  public var message: String

  public init(_ severity: Severity = .error, file: String, line: Int, message: String) {
    self.severity = severity
    self.file = file
    self.line = line
    self.message = message
  }

  /// `tr/kurumsal.md:12: error: …`, as compilers write it, so that editors jump to the line.
  public var description: String {
    "\(file)\(line > 0 ? ":\(line)" : ""): \(severity.rawValue): \(message)"
  }
}

/// Why template files were refused; never empty.
public struct TemplateProblems: Error, Hashable, Sendable, CustomStringConvertible {
  public var problems: [TemplateProblem]

  public init(_ problems: [TemplateProblem]) { self.problems = problems }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
