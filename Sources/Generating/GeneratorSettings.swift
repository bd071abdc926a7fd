/// The program that writes, and how far it is trusted.
package struct GeneratorSettings: Hashable, Sendable {
  /// What becomes of a request for which the program wrote nothing that may go out.
  package enum Fallback: String, CaseIterable, Sendable {
    case templates, fail
  }

  /// The program and its arguments.
  package var command: [String]
  /// What responses call it.
  package var name: String
  /// Changes when other words are wanted from the same program: what it wrote before is then not used any more.
  package var version: String
  package var fallback = Fallback.templates
  /// Seconds that it may take for one answer.
  package var timeLimit = 60.0
  /// Requests that it has in hand at once.
  package var concurrency = 8
  /// Days that words are kept.
  package var keepDays = 30
  /// Bytes of words that are kept.
  package var keepBytes = 1 << 30

  package init(command: [String], name: String? = nil, version: String = "1") {
    self.command = command
    self.name = name ?? command.first?.split(separator: "/").last.map(String.init) ?? "generator"
    self.version = version
  }
}
