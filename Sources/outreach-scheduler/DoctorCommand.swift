internal import Inspection
internal import Outreach
internal import Scheduling
internal import Spool
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Tries out whether the user's own directories keep the promises the scheduler needs.
enum DoctorCommand: Command {
  static let name = "doctor"
  static let summary = "Tries out whether these directories keep the promises the scheduler needs."
  static let synopsis = "[options]"
  static let options = Option.common.filter { $0.name != "create" } + [.json]
  static let example = "outreach-scheduler doctor --config /etc/outreach.json"
  static let diagnostics = """
    0 all is well, or there are only warnings; 66 no such inbox or outbox; 74 something that is needed
      does not hold. It works without a configuration. Its own files are removed again.
    """

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.isEmpty else { throw .usage("takes no file names", name) }
    // A signal must not leave probe files behind; each probe is short.
    let signals = Signals()
    var (findings, setup) = SetupFindings.examine(arguments)
    var isMissing = false
    if let settings = settings(arguments, setup) {
      let found = Doctor(settings, files: POSIXFileSystem(), instruments: instruments).examine()
      findings += found.findings
      isMissing = found.isMissing
    }
    if arguments.has("json") {
      Console.print(raw: Finding.json(findings))
    } else {
      for finding in findings { print(finding) }
      Console.print(summary(of: findings))
    }
    if signals.isStopRequested { return Exit.ok }
    if isMissing { return Exit.noSuchInput }
    return findings.contains { $0.level == .failure } ? Exit.broken : Exit.ok
  }

  private static let instruments = Doctor.Instruments(
    now: Clock.now, elapsed: Clock.elapsed,
    otherProcessCanLock: { directory, file in
      guard let child = try? ChildProgram.itself([LockProbeCommand.name, "--", directory, file]).run(),
        child.ending.end == .exited(0)
      else {
        return nil
      }
      return child.output == Array("free\n".utf8)
    })

  /// Nil if it cannot be known where the directories are.
  private static func settings(_ arguments: Arguments, _ setup: Setup?) -> Doctor.Settings? {
    guard let places = try? Setup.places(arguments) else { return nil }
    var settings = Doctor.Settings(
      inbox: places.inbox, outbox: places.outbox, mark: "\(getpid())-\(Clock.now().microseconds)")
    if let setup { settings.settle = setup.configuration.settleSeconds }
    return settings
  }

  // MARK: Saying it

  private static func print(_ finding: Finding) {
    let label =
      switch finding.level {
      case .ok: Console.emphasised("ok      ", .green)
      case .warning: Console.emphasised("warning ", .yellow)
      case .failure: Console.emphasised("FAILURE ", .red)
      }
    Console.print(label + finding.message)
    if let cost = finding.cost { Console.print("        → \(cost)") }
  }

  private static func summary(of findings: [Finding]) -> String {
    let failures = findings.count { $0.level == .failure }
    let warnings = findings.count { $0.level == .warning }
    if failures > 0 {
      return "\nFailures: \(failures), warnings: \(warnings). See to the failures before anything is sent."
    }
    if warnings > 0 { return "\nEverything that is needed holds. Warnings: \(warnings)." }
    return "\nEverything holds."
  }
}
