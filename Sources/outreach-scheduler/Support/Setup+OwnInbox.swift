internal import Records
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What would come back as a request although nobody asked anything: files of the program's own, and its answers.
extension Setup {
  /// - Throws: 78 if something of the program's own lies in the inbox, or would come to lie there.
  func requireOwnInbox() throws(Exit) {
    if let problem = ownInboxProblem() { throw .configuration("\(problem.because); \(problem.advice)") }
  }

  /// Nil if the inbox is nobody's but those who ask.
  func ownInboxProblem() -> (because: String, advice: String)? {
    if let path = ownFileInInbox() {
      return (
        "\(path) lies in the inbox \(inbox), where it would be taken for a request and moved away",
        "give the inbox a directory of its own"
      )
    }
    guard let inbox = Self.realPath(inbox), let outbox = Self.realPath(outbox) else { return nil }
    let outboxParts = SpoolDirectories.outboxParts + ["due", "done", "words"]
    if let part = outboxParts.first(where: { "\(inbox)/".hasPrefix("\(outbox)/\($0)/") }) {
      return (
        "the inbox \(self.inbox) lies in \(self.outbox)/\(part), where each answer would be taken for a request",
        "give the inbox a directory of its own"
      )
    }
    if let part = SpoolDirectories.inboxParts.first(where: { "\(outbox)/".hasPrefix("\(inbox)/\($0)/") }) {
      return (
        "the outbox \(self.outbox) lies in \(self.inbox)/\(part), where only batches of requests may be",
        "give the outbox a directory of its own"
      )
    }
    return nil
  }

  private func ownFileInInbox() -> String? {
    let own = [Self.configurationPath(arguments)].compactMap(\.self) + leadPaths + [Self.executable]
    guard let inbox = Self.realPath(inbox) else { return nil }
    return own.first { path in
      let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      return Self.realPath(parent) == inbox && !Self.isDirectory(path)
    }
  }

  /// Without links, so that two paths to one directory are the same; nil if there is nothing.
  private static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static var executable: String {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    return count > 0
      ? String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : CommandLine.arguments[0]
  }
}
