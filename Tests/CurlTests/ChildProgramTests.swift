import Formats
import Outreach
import Storage
import Testing

@Suite("Other programs, run to their end")
struct ChildProgramTests {
  @Test("Input goes in, lines come out, and what is said on stderr is kept")
  func streams() throws {
    var lines: [String] = []
    let ending = try ChildProgram(["sh", "-c", "cat; echo why >&2; exit 3"]).run(input: Array("bir\niki\nüç".utf8)) {
      lines.append(String(decoding: $0, as: UTF8.self))
    }
    #expect(lines == ["bir", "iki", "üç"])
    #expect(ending == ChildProgram.Ending(end: .exited(3), complaint: Array("why\n".utf8)))
  }

  @Test("More than a pipe holds goes both ways at once")
  func large() throws {
    let line = String(repeating: "x", count: 999) + "\n"
    let input = Array(String(repeating: line, count: 2000).utf8)
    var count = 0
    _ = try ChildProgram(["cat"]).run(input: input) { _ in count += 1 }
    #expect(count == 2000)
  }

  @Test("A child that does not read is no reason to end by SIGPIPE, or to wait")
  func deafChild() throws {
    let ending = try ChildProgram(["true"]).run(input: [UInt8](repeating: 0x78, count: 1 << 20)) { _ in }
    #expect(ending.end == .exited(0))
  }

  @Test("Its time is up: it and what it started are killed, and what it said stays")
  func timeLimit() throws {
    var lines = 0
    let ending = try ChildProgram(["sh", "-c", "echo first; sleep 600"], timeLimit: 0.3).run { _ in lines += 1 }
    #expect(ending.end == .timedOut)
    #expect(lines == 1)
  }

  @Test("Something in the background that holds its output does not hold us")
  func background() throws {
    var lines = 0
    let ending = try ChildProgram(["sh", "-c", "(sleep 9; echo late) & exit 4"]).run { _ in lines += 1 }
    #expect(ending.end == .exited(4))
    #expect(lines == 0)
  }

  @Test("A signal's end is no exit")
  func signal() throws {
    #expect(try ChildProgram(["sh", "-c", "kill -9 $$"]).run { _ in }.end == .signalled(9))
  }

  @Test("Lines that never end are cut, complaints too")
  func limits() throws {
    var child = ChildProgram(["sh", "-c", "head -c 100000 /dev/zero | tr '\\0' x | tee /dev/stderr"])
    child.largestLine = 10
    child.longestComplaint = 20
    var lines: [Int] = []
    let ending = try child.run { lines.append($0.count) }
    #expect(lines == [10])
    #expect(ending.complaint.count == 20)
  }

  @Test("A program that is not there is told as such")
  func missing() {
    let child = ChildProgram(["no-such-program-here"])
    #expect(!child.isThere)
    do throws(FileError) {
      _ = try child.run { _ in }
      Issue.record("it ran")
    } catch {
      #expect(error.description.contains("no-such-program-here: it is not there (install it"))
    }
  }

  @Test("Variables are added to the environment, and replace")
  func environment() throws {
    let (_, output) = try ChildProgram(["sh", "-c", "echo $ADDED $HOME"], environment: ["ADDED": "x", "HOME": "/h"])
      .run()
    #expect(output == Array("x /h\n".utf8))
  }
}
