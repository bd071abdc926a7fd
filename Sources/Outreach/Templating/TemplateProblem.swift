/// Something in a template file that a person should mend.
package struct TemplateProblem: Hashable, Sendable, Error, CustomStringConvertible {
  package enum Severity: String, Sendable {
    /// The file cannot be used, or a message made from it must not go out.
    case error
    /// It can, but a message made from it would not be as it should.
    case warning
  }
  package var severity: Severity
  package var file: String
  /// Counted from 1; 0 where it is about the file as a whole.
  package var line: Int
  /// One sentence: what is wrong and what to do.
  package var message: String

  package init(_ severity: Severity = .error, file: String, line: Int, message: String) {
    self.severity = severity
    self.file = file
    self.line = line
    self.message = message
  }

  /// `tr/kurumsal.md:12: error: …`, as compilers write it, so that editors jump to the line.
  package var description: String {
    "\(file)\(line > 0 ? ":\(line)" : ""): \(severity.rawValue): \(message)"
  }
}

/// Why template files were refused; never empty.
package struct TemplateProblems: Error, Hashable, Sendable, CustomStringConvertible {
  package var problems: [TemplateProblem]

  package init(_ problems: [TemplateProblem]) { self.problems = problems }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
