import Foundation
import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Things in the inbox that are no regular files, or not ours to read: none may hang, stop or fool the program.
struct OddFileTests {
  private static let isRoot = geteuid() == 0

  @Test("links, pipes, sockets and directories", arguments: ["run", "watch"])
  func notRegular(command: String) throws {
    let workplace = try Workplace(leads: 9)
    let secret = "\(workplace.root)/secret.json"
    Files.write(Array(#"{"tone":"secret"}"#.utf8), to: "secret.json", in: workplace.root)
    symlink(secret, "\(workplace.inbox)/1.json")
    symlink("\(workplace.root)/nowhere", "\(workplace.inbox)/2.json")
    symlink("3.json", "\(workplace.inbox)/3.json")
    symlink(workplace.root, "\(workplace.inbox)/4.json")
    mkfifo("\(workplace.inbox)/5.json", 0o644)
    try makeSocket("\(workplace.inbox)/6.json")
    mkdir("\(workplace.inbox)/7.json", 0o755)
    Files.write(Array("{}".utf8), to: "8.json", in: workplace.inbox)

    if command == "run" {
      let end = try workplace.run(limit: 15)
      #expect(end.signal == nil, "it hung")
      #expect(end.status == 0, "\(end.errors)")
      #expect(end.summary["failed"] == 6, "\(end.output)\(end.errors)")
    } else {
      let watch = try workplace.watch()
      for number in [1, 2, 3, 4, 5, 6, 8] { #expect(workplace.waitForResponse(FileName("\(number).json"))) }
      watch.send(SIGTERM)
      #expect(watch.wait().status == 0)
    }
    for number in 1...6 { #expect(workplace.code(FileName("\(number).json")) == "NOT_A_REGULAR_FILE") }
    #expect(workplace.answer("8.json")["ok"] as? Bool == true)
    #expect(Files.read(secret) == Array(#"{"tone":"secret"}"#.utf8))
    #expect(
      Files.list(workplace.inbox).contains { $0.name == "7.json" && $0.isDirectory }, "directories are left alone")
    #expect(workplace.response("7.json") == nil)
  }

  @Test("devices", .enabled(if: isRoot, "skipped: only root makes device files"))
  func devices() throws {
    let workplace = try Workplace(leads: 9)
    // tty, full and a disk that does not exist: reading the last fails, reading the first waits.
    for (name, kind, major, minor) in [
      ("1.json", S_IFCHR, 5, 0), ("2.json", S_IFCHR, 1, 7), ("3.json", S_IFBLK, 250, 250), ("4.json", S_IFCHR, 1, 5),
    ] { mknod("\(workplace.inbox)/\(name)", kind | 0o666, dev_t(major << 8 | minor)) }
    guard Files.exists("\(workplace.inbox)/1.json") else { return }
    Files.write(Array("{}".utf8), to: "8.json", in: workplace.inbox)
    let end = try workplace.run(limit: 15)
    #expect(end.status == 0, "\(end.errors)")
    for name: FileName in ["1.json", "2.json", "3.json", "4.json"] {
      #expect(workplace.code(name) == "NOT_A_REGULAR_FILE")
    }
    #expect(workplace.answer("8.json")["ok"] as? Bool == true)
  }

  @Test(
    "as another user: unreadable files, foreign files", .enabled(if: Nobody.canRun, "skipped: needs root and setpriv"))
  func asNobody() throws {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"settle_seconds\":0.7")
    for path in [workplace.inbox, workplace.outbox] { chown(path, Nobody.id, Nobody.id) }
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox, mode: 0o600)
    Files.write(Array("{}".utf8), to: "2.json", in: workplace.inbox, mode: 0o644)
    Files.write(Array("{}".utf8), to: "3.json", in: workplace.inbox)
    chown("\(workplace.inbox)/3.json", Nobody.id, Nobody.id)
    // Leases are its owner's alone, so root's files are ready when they have lain still for the settle time.
    let first = try workplace.run(launcher: Nobody.launcher)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.summary["processed"] == 1, "\(first.output)")
    #expect(first.summary["not_ready"] == 2, "\(first.output)")
    Clock.sleep(0.8)
    let second = try workplace.run(launcher: Nobody.launcher)
    #expect(second.status == 0, "\(second.errors)")
    #expect(workplace.code("1.json") == "UNREADABLE")
    #expect(workplace.answer("2.json")["ok"] as? Bool == true)
    #expect(workplace.answer("3.json")["ok"] as? Bool == true)
    #expect(
      SpoolAudit(
        workplace, dropped: ["1.json": [Array("{}".utf8)], "2.json": [Array("{}".utf8)], "3.json": [Array("{}".utf8)]]
      ).problems().isEmpty)
  }

  @Test(
    "as another user: a foreign file that is still growing",
    .enabled(if: Nobody.canRun, "skipped: needs root and setpriv"))
  func foreignAndGrowing() throws {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"settle_seconds\":0.7")
    for path in [workplace.inbox, workplace.outbox] { chown(path, Nobody.id, Nobody.id) }
    let watch = try workplace.watch(launcher: Nobody.launcher)
    let whole = Array(#"{"max_followups":1,"lead":{"company":"Hane Mimarlık"}}"#.utf8)
    let file = open("\(workplace.inbox)/1.json", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    for byte in stride(from: 0, to: whole.count, by: 9) {
      _ = Files.append(Array(whole[byte..<min(byte + 9, whole.count)]), to: file)
      Clock.sleep(0.2)
      #expect(workplace.places(of: "1.json") == ["inbox"])
    }
    close(file)
    #expect(workplace.waitForResponse("1.json"))
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
    #expect(workplace.answer("1.json")["ok"] as? Bool == true)
    #expect(SpoolAudit(workplace, dropped: ["1.json": [whole]]).problems().isEmpty)
  }

  @Test(
    "as another user: directories that may not be written",
    .enabled(if: Nobody.canRun, "skipped: needs root and setpriv"),
    arguments: ["inbox", "outbox", "outbox/responses", "inbox/failed", "outbox/jobs", "inbox/processed"])
  func notOurs(directory: String) throws {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"settle_seconds\":0")
    for path in [workplace.inbox, workplace.outbox] { chown(path, Nobody.id, Nobody.id) }
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    try workplace.run(launcher: Nobody.launcher)
    let path = "\(workplace.root)/\(directory)"
    chown(path, 0, 0)
    chmod(path, 0o555)
    var dropped: [FileName: [[UInt8]]] = ["1.json": [Array("{}".utf8)]]
    for (name, text): (FileName, String) in [("2.json", "{}"), ("3.json", #"{"tone":"?"}"#)] {
      Files.write(Array(text.utf8), to: name, in: workplace.inbox)
      dropped[name] = [Array(text.utf8)]
    }
    let end = try workplace.run(launcher: Nobody.launcher)
    // These three are only written to for a new day.
    if end.status != 0 || !["outbox", "inbox/processed", "outbox/jobs"].contains(directory) {
      #expect(end.status == 73, "\(directory): \(end.output)\(end.errors)")
      #expect(
        end.errors.contains(directory == "inbox" ? "inbox" : directory) && end.errors.contains("permission"),
        "\(end.errors)")
      for name: FileName in ["2.json", "3.json"] {
        #expect(workplace.places(of: name).count == 1 && workplace.places(of: name) != ["failed"])
      }
    }
    chown(path, Nobody.id, Nobody.id)
    chmod(path, 0o755)
    let mended = try workplace.run(launcher: Nobody.launcher)
    #expect(mended.status == 0, "\(mended.errors)")
    #expect(SpoolAudit(workplace, dropped: dropped).problems().isEmpty)
  }

  @Test("owners who are not allowed", .enabled(if: isRoot, "skipped: only root gives files away"))
  func forbiddenOwner() throws {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"allowed_owners\":[\"root\"],\"settle_seconds\":0")
    Files.write(Array("{}".utf8), to: "1.json", in: workplace.inbox)
    Files.write(Array("{}".utf8), to: "2.json", in: workplace.inbox)
    chown("\(workplace.inbox)/1.json", 4711, 4711)
    #expect(try workplace.run().status == 0)
    #expect(workplace.code("1.json") == "FORBIDDEN_OWNER")
    #expect(workplace.answer("2.json")["ok"] as? Bool == true)
  }

  private func makeSocket(_ path: String) throws {
    // Bound by its short name from its directory: socket paths are limited to some hundred bytes.
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Workplace.CannotMake(path: path) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    #if canImport(Glibc)
      let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let listener = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer { close(listener) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0 else { throw Workplace.CannotMake(path: path) }
  }
}

/// The program as a user without rights, so that refusals are real. Root may do anything.
enum Nobody {
  static let id: uid_t = 65_534
  static let launcher = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

  /// False too where that user cannot reach the program, as in a home directory that is closed to others.
  static let canRun: Bool = {
    guard geteuid() == 0, let scratch = try? Workplace(leads: 1) else { return false }
    let trial = try? Program(["--version"], launcher: launcher, scratch: scratch.root)
    return trial?.wait().status == 0
  }()
}
