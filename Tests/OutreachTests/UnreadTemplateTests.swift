import Testing

@testable import Outreach

struct UnreadTemplateTests {
  @Test(arguments: [
    ("tr/samimi.md.txt", "did you mean tr/samimi.md?"), ("tr/Enerjik.MD", "did you mean tr/enerjik.md?"),
    ("tr/samimi.txt", "did you mean tr/samimi.md?"), ("samimi.md", "<language>/<tone>.md"),
    ("wordings/tr", "<language>/<tone>.md"), ("tr/logo.png", "<language>/<tone>.md"),
  ]) func `what is not read says how it would be`(path: String, advice: String) {
    let problem = TemplateFile.unread(path)
    #expect(problem.severity == .warning && problem.file == path && problem.message.contains(advice), "\(problem)")
  }
}
