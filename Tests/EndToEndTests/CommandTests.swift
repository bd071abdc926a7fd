import Foundation
import Outreach
import Storage
import Testing

/// Changing one's mind, by file and by command line: what it does to the jobs, and to what is asked for later.
struct CommandTests {
  /// How a command reaches the inbox.
  enum Way: CaseIterable, Sendable { case file, commandLine }

  /// A spool on which lead 1 is being written to on both channels.
  private struct Scene {
    let workplace: Workplace

    init() throws {
      workplace = try Workplace(leads: 5)
      try ask("1.json", #"{"channel":["whatsapp","email"]}"#)
      try #expect(statuses() == Array(repeating: "pending", count: 6))
    }

    /// Drops files one after the other and answers them in one run.
    func drop(_ files: (FileName, String)...) throws {
      for (name, text) in files {
        Files.deliver(Array(text.utf8), to: name, in: workplace.inbox)
        // Their order is that of their times, which a memory-backed file system tells by the tick.
        Clock.sleep(0.02)
      }
      #expect(try workplace.run().status == 0)
    }

    /// Drops a request that is to be accepted.
    func ask(_ name: FileName, _ text: String) throws {
      try drop((name, text))
      try #require(workplace.code(name) == nil, "\(workplace.answer(name))")
    }

    /// Commands something about lead 1; the data of the answer.
    func command(_ verb: String, _ way: Way, _ fields: [String: String] = [:]) throws -> [String: Any] {
      var name = FileName("1.\(verb).json")
      switch way {
      case .file:
        let members = fields.sorted { $0.key < $1.key }.map { key, value in
          Double(value) == nil ? "\"\(key)\":\"\(value)\"" : "\"\(key)\":\(value)"
        }
        try drop((name, "{\(members.joined(separator: ","))}"))
      case .commandLine:
        let options = fields.flatMap { ["--\($0.key.replacing("_", with: "-"))", $0.value] }
        let end = try workplace.start(verb, ["1", "--json"] + options).wait()
        try #require(end.status == 0, "\(end.errors)")
        name = FileName(try #require(Workplace.object(Array(end.output.utf8))["dropped"] as? String))
        try workplace.run()
      }
      let answer = workplace.answer(name)
      let data = try #require(answer["data"] as? [String: Any], "\(answer)")
      #expect(data["command"] as? String == verb)
      #expect(data["lead_id"] as? Int == 1)
      return data
    }

    func jobs() throws -> [[String: Any]] {
      let end = try workplace.start("jobs", ["--lead", "1", "--json"]).wait()
      #expect(end.status == 0, "\(end.errors)")
      return end.output.split(separator: "\n").map { Workplace.object(Array($0.utf8)) }
    }

    /// `cancelled replied` for each job, the same ones together.
    func statuses() throws -> [String] {
      try jobs().map { job in
        [job["status"], job["reason"]].compactMap { $0 as? String }.joined(separator: " ")
      }.sorted()
    }

    func isSound() throws {
      let audit = try workplace.start("audit").wait()
      #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
    }
  }

  private func changes(_ data: [String: Any]) -> [[String: Any]] { data["changed"] as? [[String: Any]] ?? [] }

  @Test("cancel ends what is pending, once", arguments: Way.allCases)
  func cancel(way: Way) throws {
    let scene = try Scene()
    let data = try scene.command("cancel", way, ["channel": "email", "reason": "wrong list"])
    #expect(changes(data).count == 3)
    #expect(
      changes(data).allSatisfy { $0["status"] as? String == "cancelled" && $0["reason"] as? String == "wrong list" })
    #expect(
      try scene.statuses() == Array(repeating: "cancelled wrong list", count: 3)
        + Array(repeating: "pending", count: 3))
    #expect(changes(try scene.command("cancel", way)).count == 3)
    try scene.drop(("1.cancel@again.json", "{}"))
    #expect(scene.workplace.code("1.cancel@again.json") == "NOTHING_PENDING")
    try scene.drop(("1.json", "{}"))
    #expect(scene.workplace.code("1.json") == "RECENTLY_CONTACTED")
    try scene.isSound()
  }

  @Test("reschedule moves what is pending to another day", arguments: Way.allCases)
  func reschedule(way: Way) throws {
    let scene = try Scene()
    let before = try scene.jobs().compactMap { $0["send_at"] as? String }.sorted()
    let data = try scene.command("reschedule", way, ["shift_hours": "336"])
    #expect(changes(data).count == 6)
    let after = try scene.jobs()
    let times = after.compactMap { $0["send_at"] as? String }.sorted()
    #expect(after.count == 6)
    #expect(try #require(times.first) > #require(before.last))
    #expect(Set(changes(data).compactMap { $0["send_at"] as? String }) == Set(times))
    #expect(try scene.statuses() == Array(repeating: "pending", count: 6))
    #expect(changes(try scene.command("cancel", way)).count == 6)
    #expect(try scene.statuses() == Array(repeating: "cancelled cancelled", count: 6))
    try scene.isSound()
  }

