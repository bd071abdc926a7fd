import Generating
import Outreach
import Scheduling
import Storage
import Testing

/// Who writes, as the configuration says it.
@Suite struct GeneratorSettingTests {
  private func configuration(_ generator: String) throws -> Configuration {
    let text = #"{"sender":{"name":"A","company":"B"},"window":"always","generator":\#(generator)}"#
    return try Configuration.parse(Array(text.utf8), base: "") { (_) throws(FileError) in "" }
  }

  private func problems(_ generator: String) -> [String] {
    do {
      _ = try configuration(generator)
      return []
    } catch let error as ConfigurationError {
      return error.problems
    } catch {
      return ["\(error)"]
    }
  }

  @Test func templatesWriteUnlessAProgramIsNamed() throws {
    #expect(try configuration(#""templates""#).generator == nil)
    #expect(try configuration("null").generator == nil)
    let settings = try configuration(#"{"command":["/opt/bin/write","--fast"]}"#).generator
    #expect(settings == GeneratorSettings(command: ["/opt/bin/write", "--fast"]))
    #expect(settings?.name == "write")
    #expect(settings?.fallback == .templates)
  }

  @Test func everythingCanBeSet() throws {
    let settings = try configuration(
      #"{"command":["g"],"name":"qwen","version":"7","fallback":"fail","timeout_seconds":2.5,"concurrency":64,"keep_days":3,"keep_bytes":4096}"#
    ).generator
    #expect(settings?.name == "qwen")
    #expect(settings?.version == "7")
    #expect(settings?.fallback == .fail)
    #expect(settings?.timeLimit == 2.5)
    #expect(settings?.concurrency == 64)
    #expect(settings?.keepDays == 3)
    #expect(settings?.keepBytes == 4096)
  }

  @Test func whatIsWrongIsSaid() {
    #expect(problems(#""templetes""#).first?.contains("templates") == true)
    #expect(problems("{}").first?.contains("generator.command") == true)
    #expect(problems(#"{"command":[]}"#).first?.contains("generator.command") == true)
    #expect(problems(#"{"command":["g"],"comand":["h"]}"#).first?.contains("did you mean \"command\"") == true)
    #expect(problems(#"{"command":["g"],"fallback":"fial"}"#).first?.contains("fail") == true)
    #expect(problems(#"{"command":["g"],"name":"templates"}"#).first?.contains("generator.name") == true)
    #expect(problems(#"{"command":["g"],"concurrency":0}"#).count == 1)
  }
}
