#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A program that was started, with this side's ends of its three pipes.
final class SpawnedChild {
  private var pipes: ChildPipes
  private var rest: ArraySlice<UInt8>
  private var lines: LineSplitter
  private var complaint: [UInt8] = []
  private let longestComplaint: Int
  private let deadline: ContinuousClock.Instant
  private var end: ChildProgram.End?

  init(_ program: ChildProgram, input bytes: [UInt8]) throws(FileError) {
    pipes = try ChildPipes(starting: program)
    rest = bytes[...]
    lines = LineSplitter(largestLine: program.largestLine)
    longestComplaint = program.longestComplaint
    deadline = ContinuousClock.now + .seconds(program.timeLimit)
  }

  // MARK: To its end

  /// Feeds it what it takes, hears what it has said, and looks whether it is over: never waits.
  ///
  /// - Returns: how it ended, once.
  func advance(_ onLine: ([UInt8]) -> Void) -> ChildProgram.Ending? {
    pipes.feed(&rest)
    if rest.isEmpty { pipes.closeInput() }
    pipes.drainOutput {
      lines.take($0, onLine)
      return true
    }
    pipes.drainErrors { complaint += $0.prefix(max(0, longestComplaint - complaint.count)) }
    if end == nil {
      end = Spawn.end(of: pipes.process, isAwaited: false)
      // What it said last may have come in between.
      if end != nil { return advance(onLine) }
      guard ContinuousClock.now >= deadline else { return nil }
      pipes.kill()
      _ = Spawn.end(of: pipes.process, isAwaited: true)
      end = .timedOut
    }
    // Something that it has started may hold the pipes open for longer than it lives.
    lines.finish(onLine)
    pipes.close()
    return end.map { ChildProgram.Ending(end: $0, complaint: complaint) }
  }

  /// Waits until one of them can be read or written, but no longer than a moment: an end says nothing by itself.
  static func wait(for children: [SpawnedChild]) {
    var streams = children.flatMap { $0.pipes.polled(isFeeding: true) }
    let isEnding = children.contains { $0.pipes.output < 0 && $0.pipes.errors < 0 }
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
