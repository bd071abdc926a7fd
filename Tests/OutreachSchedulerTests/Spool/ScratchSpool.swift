import Foundation
import Testing

/// A directory of a test's own, with `inbox` and `outbox` in it, removed with the value.
final class ScratchSpool: Sendable {
  let root: String
  var inbox: String { root + "/inbox" }
  var outbox: String { root + "/outbox" }

  init() throws {
    let parent = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    root = parent + "/outreach-\(UUID().uuidString)"
    for path in [inbox, outbox] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  @discardableResult
  func write(_ text: String, to path: String) throws -> String {
    let full = root + "/" + path
    let parent = (full as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    return full
  }

  /// - Parameter time: in RFC 3339.
  func setModified(_ path: String, to time: String) throws {
    let date = ISO8601DateFormatter().date(from: time) ?? Date()
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: root + "/" + path)
  }

  func read(_ path: String) -> String? { try? String(contentsOfFile: root + "/" + path, encoding: .utf8) }

  /// The names in a directory, hidden ones too, sorted.
  func list(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + path)) ?? []).sorted()
  }

  /// Everything below the root that is a file, sorted.
  func tree() -> [String] {
    (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter { path in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.sorted()
  }
}
