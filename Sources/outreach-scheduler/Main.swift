internal import Inspection
internal import Outreach

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

@main
enum Main {
  static let version = "0.1.0"
  static let commands: [any Command.Type] = [
    RunCommand.self, WatchCommand.self, DropCommand.self, StatusCommand.self, JobsCommand.self, HistoryCommand.self,
    CancelCommand.self, RescheduleCommand.self, ReplyCommand.self, OptOutCommand.self, OptInCommand.self,
    SentCommand.self, FailedCommand.self, BounceCommand.self,
    DispatchCommand.self, InboundCommand.self, ExportCommand.self,
    EraseCommand.self,
    RequeueCommand.self, AuditCommand.self, PruneCommand.self, DoctorCommand.self, GenerateCommand.self,
    ColumnsCommand.self,
    TemplatesCommand.self, CompletionsCommand.self, ManualCommand.self,
  ]
  /// Started by the program itself, so not in the list.
  private static let internalCommands: [any Command.Type] = [ProbeCommand.self, LockProbeCommand.self]

  static func main() {
    Console.open()
    // A writer that asks for a file on which a lease is held must not end the program.
    signal(SIGIO, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    var status: Int32
    do throws(Exit) {
      status = try run(words)
    } catch {
      Console.say(error.message)
      status = error.status
    }
    // What went wrong besides says more.
    if !Console.finishOutput(), status == Exit.ok || status == Exit.someRefused { status = Exit.broken }
    exit(status)
  }

  private static func run(_ words: [String]) throws(Exit) -> Int32 {
    guard let name = words.first else { throw .usage("a command is missing", "") }
    switch name {
    case "help" where words.count > 1:
      return try run([words[1], "--help"])
    case "--help", "-h", "help":
      Console.print(help)
      return Exit.ok
    case "--version":
      Console.print("outreach-scheduler \(version)")
      return Exit.ok
    default: break
    }
    guard let command = (commands + internalCommands).first(where: { $0.name == name }) else {
      let nearest = NearestName.of(name, among: commands.map { $0.name }).map { ", did you mean \"\($0)\"?" } ?? ""
      throw .usage("there is no command \"\(name)\"\(nearest)", "")
    }
    if words.contains("--help") || words.contains("-h") {
      Console.print(command.help)
      return Exit.ok
    }
    return try command.run(try Arguments(Array(words.dropFirst()), options: command.options, command: name))
  }

  private static var help: String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let list = commands.map { "  \($0.name)\(String(repeating: " ", count: width + 2 - $0.name.count))\($0.summary)" }
    return """
      Answers outreach requests dropped into an inbox, and plans their messages.

      Usage: outreach-scheduler COMMAND [options]

      Commands:
      \(list.joined(separator: "\n"))

      outreach-scheduler COMMAND --help (or help COMMAND) tells a command's options, with an example. Of every command, exit status 74
      means, too, that its results could not be written.
      """
  }
}
