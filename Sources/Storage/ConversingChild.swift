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
    /// It has closed its output, or ended: how, if that is known, and the last that it said on stderr.
    case ended(ChildProgram.End?, complaint: String)
    /// A line is longer than anybody wants to read.
    case tooLong
  }

  private var pipes: ChildPipes
  private var unsent: ArraySlice<UInt8> = []
  private var line: [UInt8] = []
  private var complaint: [UInt8] = []
  private var end: ChildProgram.End?
  private let largestLine: Int

  /// - Throws: if it could not be started.
  package init(_ program: ChildProgram) throws(FileError) {
    pipes = try ChildPipes(starting: program)
    largestLine = program.largestLine
  }

  /// Hands over bytes; what its pipe does not take now goes with the next ``advance(_:)``.
  package func send(_ bytes: [UInt8]) {
    unsent += bytes
    pipes.feed(&unsent)
  }

  /// Sends what waits to be sent, and hears what has been said, line by line.
  package func advance(_ onLine: ([UInt8]) -> Void) -> News {
    pipes.feed(&unsent)
    // What it said last is what it ended with.
    pipes.drainErrors { complaint = Array((complaint + $0).suffix(2048)) }
    var isTooLong = false
    pipes.drainOutput { bytes in
      isTooLong = !take(bytes, onLine)
      return !isTooLong
    }
    if isTooLong { return .tooLong }
    if pipes.output >= 0 { return .none }
    // Whoever closes its output ends with that, a moment later.
    for _ in 0..<20 where end == nil {
      end = Spawn.end(of: pipes.process, isAwaited: false)
      if end == nil { usleep(5000) }
    }
    pipes.drainErrors { complaint = Array((complaint + $0).suffix(2048)) }
    return .ended(end, complaint: Self.lastLine(of: complaint))
  }

  /// False if a line has become too long.
  private func take(_ bytes: ArraySlice<UInt8>, _ onLine: ([UInt8]) -> Void) -> Bool {
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      line += rest[..<end]
      guard line.count <= largestLine else { return false }
      onLine(line)
      line.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    line += rest
    return line.count <= largestLine
  }

  private static func lastLine(of bytes: [UInt8]) -> String {
    bytes.split(separator: 0x0A).last.map { String(String(decoding: $0, as: UTF8.self).prefix(200)) } ?? ""
  }

  /// Ends it and all that it has started.
  package func kill() {
    pipes.kill()
    if end == nil { end = Spawn.end(of: pipes.process, isAwaited: true) }
    pipes.close()
  }

  /// Waits until there is something to be heard or sent, somebody wakes us, or the time is over.
  package static func wait(for child: ConversingChild?, wakeUp: WakeUp?, milliseconds: Int) {
    var streams = [pollfd(fd: wakeUp?.reading ?? -1, events: Int16(POLLIN), revents: 0)]
    if let child { streams += child.pipes.polled(isFeeding: !child.unsent.isEmpty) }
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

  deinit { ChildPipes.close([reading, writing]) }

  package func ring() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  fileprivate func clear() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reading, &bytes, bytes.count) > 0 {}
  }
}
