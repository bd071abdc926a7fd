internal import Generating
import Testing

/// Where facts about people go is told before they go there.
@Suite struct GeneratorPlaceTests {
  @Test(arguments: [
    ("http://127.0.0.1:8080/v1", "127.0.0.1", true), ("http://localhost:11434/v1", "localhost", true),
    ("http://[::1]:8080/v1", "::1", true), ("https://api.example.com/v1", "api.example.com", false),
    ("http://127.0.0.1.example.com/v1", "127.0.0.1.example.com", false),
    ("https://localhost@evil.example/v1", "evil.example", false), ("http://10.0.0.5:8000", "10.0.0.5", false),
  ]) func theServerIsKnown(_ address: String, _ host: String, _ isHere: Bool) {
    for command in [["x", "--base-url", address], ["x", "--base-url=\(address)"]] {
      #expect(GeneratorPlace(command)?.host == host)
      #expect(GeneratorPlace(command)?.isThisMachine == isHere)
    }
  }

  @Test func whatSaysNothingIsUnknown() {
    #expect(GeneratorPlace(["/usr/bin/python3", "generator.py"]) == nil)
    #expect(GeneratorPlace(["/usr/local/bin/outreach-scheduler-llm"])?.isThisMachine == true)
  }
}
