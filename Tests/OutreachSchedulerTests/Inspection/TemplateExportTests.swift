import Outreach
import Testing

@testable import Inspection
@testable import Storage

@Suite struct TemplateExportTests {
  private let templates = [
    TemplateFile(path: "en/kurumsal.md", text: "# *\n"), TemplateFile(path: "tr/kurumsal.md", text: "# ilk_temas\n"),
  ]

  @Test func writesEveryFileBelowItsLanguage() throws {
    let spool = try ScratchSpool()
    let taken = try TemplateExport(files: POSIXFileSystem()).write(templates, to: spool.root + "/words")
    #expect(taken.isEmpty)
    #expect(spool.read("words/tr/kurumsal.md") == "# ilk_temas\n")
    #expect(spool.list("words/en") == ["kurumsal.md"])
  }

  @Test func neverWritesOverAFile() throws {
    let spool = try ScratchSpool()
    try spool.write("mine", to: "words/tr/kurumsal.md")
    let taken = try TemplateExport(files: POSIXFileSystem()).write(templates, to: spool.root + "/words")
    #expect(taken == ["tr/kurumsal.md"])
    #expect(spool.read("words/tr/kurumsal.md") == "mine")
    #expect(spool.list("words") == ["tr"])
  }
}
