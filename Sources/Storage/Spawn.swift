#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Starting another program, in the one way that it is done here: without a shell, and with nothing of what this process
/// blocks, ignores or holds open but the streams that are given.
enum Spawn {
  /// It could not be started, which is certain: nothing was done.
  struct Failure: Error {
    /// An errno; ``FileError/noProgram`` where "no such file" would be taken for a file of ours.
    var code: Int32
  }

  /// - Parameters:
  ///   - words: the program, looked for on the PATH unless it has a slash, and its arguments.
  ///   - environment: `NAME=value`, each.
  ///   - streams: its input, output and errors; nil for this process's own.
  ///   - hasOwnGroup: whether keys that interrupt this program at a terminal are kept from it, and what it starts can be
  ///     ended with it.
  static func start(
    _ words: [String], environment: [String], streams: [Int32?], hasOwnGroup: Bool
  ) throws(Failure) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else {
      throw Failure(code: ENOMEM)
    }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (stream, descriptor) in streams.enumerated() {
      if let descriptor { posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(stream)) }
    }
    var (none, defaults) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGIO, SIGTERM, SIGINT, SIGHUP] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    if hasOwnGroup {
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&attributes, flags)
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child = pid_t()
    let code = posix_spawnp(&child, words.first ?? "", &actions, &attributes, arguments, variables)
    guard code == 0 else { throw Failure(code: code == ENOENT ? FileError.noProgram : code) }
    return child
  }

  /// This process's environment, with `added` over it.
  static func environment(adding added: [String: String] = [:]) -> [String] {
    var all: [String] = []
    var next = environ
    while let entry = next.pointee {
      let variable = String(cString: entry)
      if added[String(variable.prefix { $0 != "=" })] == nil { all.append(variable) }
      next += 1
    }
    return all + added.map { "\($0.key)=\($0.value)" }
  }

  /// How the child ended; nil while it runs, unless it is waited for.
  static func end(of child: pid_t, isAwaited: Bool) -> ChildProgram.End? {
    var status: Int32 = 0
    while true {
      let found = waitpid(child, &status, isAwaited ? 0 : WNOHANG)
      if found < 0, errno == EINTR { continue }
      guard found == child else { return found < 0 ? .exited(255) : nil }
      let signal = status & 0x7F
      return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
  }
}
