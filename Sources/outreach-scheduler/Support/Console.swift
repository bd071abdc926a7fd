internal import Storage
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Results go to stdout, everything else to stderr.
enum Console {
  /// Fills the standard streams that whoever started the program has closed. The first files opened would take their
  /// places, and what is meant for people would be written into them.
  static func open() {
    #if canImport(Glibc)
      let (openFile, closeFile) = (Glibc.open(_:_:), Glibc.close)
    #else
      let (openFile, closeFile) = (Darwin.open(_:_:), Darwin.close)
    #endif
    while true {
      let descriptor = openFile("/dev/null", O_RDWR)
      guard descriptor >= 0, descriptor <= STDERR_FILENO else {
        if descriptor >= 0 { _ = closeFile(descriptor) }
        return
      }
    }
  }

  /// A line of results, on stdout.
  static func print(_ line: String) { print(raw: Array((line + "\n").utf8)) }

  /// Lines that end in a line end already. Whatever the command has begun is finished, even if these cannot be written.
  static func print(raw bytes: [UInt8]) { note(write(bytes, to: STDOUT_FILENO)) }

  /// Whether all results arrived, as far as somebody wanted to read them. Nothing can be printed any more.
  static func finishOutput() -> Bool {
    // Some file systems tell only now that there was no room.
    #if canImport(Glibc)
      let isClosed = Glibc.close(STDOUT_FILENO) == 0
    #else
      let isClosed = Darwin.close(STDOUT_FILENO) == 0
    #endif
    note(isClosed || errno == EINTR ? 0 : errno)
    return !hasLostOutput.withLock { $0 }
  }

  private static let hasLostOutput = Mutex(false)

  /// Says once that results are missing.
  private static func note(_ code: Int32) {
    guard code != 0, code != EPIPE else { return }
    let isFirst = hasLostOutput.withLock { lost in
      defer { lost = true }
      return !lost
    }
    if isFirst { say("the output is not whole, since it cannot be written: \(String(cString: strerror(code)))") }
  }

  /// A line about what goes on, on stderr.
  static func say(_ line: String) { write(Array("outreach-scheduler: \(line)\n".utf8), to: STDERR_FILENO) }

  /// Colour only for a person who has not said no to it (<https://no-color.org>).
  static let hasColour = isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty

  static func emphasised(_ text: String, _ colour: Colour) -> String {
    hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Whether a line that keeps changing would reach a person who wants it.
  static let mayShowProgress =
    isatty(STDERR_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"

  /// Writes over the terminal's last line.
  static func rewriteLine(_ text: String) { write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO) }

  static let isTerminal = isatty(STDOUT_FILENO) == 1

  enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
  }

  /// Results of which the next ones are worth making only if these arrive.
  ///
  /// - Returns: false if they did not.
  static func deliver(_ bytes: [UInt8]) -> Bool {
    let code = write(bytes, to: STDOUT_FILENO)
    guard code != EPIPE else { return false }
    note(code)
    return code == 0
  }

  /// Fills the buffer from stdin, as far as there is something now; 0 at the end.
  static func readInput(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileError("read", "the input", code: errno) }
    }
  }

  /// 0, or an errno; of what is said to people nobody asks for it.
  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { raw in
        #if canImport(Glibc)
          Glibc.write(descriptor, raw.baseAddress, raw.count)
        #else
          Darwin.write(descriptor, raw.baseAddress, raw.count)
        #endif
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? EIO : errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
