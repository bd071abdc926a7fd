/// One verb of the command line.
protocol Command: Sendable {
  static var name: String { get }
  /// One line, for the list of commands.
  static var summary: String { get }
  /// What follows the name: `NAME… [options]`.
  static var synopsis: String { get }
  static var options: [Option] { get }
  static var example: String { get }
  /// What its exit statuses and messages mean, beyond the common ones.
  static var diagnostics: String { get }

  static func run(_ arguments: Arguments) throws(Exit) -> Int32
}

extension Command {
  static var help: String {
    let width = options.map { $0.name.count + ($0.value?.count ?? -1) }.max() ?? 0
    let list = options.map { option in
      let spelled = option.value.map { "\(option.name) \($0)" } ?? option.name
      return "  --\(spelled)\(String(repeating: " ", count: width + 3 - spelled.count))\(option.help)"
    }
    return """
      \(summary)

      Usage: outreach-scheduler \(name) \(synopsis)

      Options:
      \(list.joined(separator: "\n"))

      Example:
        \(example)

      Exit status: \(diagnostics)
      """
  }
}
