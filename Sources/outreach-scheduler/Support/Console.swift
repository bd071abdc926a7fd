#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Results go to stdout, everything else to stderr.
enum Console {
  static func print(_ line: String) { write(Array((line + "\n").utf8), to: STDOUT_FILENO) }

  /// Lines that end in a line end already.
  static func print(raw bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  static func say(_ line: String) { write(Array("outreach-scheduler: \(line)\n".utf8), to: STDERR_FILENO) }

  /// Colour only for a person who has not said no to it (<https://no-color.org>).
  static let hasColour = isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty

  static func emphasised(_ text: String, _ colour: Colour) -> String {
    hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  static let isTerminal = isatty(STDOUT_FILENO) == 1

  enum Colour: Int { case red = 31, green = 32, yellow = 33 }

  /// A reader that went away is nobody's error.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
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
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
