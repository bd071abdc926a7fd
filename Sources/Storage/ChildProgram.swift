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

  package enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It was killed, because it took longer than ``ChildProgram/timeLimit``.
    case timedOut
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
    let child = try SpawnedChild(self)
    return child.attend(input: input, self, onLine: onLine)
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
