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
    defer { Self.close(its) }
    do throws(Spawn.Failure) {
      process = try Spawn.start(
        program.words, environment: Spawn.environment(adding: program.environment),
        streams: program.keepsComplaint ? its : [its[0], its[1], nil], hasOwnGroup: true)
    } catch {
      Self.close(ours)
      throw FileError("run the program", name, code: error.code)
    }
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
      end = Spawn.end(of: process, isAwaited: false)
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
      if let end = Spawn.end(of: process, isAwaited: false) { return end }
      poll(nil, 0, 1)
    }
    if let end = Spawn.end(of: process, isAwaited: false) { return end }
    kill(-process, SIGKILL)
    _ = Spawn.end(of: process, isAwaited: true)
    return .timedOut
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
