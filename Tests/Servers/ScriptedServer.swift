package import Foundation

/// A server written in Python for tests: on the loopback device, with a log of all that reached it.
package final class ScriptedServer {
  package static let isPossible = Tools.areThere("python3")

  /// A directory of its own, gone with it.
  package let directory: URL
  package let port: Int
  private let process = Process()

  /// - Parameters:
  ///   - script: a file beside this one; its first line of output is the port.
  ///   - isSecure: it speaks TLS with a certificate that an authority of its own has signed.
  ///   - python: the interpreter, where not any will do.
  package init(_ script: String, isSecure: Bool = false, python: String = "python3", options: [String] = []) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "servers-\(UUID().uuidString)")
    self.directory = directory
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data().write(to: directory.appending(path: "log"))
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path
    var words = [python, path, directory.appending(path: "log").path]
    if isSecure {
      try Self.makeCertificate(in: directory)
      words += ["server.pem", "server.key"].map { directory.appending(path: $0).path }
    }
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words + options
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != 0x0A, let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      line += byte
    }
    guard let port = Int(String(decoding: line.dropLast(), as: UTF8.self)) else { throw Failure(script: script) }
    self.port = port
  }

  struct Failure: Error { var script: String }

  deinit {
    // Foundation starts children with the signals blocked that its thread has blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }

  /// The authority by which its certificate can be checked.
  package var authority: String { directory.appending(path: "authority.pem").path }

  /// What reached it so far, an object of JSON each.
  package var seen: [[String: Any]] {
    let text = (try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  private static func makeCertificate(in directory: URL) throws {
    let script = """
      cd '\(directory.path)' &&
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Test authority' -keyout authority.key -out authority.pem &&
      openssl req -newkey rsa:2048 -nodes -subj '/CN=localhost' -keyout server.key -out server.csr &&
      printf 'subjectAltName=DNS:localhost,IP:127.0.0.1' > names &&
      openssl x509 -req -days 2 -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -extfile names -out server.pem
      """
    guard Tools.run("sh", "-c", script) else { throw Failure(script: "openssl") }
  }
}

/// Programs that tests need beside the toolchain.
package enum Tools {
  package static func areThere(_ names: String...) -> Bool {
    names.allSatisfy { run("sh", "-c", "command -v \($0)") }
  }

  /// Whether it ran and said that all was well.
  @discardableResult
  package static func run(_ words: String...) -> Bool {
    let tool = Process()
    tool.executableURL = URL(filePath: "/usr/bin/env")
    tool.arguments = words
    tool.standardOutput = FileHandle.nullDevice
    tool.standardError = FileHandle.nullDevice
    guard (try? tool.run()) != nil else { return false }
    tool.waitUntilExit()
    return tool.terminationStatus == 0
  }
}
