import Foundation
import Testing

@testable import Storage

/// What is said of a directory of wordings, wherever one is used.
struct WordingTests {
  private func workplace(_ files: [(String, String)]) throws -> Workplace {
    let workplace = try Workplace(leads: 3)
    for (path, text) in files {
      let parts = path.split(separator: "/").map(String.init)
      let directory = (["\(workplace.root)/words"] + parts.dropLast()).joined(separator: "/")
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      Files.write(Array(text.utf8), to: FileName(parts[parts.count - 1]), in: directory)
    }
    workplace.configure("\"templates\":\"\(workplace.root)/words\"")
    return workplace
  }

  private static let sound = "# ilk_temas\n## initial whatsapp\nMerhaba,\n\nNasılsınız?\n"

  @Test("a directory in which no wording is read is refused with 78, and says what else lies there")
  func nothingThere() throws {
    for files in [
      [("samimi.md", Self.sound)], [("wordings/tr/samimi.md", Self.sound)], [("tr/samimi.md.txt", Self.sound)],
    ] {
      let workplace = try workplace(files)
      for command in ["run", "watch", "doctor"] {
        let end = try workplace.start(command).wait()
        let said = end.errors + end.output
        #expect(said.contains("has no wordings") && said.contains("not read"), "\(command): \(said)")
        if command != "doctor" { #expect(end.status == 78) }
      }
    }
  }

  @Test("a file that is not read is named by check, doctor, run and watch; notes for people are not")
  func strays() throws {
    let workplace = try workplace([
      ("tr/sade.md", Self.sound), ("tr/Enerjik.MD", Self.sound), ("README.md", "x"), ("tr/.x", "x"),
    ])
    let path = "\(workplace.root)/words"
    let check = try workplace.start("templates", ["check", path]).wait()
    #expect(check.status == 0 && check.output.contains("tr/Enerjik.MD: warning") && !check.output.contains("README"))
    #expect(try workplace.start("doctor").wait().output.contains("tr/Enerjik.MD"))
    #expect(try !workplace.start("run").wait().errors.contains("Enerjik"), "nothing is to be answered")
    workplace.drop("{}", as: "1.json")
    #expect(try workplace.start("run").wait().errors.contains("tr/Enerjik.MD"))
    let watcher = try workplace.watch()
    #expect(Clock.wait { watcher.errorsSoFar.contains("tr/Enerjik.MD") })
    watcher.send(SIGTERM)
    watcher.wait()
  }

  @Test("what must not go out is said where it may: by a run that has something to answer, by watch and by doctor")
  func errors() throws {
    let workplace = try workplace([("tr/sade.md", Self.sound + "\n[isim] için yazıyorum.\n")])
    #expect(try !workplace.start("run", ["--quiet"]).wait().errors.contains("[isim]"), "nothing is to be answered")
    workplace.drop("{}", as: "1.json")
    #expect(try workplace.start("run", ["--quiet"]).wait().errors.contains("[isim]"))
    #expect(try workplace.start("doctor").wait().output.contains("[isim]"))
    let watcher = try workplace.watch()
    #expect(Clock.wait { watcher.errorsSoFar.contains("[isim]") })
    watcher.send(SIGTERM)
    watcher.wait()
  }
}
