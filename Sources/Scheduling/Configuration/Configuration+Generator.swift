internal import Formats
internal import Generating

/// Who writes.
extension Configuration {
  /// - Parameter value: `"templates"`, or an object that names a program.
  mutating func readGenerator(_ value: JSONValue?, _ reader: inout ConfigurationReader) {
    guard case .object? = value else {
      if let text = reader.string("generator"), text != Self.templates {
        reader.note(
          "generator",
          "is \"\(text)\"; write \"templates\", or name a program: {\"command\":[\"outreach-scheduler-llm\"]}")
      }
      return
    }
    reader.nested("generator") { generator in
      let words = generator.strings("command") ?? []
      if words.first?.isEmpty ?? true {
        generator.note(
          "command", "should be a program and its arguments, such as [\"/usr/local/bin/write-outreach\"]")
      }
      var settings = GeneratorSettings(
        command: words, name: generator.string("name"), version: generator.string("version") ?? "1")
      if settings.name == Self.templates {
        generator.note("name", "is \"templates\", which responses say of the built-in ones; give another")
      }
      settings.fallback =
        generator.choice(
          "fallback", among: GeneratorSettings.Fallback.allCases.map(\.rawValue),
          GeneratorSettings.Fallback.init(rawValue:)) ?? settings.fallback
      settings.timeLimit = generator.double("timeout_seconds", in: 0.1...3600) ?? settings.timeLimit
      settings.concurrency = generator.int("concurrency", in: 1...256) ?? settings.concurrency
      settings.keepDays = generator.int("keep_days", in: 1...36_500) ?? settings.keepDays
      settings.keepBytes = generator.int("keep_bytes", in: 1...(1 << 50)) ?? settings.keepBytes
      self.generator = settings
    }
  }

  private static let templates = "templates"
}
