import Foundation
import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everyone writes files in a way of their own; no request is read by halves.
struct WriterHabitTests {
  private static let whole = Array(
    #"{"max_followups":1,"lead":{"company":"Hane Mimarlık","notes":"sonuna kadar"}}"#.utf8)

  /// The whole request was read: its two steps are planned, its company is greeted.
  private func expectWhole(_ workplace: Workplace, _ name: FileName) {
    let data = workplace.answer(name)["data"] as? [String: Any]
    let steps = data?["sequence"] as? [[String: Any]] ?? []
    #expect(steps.count == 2, "\(name): \(String(decoding: workplace.response(name) ?? [], as: UTF8.self))")
    #expect((steps.first?["message"] as? String)?.contains("Hane Mimarlık") == true)
    #expect(SpoolAudit(workplace, dropped: [name: [Self.whole]]).problems().isEmpty)
  }

  private func open(_ name: String, in workplace: Workplace, _ flags: Int32 = O_WRONLY | O_CREAT) -> Int32 {
    #if canImport(Glibc)
      Glibc.open("\(workplace.inbox)/\(name)", flags | O_CLOEXEC, 0o644)
    #else
      Darwin.open("\(workplace.inbox)/\(name)", flags | O_CLOEXEC, 0o644)
    #endif
  }

  @Test("written in place, slowly, with a pause inside", arguments: ["run", "watch"])
  func slowlyInPlace(command: String) throws {
    let workplace = try Workplace(leads: 3)
    let watch = command == "watch" ? try workplace.watch() : nil
    let file = open("1.json", in: workplace)
    for piece in stride(from: 0, to: Self.whole.count, by: 12) {
      _ = Files.append(Array(Self.whole[piece..<min(piece + 12, Self.whole.count)]), to: file)
      Clock.sleep(0.05)
      #expect(workplace.places(of: "1.json") == ["inbox"])
    }
    if command == "run" {
      let end = try workplace.run()
      #expect(end.status == 0)
      #expect(end.summary["requests"] == 0)
      #expect(end.summary["not_ready"] == 1)
      #expect(end.errors.contains("not ready"), "a person should be told: \(end.errors)")
    }
    #expect(workplace.places(of: "1.json") == ["inbox"])
    close(file)
    if command == "run" { try workplace.run() }
    #expect(workplace.waitForResponse("1.json"))
    watch?.send(SIGTERM)
    watch?.wait()
    expectWhole(workplace, "1.json")
  }

  @Test("written in two halves, closed and opened again between", arguments: ["run", "watch"])
  func twoHalves(command: String) throws {
    let workplace = try Workplace(leads: 3)
    let watch = command == "watch" ? try workplace.watch() : nil
    let half = Self.whole.count / 2
    Files.write(Array(Self.whole[..<half]), to: "1.json", in: workplace.inbox)
    Clock.sleep(0.3)
    if command == "run" { #expect(try workplace.run().summary["not_ready"] == 1) }
    #expect(workplace.places(of: "1.json") == ["inbox"])
    let file = open("1.json", in: workplace, O_WRONLY | O_APPEND)
    _ = Files.append(Array(Self.whole[half...]), to: file)
    close(file)
    if command == "run" { try workplace.run() }
    #expect(workplace.waitForResponse("1.json"))
    watch?.send(SIGTERM)
    watch?.wait()
    expectWhole(workplace, "1.json")
  }

  @Test("an empty file waits a moment for its content, and is refused only then")
  func empty() throws {
    let workplace = try Workplace(leads: 3)
    workplace.configure("\"settle_seconds\":0.8")
    Files.write([], to: "1.json", in: workplace.inbox)
    Files.write([], to: "2.json", in: workplace.inbox)
    #expect(try workplace.run().summary["not_ready"] == 2)
    Files.write(Self.whole, to: "1.json", in: workplace.inbox)
    Clock.sleep(0.9)
    let end = try workplace.run()
    #expect(end.summary["processed"] == 1)
    #expect(end.summary["failed"] == 1)
    #expect(workplace.code("2.json") == "INVALID_JSON")
    #expect(workplace.answer("1.json")["ok"] as? Bool == true)
  }

  @Test("copied with an old modification time while still being written")
  func oldModificationTime() throws {
    let workplace = try Workplace(leads: 3)
    let file = open("1.json", in: workplace)
    _ = Files.append(Array(Self.whole.prefix(20)), to: file)
    var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000_000, tv_nsec: 0)]
    futimens(file, &times)
    #expect(try workplace.run().summary["not_ready"] == 1)
    _ = Files.append(Array(Self.whole.dropFirst(20)), to: file)
    futimens(file, &times)
    close(file)
    #expect(try workplace.run().summary["processed"] == 1)
    expectWhole(workplace, "1.json")
  }

  @Test("renamed into place, and hidden until then")
  func renamed() throws {
    let workplace = try Workplace(leads: 3)
    for hidden in [
      ".1.json", "1.json.tmp", "1.json.part", "1.json~", "~$1.json", "1.crdownload", "x.filepart", "Thumbs.db",
    ] {
      Files.write(Array("{".utf8), to: FileName(hidden), in: workplace.inbox)
    }
    let idle = try workplace.run()
    #expect(idle.summary["requests"] == 0)
    #expect(idle.summary["not_ready"] == 0)
    rename("\(workplace.inbox)/1.json.tmp", "\(workplace.inbox)/2.json")
    Files.deliver(Self.whole, to: "1.json", in: workplace.inbox)
    try workplace.run()
    #expect(workplace.answer("1.json")["ok"] as? Bool == true)
    #expect(
      Files.list(workplace.inbox).filter { !$0.isDirectory }.count == 8,
      "the others are nobody's to touch, 2.json waits")
  }

  @Test("replaced by a newer one again and again while watched: each that was taken is whole")
  func replacedAgainAndAgain() throws {
    let workplace = try Workplace(leads: 3)
    let watch = try workplace.watch()
    // Each version names its number twice, at its ends; a mixture would not.
    for version in 0..<150 {
      let text =
        "{\"lead\":{\"company\":\"V\(version)\",\"notes\":\"\(String(repeating: "x", count: 3000))\",\"city\":\"V\(version)\"}}"
      Files.write(Array(text.utf8), to: "1.json", in: workplace.inbox)
      Clock.sleep(0.002)
    }
    #expect(Clock.wait { !Files.exists("\(workplace.inbox)/1.json") })
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
    for request in SpoolListing(inbox: workplace.inbox).requests {
      let lead = Workplace.object(request.bytes ?? [])["lead"] as? [String: Any]
      #expect(
        lead != nil && lead?["company"] as? String == lead?["city"] as? String, "\(request.place) \(request.directory)")
    }
  }

  @Test("a whole batch dropped by somebody who keeps one file open: the others do not wait for it")
  func othersDoNotWait() throws {
    let workplace = try Workplace(leads: 50)
    let file = open("50.json", in: workplace)
    for lead in 1..<50 { Files.write(Array("{}".utf8), to: FileName("\(lead).json"), in: workplace.inbox) }
    let end = try workplace.run()
    #expect(end.summary["processed"] == 49)
    #expect(end.summary["not_ready"] == 1)
    close(file)
  }
}
