internal import Inspection
internal import Outreach
internal import Scheduling
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Checks the user's wordings, and writes out the built-in ones as a start.
enum TemplatesCommand: Command {
  static let name = "templates"
  static let summary = "Checks wordings, writes out the built-in ones, or registers yours with WhatsApp."
  static let synopsis = "check|export|whatsapp DIR [options]"
  static let options = [
    Option("strict", nil, help: "check: exit with 65 for warnings, too"),
    Option("config", "FILE", help: "check: look at its offer and benefit, too (default: $OUTREACH_CONFIG)"),
  ]
  static let example = "outreach-scheduler templates export wordings && outreach-scheduler templates check wordings"
  static let diagnostics = """
    0 done; 65 check found an error (with --strict: anything); 66 no such directory; 73 export would have
      to write over a file (it never does: nothing is written), or cannot write. Findings have the form
      FILE:LINE: error|warning: SENTENCE, as compilers write them. whatsapp prints for each wording that begins with
      "Template: name" what Meta wants posted to /<WABA_ID>/message_templates, a line each.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 2 else { throw .usage("needs check, export or whatsapp, and a directory", name) }
    let path = arguments.operands[1]
    switch arguments.operands[0] {
    case "check": return try check(path, arguments)
    case "export": return try export(to: path)
    case "whatsapp": return try register(path)
    case let verb:
      let nearest = NearestName.of(verb, among: ["check", "export", "whatsapp"]).map { ", did you mean \($0)?" } ?? ""
      throw .usage("can check, export or whatsapp, not \"\(verb)\"\(nearest)", name)
    }
  }

  // MARK: check

  private static func check(_ path: String, _ arguments: Arguments) throws(Exit) -> Int32 {
    let directory = try directory(path)
    let files = directory.files
    let sender = try Setup.configurationPath(arguments) == nil ? nil : Setup.configuration(arguments).sender
    let problems =
      directory.unread.map(TemplateFile.unread) + TemplateCheck.problems(in: files, offer: sender?.offer)
    for problem in problems { Console.print("\(path)/\(problem)") }
    var doubts: [String] = []
    if let sender {
      for line in OfferReport.lines(sender) { Console.print(line) }
      doubts = BenefitReport.warnings(sender)
      for doubt in doubts { Console.print(doubt) }
    }
    let errors = problems.count { $0.severity == .error }
    let warnings = problems.count - errors + doubts.count
    Console.say("\(counted(files.count, "file")), \(counted(errors, "error")), \(counted(warnings, "warning"))")
    return errors > 0 || (arguments.has("strict") && warnings > 0) ? Exit.someRefused : Exit.ok
  }

  private static func directory(_ path: String) throws(Exit) -> TemplateDirectory {
    let directory: TemplateDirectory
    do throws(FileError) {
      directory = try TemplateDirectory(path)
    } catch {
      throw error.isNotFound ? .noInput("\(path) is not there") : Exit(error)
    }
    guard !directory.files.isEmpty else { throw .noInput(directory.nothingThere(path)) }
    return directory
  }

  // MARK: whatsapp

  private static func register(_ path: String) throws(Exit) -> Int32 {
    let files = try directory(path).files
    let problems = TemplateCheck.problems(in: files).filter { $0.severity == .error }
    guard problems.isEmpty else {
      throw .badInput(problems.map { "\(path)/\($0)" }.joined(separator: "\n"))
    }
    let templates = ProviderTemplate.all(in: files)
    for template in templates { Console.print(raw: TemplateRegistration.line(template)) }
    if templates.isEmpty {
      Console.say("no wording in \(path) begins with \"Template: name\", so there is nothing to register")
    }
    return Exit.ok
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
