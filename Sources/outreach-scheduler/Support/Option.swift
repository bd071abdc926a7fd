internal import Outreach

/// One long option of a command.
struct Option: Sendable {
  var name: String
  /// What its value is called in the help; nil for a switch.
  var value: String?
  var help: String
  /// The values that there are, for shells to complete; empty if it may be anything.
  var words: [String]

  init(_ name: String, _ value: String? = nil, help: String, words: [String] = []) {
    self.name = name
    self.value = value
    self.help = help
    self.words = words
  }

  static let json = Option("json", "one line of JSON instead of words")

  private init(_ name: String, _ help: String) {
    self.init(name, nil, help: help)
  }

  /// Where the spool is and what it works with; every command that answers requests takes them.
  static let common =
    spool + [
      Option("leads", "PATH", help: "a lead book: CSV, NDJSON or a directory of <leadId>.json; may be repeated"),
      Option("templates", "DIR", help: "wordings that replace or add to the built-in ones"),
      Option("create", nil, help: "make inbox and outbox if they are not there"),
    ]

  /// Where the spool is, for commands that answer nothing.
  static let spool = [
    Option("inbox", "DIR", help: "where requests are dropped (default: the configuration's, else ./inbox)"),
    Option("outbox", "DIR", help: "where answers and jobs go (default: the configuration's, else ./outbox)"),
    Option("config", "FILE", help: "the configuration (default: $OUTREACH_CONFIG)"),
  ]
}

/// A command line taken apart by the options a command knows.
struct Arguments: Sendable {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// GNU habits: `--name value`, `--name=value`, options anywhere, `--` before operands that begin with a dash.
  init(_ words: [String], options: [Option], command: String) throws(Exit) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      guard word.hasPrefix("--") else {
        if word.hasPrefix("-"), word.count > 1 {
          throw .usage("there are no short options; \"\(word)\" is not understood", command)
        }
        operands.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      guard let option = options.first(where: { $0.name == parts[0] }) else {
        let nearest = NearestName.of(parts[0], among: options.map(\.name)).map { ", did you mean --\($0)?" } ?? ""
        throw .usage("there is no option --\(parts[0])\(nearest)", command)
      }
      if option.value == nil {
        guard parts.count == 1 else { throw .usage("--\(option.name) takes no value", command) }
        values[option.name, default: []].append("")
      } else if parts.count == 2 {
        values[option.name, default: []].append(parts[1])
      } else if let value = rest.popFirst() {
        values[option.name, default: []].append(value)
      } else {
        throw .usage("--\(option.name) needs \(Self.withArticle(option.value ?? "value"))", command)
      }
    }
  }

  /// `a TIME`, `an ID`, `an N`
  private static func withArticle(_ value: String) -> String {
    let isVowel = value.first.map { "AEIO".contains($0) } ?? false
    return "\(isVowel || value == "N" ? "an" : "a") \(value)"
  }

  /// Whether it was given.
  func has(_ name: String) -> Bool { values[name] != nil }
  /// The last one given wins, so that a script's options can be overridden.
  func value(_ name: String) -> String? { values[name]?.last }
  /// All its values, in their order.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// In seconds.
  ///
  /// - Throws: a usage error if it is no number from 0 up.
  func number(_ name: String, else standard: Double, command: String) throws(Exit) -> Double {
    guard let text = value(name) else { return standard }
    guard let number = Double(text), number.isFinite, number >= 0 else {
      throw .usage("--\(name) should be a number of seconds and is \"\(text)\"", command)
    }
    return number
  }

  /// The common options again, for a child process that must see what this one sees.
  var forwarded: [String] {
    Option.common.filter { $0.value != nil }.flatMap { option in all(option.name).flatMap { ["--\(option.name)", $0] } }
  }
}
