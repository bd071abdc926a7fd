import Foundation

/// A tool of the system that a test needs, such as `mount`.
enum Tool {
  /// Whether it ran and said that all was well.
  @discardableResult
  static func run(_ words: String...) -> Bool {
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = words
    tool.standardOutput = FileHandle.nullDevice
    tool.standardError = FileHandle.nullDevice
    guard (try? tool.run()) != nil else { return false }
    tool.waitUntilExit()
    return tool.terminationStatus == 0
  }
}
