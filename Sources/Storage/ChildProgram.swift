#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Another program, run to its end: bytes go to its input, its output comes back line by line.
///
/// It has a process group of its own, so that a key that interrupts this program at a terminal does not reach it, and so that
/// whatever it has started ends with it when its time is up.
package struct ChildProgram: Sendable {
  /// The program, looked for on the PATH unless it has a slash, and its arguments.
  package var words: [String]
  /// Beside this process's own environment, and over it.
  package var environment: [String: String]
  /// Seconds after which it is killed.
  package var timeLimit: Double
  /// Bytes of a line of its output; the rest of a longer one is dropped.
  package var largestLine = 1 << 20
  /// Bytes of what it says on stderr that are kept; the rest is dropped.
  package var longestComplaint = 1 << 14

  package init(_ words: [String], environment: [String: String] = [:], timeLimit: Double = 3600) {
    self.words = words
    self.environment = environment
    self.timeLimit = timeLimit
  }

  /// This program again, with other arguments.
  package static func itself(_ arguments: [String]) -> ChildProgram {
    #if os(Linux)
      ChildProgram(["/proc/self/exe"] + arguments)
    #else
      ChildProgram([CommandLine.arguments[0]] + arguments)
    #endif
  }

  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It was killed, because it took longer than ``ChildProgram/timeLimit``.
    case timedOut

    /// Whether the program came down by a fault of its own, not by somebody's kill.
    package var isCrash: Bool {
      guard case .signalled(let signal) = self else { return false }
      return [SIGSEGV, SIGILL, SIGBUS, SIGABRT, SIGFPE, SIGTRAP].contains(signal)
    }
  }

  /// How it ended, and what it said on stderr.
  package struct Ending: Hashable, Sendable {
    package var end: End
    package var complaint: [UInt8]

    package init(end: End, complaint: [UInt8]) {
      self.end = end
      self.complaint = complaint
    }
  }

  /// Runs it on the calling thread.
  ///
  /// - Parameter onLine: is given each line without its end as soon as it is there; the last one may have had no end.
  /// - Throws: if it could not be started, which is certain: nothing was done then.
  package func run(input: [UInt8] = [], onLine: ([UInt8]) -> Void) throws(FileError) -> Ending {
    let child = try SpawnedChild(self, input: input)
    while true {
      if let ending = child.advance(onLine) { return ending }
      SpawnedChild.wait(for: [child])
    }
  }

  /// Runs one for each input, several at once, all from the calling thread.
  ///
  /// - Parameters:
  ///   - program: what is to be run for the input at that place.
  ///   - onEnd: is given the place and how it ended, or why it could not be started; in the order in which they end.
  package static func runAll(
    _ count: Int, parallel: Int, program: (Int) -> (ChildProgram, input: [UInt8]),
    onEnd: (Int, Swift.Result<(ending: Ending, output: [UInt8]), FileError>) -> Void
  ) {
    var running: [(place: Int, child: SpawnedChild, output: [UInt8])] = []
    var next = 0
    while next < count || !running.isEmpty {
      while next < count, running.count < max(1, parallel) {
        let (program, input) = program(next)
        do throws(FileError) {
          running.append((next, try SpawnedChild(program, input: input), []))
        } catch {
          onEnd(next, .failure(error))
        }
        next += 1
      }
      var going: [(place: Int, child: SpawnedChild, output: [UInt8])] = []
      for (place, child, said) in running {
        var output = said
        if let ending = child.advance({ output += $0 + [0x0A] }) {
          onEnd(place, .success((ending, output)))
        } else {
          going.append((place, child, output))
        }
      }
      running = going
      if !running.isEmpty { SpawnedChild.wait(for: running.map(\.child)) }
    }
  }

  /// The same for a program that says little, as one piece.
  package func run(input: [UInt8] = []) throws(FileError) -> (ending: Ending, output: [UInt8]) {
    var output: [UInt8] = []
    let ending = try run(input: input) { line in
      output += line
      output.append(0x0A)
    }
    return (ending, output)
  }

  /// Whether the program is there to be run.
  package var isThere: Bool {
    guard let name = words.first else { return false }
    if name.utf8.contains(UInt8(ascii: "/")) { return access(name, X_OK) == 0 }
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}
