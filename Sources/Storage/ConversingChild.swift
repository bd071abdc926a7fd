internal import COutreachPlatform

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Another program that is kept running: lines go to its input and come back from its output for as long as both like.
///
/// Never waits by itself: ``wait(for:wakeUp:milliseconds:)`` does.
package final class ConversingChild {
  /// What came of listening.
  package enum News: Sendable {
    case none
    /// It has closed its output or ended.
    case ended(complaint: String)
    /// A line is longer than anybody wants to read.
    case tooLong
  }

  private let process: pid_t
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var unsent: [UInt8] = []
  private var line: [UInt8] = []
  private var complaint: [UInt8] = []
  private let largestLine: Int

  /// - Throws: if it could not be started.
  package init(_ program: ChildProgram) throws(FileError) {
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
    largestLine = program.largestLine
    for end in ours { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  /// Hands over bytes; what its pipe does not take now goes with the next ``advance(_:)``.
  package func send(_ bytes: [UInt8]) {
    unsent += bytes
    feed()
  }

  /// Sends what waits to be sent, and hears what has been said, line by line.
  package func advance(_ onLine: ([UInt8]) -> Void) -> News {
    feed()
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while errors >= 0 {
      let count = read(errors, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { break }
      guard count > 0 else {
        Self.close([Self.take(&errors)])
        break
      }
      // What it said last is what it ended with.
      complaint = Array((complaint + buffer[..<count]).suffix(2048))
    }
    while output >= 0 {
      let count = read(output, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return .none }
      guard count > 0 else { break }
      var rest = buffer[..<count]
      while let end = rest.firstIndex(of: 0x0A) {
        line += rest[..<end]
        guard line.count <= largestLine else { return .tooLong }
        onLine(line)
        line.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      line += rest
      guard line.count <= largestLine else { return .tooLong }
    }
    return .ended(complaint: Self.lastLine(of: complaint))
  }

  private static func lastLine(of bytes: [UInt8]) -> String {
    bytes.split(separator: 0x0A).last.map { String(String(decoding: $0, as: UTF8.self).prefix(200)) } ?? ""
  }

  private func feed() {
    while input >= 0, !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { outreach_write_quietly(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else {
        // Nobody reads any more; its end tells the rest.
        unsent.removeAll()
        return Self.close([Self.take(&input)])
      }
      unsent.removeFirst(count)
    }
  }

  /// Ends it and all that it has started.
  package func kill() {
    #if canImport(Glibc)
      _ = Glibc.kill(-process, SIGKILL)
    #else
      _ = Darwin.kill(-process, SIGKILL)
    #endif
    _ = Spawn.end(of: process, isAwaited: true)
    Self.close([Self.take(&input), Self.take(&output), Self.take(&errors)])
  }

  private static func take(_ descriptor: inout Int32) -> Int32 {
    defer { descriptor = -1 }
    return descriptor
  }

  fileprivate static func close(_ descriptors: [Int32]) {
    for descriptor in descriptors where descriptor >= 0 {
      #if canImport(Glibc)
        _ = Glibc.close(descriptor)
      #else
        _ = Darwin.close(descriptor)
      #endif
    }
  }

  /// Waits until there is something to be heard or sent, somebody wakes us, or the time is over.
  package static func wait(for child: ConversingChild?, wakeUp: WakeUp?, milliseconds: Int) {
    var streams = [pollfd(fd: wakeUp?.reading ?? -1, events: Int16(POLLIN), revents: 0)]
    if let child {
      for stream in [child.output, child.errors] where stream >= 0 {
        streams.append(pollfd(fd: stream, events: Int16(POLLIN), revents: 0))
      }
      if child.input >= 0, !child.unsent.isEmpty {
        streams.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0))
      }
    }
    _ = poll(&streams, nfds_t(streams.count), Int32(clamping: max(0, milliseconds)))
    wakeUp?.clear()
  }
}

/// By which one thread ends another's waiting.
package final class WakeUp: Sendable {
  fileprivate let reading: Int32
  private let writing: Int32

  package init() throws(FileError) {
    var ends: [Int32] = [-1, -1]
    guard outreach_pipe(&ends) == 0 else { throw FileError("open a pipe", "", code: errno) }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit { ConversingChild.close([reading, writing]) }

  package func ring() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  fileprivate func clear() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reading, &bytes, bytes.count) > 0 {}
  }
}
