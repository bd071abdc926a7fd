internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program that was started, with this side's ends of its three pipes.
struct SpawnedChild: ~Copyable {
  private let process: pid_t
  private var input: Int32
  private var output: Int32
  private var errors: Int32

  init(_ program: ChildProgram) throws(FileError) {
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

  /// Feeds it and hears it until it has ended, or its time is up.
  consuming func attend(input bytes: [UInt8], _ program: ChildProgram, onLine: ([UInt8]) -> Void) -> ChildProgram.Ending
  {
    let deadline = ContinuousClock.now + .seconds(program.timeLimit)
    var rest = bytes[...]
    var lines = LineSplitter(largestLine: program.largestLine)
    var complaint: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var end: ChildProgram.End?
    while true {
      if input >= 0, !Self.feed(&rest, to: input) { Self.close([Self.take(&input)]) }
      Self.drain(&output, &buffer) { lines.take($0, onLine) }
      Self.drain(&errors, &buffer) { complaint += $0.prefix(max(0, program.longestComplaint - complaint.count)) }
      if output < 0, errors < 0 { break }
      // Something that it has started may hold the pipes open for longer than it lives.
      if end != nil { break }
      end = ended(waiting: false)
      if end == nil, ContinuousClock.now >= deadline { break }
      if end == nil { wait(until: deadline) }
    }
    lines.finish(onLine)
    Self.close([input, output, errors])
    if let end { return ChildProgram.Ending(end: end, complaint: complaint) }
    return ChildProgram.Ending(end: conclude(by: deadline), complaint: complaint)
  }

  /// Its end if that comes by itself before the deadline; else it is made to.
  private func conclude(by deadline: ContinuousClock.Instant) -> ChildProgram.End {
    while ContinuousClock.now < deadline {
      if let end = ended(waiting: false) { return end }
      poll(nil, 0, 1)
    }
    if let end = ended(waiting: false) { return end }
    kill(-process, SIGKILL)
    _ = ended(waiting: true)
    return .timedOut
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
  private static func feed(_ rest: inout ArraySlice<UInt8>, to input: Int32) -> Bool {
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
  private static func drain(_ stream: inout Int32, _ buffer: inout [UInt8], _ consume: (ArraySlice<UInt8>) -> Void) {
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

  /// Until something can be read or written, but no longer than a moment: its end says nothing by itself.
  private func wait(until deadline: ContinuousClock.Instant) {
    var streams = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
    ]
    let left = (deadline - ContinuousClock.now) / .milliseconds(1)
    _ = poll(&streams, nfds_t(streams.count), Int32(min(max(left, 1), 50)))
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
