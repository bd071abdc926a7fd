internal import Inspection
internal import Outreach
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Checks the user's wordings, and writes out the built-in ones as a start.
enum TemplatesCommand: Command {
  static let name = "templates"
  static let summary = "Checks wordings, or writes out the built-in ones to start from."
  static let synopsis = "check|export DIR [options]"
  static let options = [
    Option("strict", nil, "check: exit with 65 for warnings, too")
  ]
  static let example = "outreach-scheduler templates export wordings && outreach-scheduler templates check wordings"
  static let diagnostics = """
    0 done; 65 check found an error (with --strict: anything); 66 no such directory; 73 export would have
      to write over a file (it never does: nothing is written), or cannot write. Findings have the form
      FILE:LINE: error|warning: SENTENCE, as compilers write them.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 2 else { throw .usage("needs check or export, and a directory", name) }
    let path = arguments.operands[1]
    switch arguments.operands[0] {
    case "check": return try check(path, isStrict: arguments.has("strict"))
    case "export": return try export(to: path)
    case let verb:
      let nearest = NearestName.of(verb, among: ["check", "export"]).map { ", did you mean \($0)?" } ?? ""
      throw .usage("can check or export, not \"\(verb)\"\(nearest)", name)
    }
  }

  // MARK: check

  private static func check(_ path: String, isStrict: Bool) throws(Exit) -> Int32 {
    let files: [TemplateFile]
    do throws(FileError) {
      files = try TemplateDirectory.read(path)
    } catch {
      throw error.isNotFound ? .noInput("\(path) is not there") : Exit(error)
    }
    guard !files.isEmpty else {
      throw .noInput(
        "\(path) has no wordings: they are DIR/tr/<tone>.md and DIR/en/<tone>.md; templates export DIR writes some")
    }
    let problems = TemplateCheck.problems(in: files)
    for problem in problems { Console.print("\(path)/\(problem)") }
    let errors = problems.count { $0.severity == .error }
    Console.say(
      "\(counted(files.count, "file")), \(counted(errors, "error")), \(counted(problems.count - errors, "warning"))")
    return errors > 0 || (isStrict && !problems.isEmpty) ? Exit.someRefused : Exit.ok
  }

  // MARK: export

  private static func export(to path: String) throws(Exit) -> Int32 {
    let exporter = TemplateExport(files: POSIXFileSystem())
    do throws(FileError) {
      let taken = try exporter.write(TemplateFile.builtIn, to: path)
      guard taken.isEmpty else {
        throw FileError("write over", taken.map { "\(path)/\($0)" }.joined(separator: ", "), code: EEXIST)
      }
    } catch {
      throw .cannotCreate("\(error)\(error.isTaken ? "; nothing was written: name a new directory" : "")")
    }
    Console.print("\(TemplateFile.builtIn.count) files written to \(path); use them with --templates \(path)")
    return Exit.ok
  }
}
