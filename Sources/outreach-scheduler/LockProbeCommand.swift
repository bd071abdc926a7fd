internal import Storage

/// Tries a lock from a process of its own, for `doctor`. Started by the scheduler itself.
enum LockProbeCommand: Command {
  static let name = "lock-probe"
  static let summary = "Says whether a lock can be taken. Used by doctor."
  static let synopsis = "DIRECTORY FILE"
  static let options: [Option] = []
  static let example = "outreach-scheduler lock-probe outbox .probe"
  static let diagnostics = "0 with \"free\" or \"held\" on stdout; 74 if neither can be said"

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 2 else { throw .usage("needs a directory and a file name", name) }
    let files = POSIXFileSystem()
    do throws(FileError) {
      let directory = try files.openDirectory(at: arguments.operands[0])
      defer { files.close(directory) }
      let file = try files.openOrCreate(FileName(arguments.operands[1]), in: directory)
      defer { files.close(file) }
      Console.print(try files.lock(file) ? "free" : "held")
    } catch {
      throw Exit(error)
    }
    return Exit.ok
  }
}
