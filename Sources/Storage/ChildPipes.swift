internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program that was started, with this side's ends of its three pipes; none of them ever makes anybody wait.
struct ChildPipes {
  let process: pid_t
  private(set) var input: Int32
  private(set) var output: Int32
  private(set) var errors: Int32

  init(starting program: ChildProgram) throws(FileError) {
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
    defer { Self.close(its) }
    do throws(Spawn.Failure) {
      process = try Spawn.start(
        program.words, environment: Spawn.environment(adding: program.environment), streams: its.map(Optional.some),
        hasOwnGroup: true)
    } catch {
      Self.close(ours)
      throw FileError("run the program", name, code: error.code)
    }
    (input, output, errors) = (ours[0], ours[1], ours[2])
    for end in ours { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  /// Writes as much as it takes now, and leaves the rest; nothing is left if nobody reads any more.
  mutating func feed(_ rest: inout ArraySlice<UInt8>) {
    while input >= 0, !rest.isEmpty {
      let count = rest.withUnsafeBytes { outreach_write_quietly(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else {
        rest = []
        return closeInput()
      }
      rest = rest.dropFirst(count)
    }
  }

  mutating func closeInput() { Self.close([Self.take(&input)]) }

  /// Takes what was said by now.
  ///
  /// - Parameter consume: false if that is enough.
  mutating func drainOutput(_ consume: (ArraySlice<UInt8>) -> Bool) { Self.drain(&output, consume) }

  /// Takes what was complained of by now.
  mutating func drainErrors(_ consume: (ArraySlice<UInt8>) -> Void) {
    Self.drain(&errors) {
      consume($0)
      return true
    }
  }

  /// Closes the stream at its end.
  private static func drain(_ stream: inout Int32, _ consume: (ArraySlice<UInt8>) -> Bool) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while stream >= 0 {
      let count = read(stream, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { return close([take(&stream)]) }
      guard consume(buffer[..<count]) else { return }
    }
  }

  /// Ends it and all that it has started.
  func kill() {
    #if canImport(Glibc)
      _ = Glibc.kill(-process, SIGKILL)
    #else
      _ = Darwin.kill(-process, SIGKILL)
    #endif
  }

  mutating func close() { Self.close([Self.take(&input), Self.take(&output), Self.take(&errors)]) }

  private static func take(_ descriptor: inout Int32) -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }

  static func close(_ descriptors: [Int32]) {
    for descriptor in descriptors where descriptor >= 0 {
      #if canImport(Glibc)
        _ = Glibc.close(descriptor)
      #else
        _ = Darwin.close(descriptor)
      #endif
    }
  }

  /// What `poll` is to wait for.
  func polled(isFeeding: Bool) -> [pollfd] {
    var streams = [output, errors].filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if input >= 0, isFeeding { streams.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    return streams
  }
}