  @Test("a reply ends every channel", arguments: Way.allCases)
  func reply(way: Way) throws {
    let scene = try Scene()
    let data = try scene.command("reply", way, ["channel": "whatsapp", "text": "Yarın arayın"])
    #expect(changes(data).count == 6)
    #expect(try scene.statuses() == Array(repeating: "cancelled replied", count: 6))
    try scene.drop(("1.json", "{}"), ("1@anyway.json", #"{"on_contacted":"allow"}"#))
    #expect(scene.workplace.code("1.json") == "RECENTLY_CONTACTED")
    #expect(scene.workplace.code("1@anyway.json") == nil)
    try scene.isSound()
  }

  @Test("an opt-out holds until an opt-in", arguments: Way.allCases)
  func optOutAndIn(way: Way) throws {
    let scene = try Scene()
    let data = try scene.command("opt-out", way, ["channel": "whatsapp", "reason": "asked"])
    #expect(changes(data).count == 3)
    #expect(
      try scene.statuses() == Array(repeating: "cancelled opted_out", count: 3)
        + Array(repeating: "pending", count: 3))
    let allow = #"{"on_contacted":"allow"}"#
    // Another lead with the same phone is left alone, too.
    let shared = #"{"lead":{"phone":"+905300000001"},"on_contacted":"allow"}"#
    try scene.drop(("1.json", allow), ("2.json", shared), ("3.json", "{}"))
    #expect(scene.workplace.code("1.json") == "OPTED_OUT")
    #expect(scene.workplace.code("2.json") == "OPTED_OUT")
    #expect(scene.workplace.code("3.json") == nil)
    _ = try scene.command("opt-in", way, ["channel": "whatsapp", "source": "fair", "at": "2026-11-20T09:00:00Z"])
    try scene.drop(("1.json", allow))
    #expect(scene.workplace.code("1.json") == "OPTED_OUT", "an older yes lifts no later no")
    // Times are in whole seconds.
    Clock.sleep(1.1)
    _ = try scene.command("opt-in", way, ["channel": "whatsapp", "source": "fair", "at": Date().ISO8601Format()])
    try scene.drop(("1.json", allow))
    #expect(scene.workplace.code("1.json") == nil)
    try scene.isSound()
  }

  @Test("a reply that says RET is an opt-out", arguments: Way.allCases)
  func replyThatIsAnOptOut(way: Way) throws {
    let scene = try Scene()
    let data = try scene.command("reply", way, ["channel": "whatsapp", "text": "RET"])
    #expect((data["warnings"] as? [String])?.contains { $0.contains("opt-out") } == true)
    #expect(
      try scene.statuses() == Array(repeating: "cancelled opted_out", count: 3)
        + Array(repeating: "cancelled replied", count: 3))
    try scene.drop(("1.json", #"{"on_contacted":"allow"}"#))
    #expect(scene.workplace.code("1.json") == "OPTED_OUT")
    try scene.isSound()
  }

  @Test(
    "in one batch a command counts in its order",
    arguments: ["cancel", "reply", "opt-out", "reschedule"])
  func inOneBatch(verb: String) throws {
    let scene = try Scene()
    let text = verb == "reschedule" ? #"{"shift_hours":24}"# : "{}"
    try scene.drop(
      ("2.json", "{}"), (FileName("2.\(verb).json"), text), (FileName("3.\(verb).json"), text), ("3.json", "{}"))
    let first = scene.workplace.answer(FileName("2.\(verb).json"))["data"] as? [String: Any] ?? [:]
    #expect(changes(first).count == 3)
    let refused = ["cancel", "reschedule"].contains(verb)
    #expect(scene.workplace.code(FileName("3.\(verb).json")) == (refused ? "NOTHING_PENDING" : nil))
    #expect(scene.workplace.code("3.json") == ["opt-out": "OPTED_OUT", "reply": "RECENTLY_CONTACTED"][verb])
    let status = try scene.workplace.start("jobs", ["--lead", "2", "--json"]).wait()
    let jobs = status.output.split(separator: "\n").map { Workplace.object(Array($0.utf8)) }
    #expect(jobs.count == 3)
    #expect(jobs.allSatisfy { $0["status"] as? String == (verb == "reschedule" ? "pending" : "cancelled") })
    try scene.isSound()
  }

  @Test("the command line says what is wrong and drops nothing")
  func wrongUse() throws {
    let scene = try Scene()
    for words in [["opt-in", "1"], ["cancel", "1", "--channel", "mail"], ["reschedule", "1"], ["reply"]] {
      let end = try scene.workplace.start(words[0], Array(words.dropFirst())).wait()
      #expect(end.status == 64, "\(words): \(end.output)\(end.errors)")
    }
    #expect(try scene.workplace.run().summary["requests"] == 0)
    #expect(try scene.statuses() == Array(repeating: "pending", count: 6))
  }
}
