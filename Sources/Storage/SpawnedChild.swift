internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program that was started, with this side's ends of its three pipes.
final class SpawnedChild {
  private let process: pid_t
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var rest: ArraySlice<UInt8>
  private var lines: LineSplitter
  private var complaint: [UInt8] = []
  private let longestComplaint: Int
  private let deadline: ContinuousClock.Instant
  private var end: ChildProgram.End?

  init(_ program: ChildProgram, input bytes: [UInt8]) throws(FileError) {
    let name = program.words.first ?? ""
    var pipes: [(reading: Int32, writing: Int32)] = []
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      guard outreach_pipe(&ends) == 0 else {
        let code = errno
        Self.close(pipes.flatMap { [$0.reading, $0.writing] })
        throw FileError("open a pipe to", name, code: code)
      }
      pipes.append((ends[0], ends[1]))
    }
    let its = [pipes[0].reading, pipes[1].writing, pipes[2].writing]
    let ours = [pipes[0].writing, pipes[1].reading, pipes[2].reading]
    let (process, code) = Self.spawn(program, its)
    Self.close(its)
    guard code == 0 else {
      Self.close(ours)
      // "No such file" would be taken for a file of ours.
      throw FileError("run the program", name, code: code == ENOENT ? FileError.noProgram : code)
    }
    self.process = process
    (input, output, errors) = (ours[0], ours[1], ours[2])
    rest = bytes[...]
    lines = LineSplitter(largestLine: program.largestLine)
    longestComplaint = program.longestComplaint
    deadline = ContinuousClock.now + .seconds(program.timeLimit)
    for end in ours { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  private static func close(_ descriptors: [Int32]) {
    for descriptor in descriptors where descriptor >= 0 {
      #if canImport(Glibc)
        _ = Glibc.close(descriptor)
      #else
        _ = Darwin.close(descriptor)
      #endif
    }
  }

  // MARK: Start

  private static func spawn(_ program: ChildProgram, _ streams: [Int32]) -> (pid_t, Int32) {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else {
      return (0, ENOMEM)
    }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (stream, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(stream))
    }
    // What this process blocks or ignores is its own affair.
    var (none, defaults) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGIO, SIGTERM, SIGINT, SIGHUP] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP))
    let words = program.words.map { strdup($0) } + [nil]
    let environment = Self.environment(program.environment) + [nil]
    defer { for word in words + environment { free(word) } }
    var child = pid_t()
    let code = posix_spawnp(&child, program.words.first ?? "", &actions, &attributes, words, environment)
    return (child, code)
  }

  private static func environment(_ added: [String: String]) -> [UnsafeMutablePointer<CChar>?] {
    var own: [UnsafeMutablePointer<CChar>?] = []
    var next = environ
    while let entry = next.pointee {
      let name = String(cString: entry).prefix { $0 != "=" }
      if added[String(name)] == nil { own.append(strdup(entry)) }
      next += 1
    }
    return own + added.map { strdup("\($0.key)=\($0.value)") }
  }

  // MARK: To its end

  /// Feeds it what it takes, hears what it has said, and looks whether it is over: never waits.
  ///
  /// - Returns: how it ended, once.
  func advance(_ onLine: ([UInt8]) -> Void) -> ChildProgram.Ending? {
    if input >= 0, !feed() { Self.close([Self.take(&input)]) }
    Self.drain(&output) { lines.take($0, onLine) }
    Self.drain(&errors) { complaint += $0.prefix(max(0, longestComplaint - complaint.count)) }
    if end == nil {
      end = ended(waiting: false)
      // What it said last may have come in between.
      if end != nil { return advance(onLine) }
      guard ContinuousClock.now >= deadline else { return nil }
      kill(-process, SIGKILL)
      _ = ended(waiting: true)
      end = .timedOut
    }
    // Something that it has started may hold the pipes open for longer than it lives.
    lines.finish(onLine)
    Self.close([Self.take(&input), Self.take(&output), Self.take(&errors)])
    return end.map { ChildProgram.Ending(end: $0, complaint: complaint) }
  }

  private func ended(waiting: Bool) -> ChildProgram.End? {
    var status: Int32 = 0
    while true {
      let found = waitpid(process, &status, waiting ? 0 : WNOHANG)
      if found < 0, errno == EINTR { continue }
      guard found == process else { return found < 0 ? .exited(255) : nil }
      let signal = status & 0x7F
      return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
  }

  /// False once all is written, or nobody reads any more.
  private func feed() -> Bool {
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { outreach_write_quietly(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return true }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return false
  }

  /// Takes what is there now; closes the stream at its end.
  private static func drain(_ stream: inout Int32, _ consume: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while stream >= 0 {
      let count = read(stream, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { return close([take(&stream)]) }
      consume(buffer[..<count])
    }
  }

  private static func take(_ descriptor: inout Int32) -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }

  /// Waits until one of them can be read or written, but no longer than a moment: an end says nothing by itself.
  static func wait(for children: [SpawnedChild]) {
    var streams: [pollfd] = []
    for child in children {
      for stream in [child.output, child.errors] where stream >= 0 {
        streams.append(pollfd(fd: stream, events: Int16(POLLIN), revents: 0))
      }
      if child.input >= 0 { streams.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
    }
    let isEnding = children.contains { $0.output < 0 && $0.errors < 0 }
    _ = poll(&streams, nfds_t(streams.count), isEnding ? 1 : 20)
  }
}

/// Cuts a stream of bytes into lines.
private struct LineSplitter {
  let largestLine: Int
  private var line: [UInt8] = []

  init(largestLine: Int) { self.largestLine = largestLine }

  mutating func take(_ bytes: ArraySlice<UInt8>, _ onLine: ([UInt8]) -> Void) {
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      append(rest[..<end])
      onLine(line)
      line.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    append(rest)
  }

  mutating func finish(_ onLine: ([UInt8]) -> Void) {
    if !line.isEmpty { onLine(line) }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) { line += bytes.prefix(largestLine - line.count) }
}
