internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where a secret is kept. The configuration only ever says where, so that it can be shown to anybody.
package enum Secret: Hashable, Sendable {
  /// `{"env":"NAME"}`
  case environment(String)
  /// `{"file":"PATH"}`, which nobody but its owner may read.
  case file(String)

  /// Reads it.
  ///
  /// - Throws: a sentence without the secret.
  package func read() throws(SenderUnavailable) -> String {
    let text: String
    switch self {
    case .environment(let name):
      guard let value = getenv(name) else { throw SenderUnavailable("the environment has no variable \(name)") }
      text = String(cString: value)
    case .file(let path): text = try Self.content(of: path)
    }
    let secret = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    guard !secret.isEmpty else { throw SenderUnavailable("the secret in \(place) is empty") }
    guard secret.utf8.allSatisfy({ $0 > 0x1F && $0 != 0x7F }) else {
      throw SenderUnavailable("the secret in \(place) has a line end or control character inside")
    }
    return secret
  }

  private var place: String {
    switch self {
    case .environment(let name): name
    case .file(let path): path
    }
  }

  private static func content(of path: String) throws(SenderUnavailable) -> String {
    let files = POSIXFileSystem()
    do throws(FileError) {
      let file = try files.open(at: path)
      defer { files.close(file) }
      var status = stat()
      guard fstat(file.descriptor, &status) == 0 else { throw FileError("look at", path, code: errno) }
      guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0 else {
        throw FileError("trust", path, code: FileError.readByOthers)
      }
      return String(decoding: try files.read(file, upTo: 1 << 16), as: UTF8.self)
    } catch {
      throw error.code == FileError.readByOthers
        ? SenderUnavailable("\(path) holds a secret and may be read by others, or is no regular file: chmod 600 it")
        : SenderUnavailable("the secret cannot be used: \(error)")
    }
  }
}

extension FileError {
  fileprivate static let readByOthers = EPERM
}
