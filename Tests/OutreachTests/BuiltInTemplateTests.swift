import Testing

@testable import Outreach

struct BuiltInTemplateTests {
  @Test func `nothing is left to mend in the built-in words`() {
    let problems = TemplateCheck.problems(in: TemplateFile.builtIn, over: [])
    #expect(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
  }
}
