import Foundation
import Testing

/// The real program stopped, or failed, at one system call after another. `Tests/Crash/strace-walk.sh` walks them all;
/// here it takes every few, from another one at each run.
struct StraceWalkTests {
  @Test(
    "a batch survives a stop or a failure at any system call",
    .enabled(if: Strace.isThere, "skipped: strace is not here or may not trace (Debian package strace)"),
    arguments: ["kill", "error"])
  func walk(kind: String) throws {
    let every = kind == "kill" ? Rounds.count(56, full: 1) : Rounds.count(44, full: 1)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Crash/strace-walk.sh").path
    let scratch = try Workplace(leads: 1)
    let walk = try Program(
      ["--every", "\(every)", "--only", kind], launcher: ["bash", script], programLast: true, scratch: scratch.root)
    let end = walk.wait(limit: Rounds.isFull ? 900 : 120)
    #expect(end.status == 0, "\(end.output)\(end.errors)")
    #expect(end.output.contains("points walked"))
  }
}

enum Strace {
  /// Containers often have strace and forbid tracing.
  static let isThere = Tool.run(
    "strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=getpid:error=EIO:when=1", "true")
}
