import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The built program, started as a user or another program would start it.
///
/// Not Foundation's Process: it cannot tell a kill from an exit with the same number, and its `waitUntilExit` takes
/// 51 ms.
final class Program: @unchecked Sendable {
  // Sendable because its only state after init, `ended`, is touched by the one test that waits for it.

  /// How a process ended, and what it said.
  struct End: Sendable {
    /// Nil if a signal ended it.
    var status: Int32?
    var signal: Int32?
    var output: String
    var errors: String
    var seconds: Double

    /// The line of `--json`, as numbers by name.
    var summary: [String: Double] {
      let line = output.split(separator: "\n").last.map { Data($0.utf8) } ?? Data()
      let object = (try? JSONSerialization.jsonObject(with: line)) as? [String: Any] ?? [:]
      return object.compactMapValues { ($0 as? NSNumber)?.doubleValue }
    }
  }

  let pid: pid_t
  private let start = Clock.seconds()
  private let outputPath: String
  private let errorPath: String
  private var ended: End?

  /// - Parameters:
  ///   - launcher: words before the program's path, such as `setpriv …`; it must exec the program.
  ///   - programLast: the program's path comes after the words, for a launcher that is a script with options.
  ///   - scratch: a directory for what the program says.
  init(
    _ words: [String], launcher: [String] = [], programLast: Bool = false, environment: [String: String] = [:],
    scratch: String
  ) throws {
    let name = "\(scratch)/said-\(UInt64.random(in: 0 ... .max))"
    (outputPath, errorPath) = (name + ".out", name + ".err")
    let command = launcher + (programLast ? words + [Self.path] : [Self.path] + words)
    pid = try Self.spawn(command, environment, outputPath, errorPath)
  }

  /// Everything said on stderr so far.
  var errorsSoFar: String { String(decoding: Files.read(errorPath) ?? [], as: UTF8.self) }
  /// Everything said on stdout so far.
  var outputSoFar: String { String(decoding: Files.read(outputPath) ?? [], as: UTF8.self) }

  func send(_ signal: Int32) { if ended == nil { kill(pid, signal) } }

  /// The most memory that it had resident so far, in KiB; 0 where the system does not tell. What `getrusage` says of a child
  /// counts its parent's memory, too.
  var peakMemory: Int {
    let status = String(decoding: Files.read("/proc/\(pid)/status") ?? [], as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  var isRunning: Bool { poll() == nil }

  /// Waits for the end; a process that outlives `limit` seconds is killed, and its end says SIGKILL.
  @discardableResult
  func wait(limit: Double = patience) -> End {
    let deadline = Clock.seconds() + limit
    var killed = false
    while true {
      if let end = poll() { return end }
      if !killed, Clock.seconds() > deadline {
        kill(pid, SIGKILL)
        killed = true
      }
      usleep(300)
    }
  }

  private func poll() -> End? {
    if let ended { return ended }
    var status: Int32 = 0
    let found = waitpid(pid, &status, WNOHANG)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    let signal = status & 0x7F
    ended = End(
      status: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal, output: outputSoFar,
      errors: errorsSoFar, seconds: Clock.seconds() - start)
    unlink(outputPath)
    unlink(errorPath)
    return ended
  }

  deinit {
    guard ended == nil else { return }
    kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  // MARK: Where it is

  /// `OUTREACH_PROGRAM`, such as a release build, else what the package built beside these tests.
  static let path: String = {
    if let given = ProcessInfo.processInfo.environment["OUTREACH_PROGRAM"], !given.isEmpty { return given }
    var places = [CommandLine.arguments[0], "/proc/self/exe"].map {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    places += ["\(package)/.build/debug", "\(package)/.build/release"]
    return places.map { "\($0)/outreach-scheduler" }.first { access($0, X_OK) == 0 } ?? "outreach-scheduler"
  }()

  // MARK: Starting

  struct CannotStart: Error { var words: [String] }

  private static func spawn(_ words: [String], _ more: [String: String], _ out: String, _ err: String) throws -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    // A test runner may block or ignore signals; a user's shell does not.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let variables = ProcessInfo.processInfo.environment.merging(more) { $1 }.filter {
      $0.key != "OUTREACH_CONFIG" || more[$0.key] != nil
    }
    let arguments = words.map { strdup($0) } + [nil]
    let environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var child = pid_t()
    guard posix_spawnp(&child, words[0], &actions, &attributes, arguments, environment) == 0 else {
      throw CannotStart(words: words)
    }
    return child
  }
}

enum Clock {
  /// Seconds that only ever go forward.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func sleep(_ seconds: Double) { usleep(UInt32(max(0, seconds) * 1e6)) }

  /// Looks every few milliseconds until something holds; false if it never did.
  static func wait(limit: Double = patience, every: Double = 0.002, until holds: () -> Bool) -> Bool {
    let deadline = seconds() + limit
    while !holds() {
      if seconds() > deadline { return false }
      sleep(every)
    }
    return true
  }
}
