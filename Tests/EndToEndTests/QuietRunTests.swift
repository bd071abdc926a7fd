import Foundation
import Requests
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a crontab's mails are about, and where that lies which has to be mended.
struct QuietRunTests {
  private func run(_ workplace: Workplace, _ options: String...) throws -> Program.End {
    try workplace.start("run", options).wait()
  }

  @Test("a quiet night says nothing, and nothing fails")
  func quiet() throws {
    let workplace = try Workplace()
    workplace.drop("lead_id\n1\n2\n", as: "export.csv")
    let first = try run(workplace, "--quiet", "--strict")
    #expect(first.status == 0 && first.output == "" && first.errors == "", "\(first.output)\(first.errors)")
    for (name, text) in [
      ("again.csv", "lead_id\n1\n2\n"), ("skipped.csv", "lead_id\n2\n1\n"), ("header.csv", "lead_id,tone\n"),
    ] {
      workplace.drop(text, as: FileName(name))
      let night = try run(workplace, "--quiet", "--strict")
      #expect(night.status == 0 && night.output == "" && night.errors == "", "\(name): \(night.output)\(night.errors)")
      #expect(workplace.places(of: FileName(name)) == ["processed"])
    }
    #expect(try run(workplace, "--quiet").output == "", "an empty inbox")
    #expect(try run(workplace).output.contains("Nothing to answer"))
    #expect(try workplace.audit() == 0)
  }

  @Test("a run that finds another at work leaves it to the next, and says nothing")
  func quietWhileLocked() throws {
    let workplace = try Workplace(leads: 2)
    let lock = try Self.hold("\(workplace.outbox)/.lock")
    defer { close(lock) }
    let end = try run(workplace, "--quiet", "--wait", "0")
    #expect(end.status == 75 && end.output == "" && end.errors == "", "\(end.output)\(end.errors)")
    #expect(try run(workplace, "--wait", "0").errors.contains("another worker holds"))
  }

  private static func hold(_ path: String) throws -> Int32 {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    try #require(flock(file, LOCK_EX | LOCK_NB) == 0)
    return file
  }

  @Test("an audit in a crontab says what it finds, and nothing else")
  func quietAudit() throws {
    let workplace = try Workplace(leads: 2)
    workplace.drop("{}", as: "1.json")
    try workplace.run()
    let sound = try workplace.start("audit", ["--quiet"]).wait()
    #expect(sound.status == 0 && sound.output == "" && sound.errors == "", "\(sound.output)\(sound.errors)")
    let job = try #require(Files.list("\(workplace.outbox)/jobs").first?.name)
    #expect(Tool.run("sh", "-c", "rm -r \(workplace.outbox)/jobs/\(job)"))
    let damaged = try workplace.start("audit", ["--quiet"]).wait()
    #expect(damaged.status == 74 && damaged.output.contains("problem"), "\(damaged.output)\(damaged.errors)")
  }

  @Test("minutes in which two dispatches overlap say nothing, and no more do those in which all went out")
  func quietDispatch() throws {
    let workplace = try Workplace(leads: 2)
    workplace.configure(#""settle_seconds":0,"window":"always","defaults":{"max_followups":0}"#)
    let long = try workplace.start("dispatch", ["--watch"])
    #expect(Clock.wait(limit: 20) { Files.exists("\(workplace.outbox)/.dispatch") })
    var status: Int32?
    for _ in 0..<100 where status != 75 {
      let end = try workplace.start("dispatch", ["--quiet"]).wait()
      #expect(end.output == "" && end.errors == "", "\(end.output)\(end.errors)")
      status = end.status
    }
    #expect(status == 75)
    #expect(try workplace.start("dispatch").wait().errors.contains("another dispatch"))
    long.send(SIGTERM)
    long.wait()
    workplace.drop("{}", as: "1.json")
    try workplace.run()
    let end = try workplace.start("dispatch", ["--quiet"]).wait()
    #expect(end.status == 0 && end.output == "" && end.errors == "", "\(end.output)\(end.errors)")
    #expect(Files.list("\(workplace.outbox)/due/whatsapp").count == 1)
  }

  @Test("what has to be mended is named with its reason and its path, by run and by status, until it came again")
  func toMend() throws {
    let workplace = try Workplace()
    workplace.drop(#"{"tone":"kurumsl"}"#, as: "7.json")
    workplace.drop("lead_id,tone\n1,\n2,kurumsl\n1,\n3,kurumsl\n", as: "fair.csv")
    workplace.drop("lead_id,chanel\n1,email\n", as: "bad.csv")
    let end = try run(workplace, "--quiet", "--strict")
    #expect(end.status == 65)
    let status = try workplace.start("status").wait().output
    for (file, reason, code) in [
      ("7.json", "7.json", "INVALID_FIELD"), ("fair.csv", "fair.rejected.csv", "2 × INVALID_FIELD"),
      ("bad.csv", "bad.csv", "UNKNOWN_FIELD"),
    ] {
      let line = try #require(
        end.output.split(separator: "\n").first { $0.hasPrefix("  to mend: \(file), ") }, "\(end.output)")
      #expect(line.contains("\(code): \(workplace.inbox)/failed/") && line.hasSuffix("/\(reason)"), "\(line)")
      let path = try #require(line.range(of: "/").map { String(line[$0.lowerBound...]) })
      #expect(FileManager.default.fileExists(atPath: path))
      #expect(status.contains(line), "\(status)")
    }
    let told = Workplace.object(Array(try workplace.start("status", ["--json"]).wait().output.utf8))
    let toMend = try #require(told["to_mend"] as? [[String: Any]])
    #expect(Set(toMend.compactMap { $0["file"] as? String }) == ["7.json", "fair.csv", "bad.csv"])
    let fair = try #require(toMend.first { $0["file"] as? String == "fair.csv" })
    #expect(fair["codes"] as? [String: Int] == ["INVALID_FIELD": 2])

    workplace.drop("lead_id,tone\n1,\n2,kurumsl\n1,\n3,kurumsl\n", as: "fair.csv")
    #expect(try run(workplace, "--quiet").output == "", "the same bytes again")
    #expect(try workplace.start("status").wait().output.contains("to mend: fair.csv, 2 × INVALID_FIELD"))
    workplace.drop("{}", as: "7.json")
    let mended = String(decoding: workplace.refusedRows("fair.rejected.csv"), as: UTF8.self)
      .replacingOccurrences(of: "kurumsl,", with: "samimi,")
    workplace.drop(mended, as: "fair.rejected.csv")
    #expect(try run(workplace, "--quiet").output == "")
    let after = try workplace.start("status").wait().output
    #expect(
      after.contains("to mend: bad.csv") && !after.contains("to mend: fair") && !after.contains("to mend: 7"),
      "\(after)")
    #expect(try workplace.audit() == 0)
  }

  @Test("watch names it as well, and a history the file as it was dropped")
  func watched() throws {
    let workplace = try Workplace()
    let watch = try workplace.watch()
    workplace.drop("lead_id,tone\n1,kurumsl\n2,kurumsl\n", as: "fair.csv")
    #expect(workplace.waitForResponse("fair.summary.json"))
    #expect(Clock.wait(limit: 20) { watch.outputSoFar.contains("to mend: fair.csv, 2 × INVALID_FIELD: ") })
    watch.send(SIGTERM)
    #expect(watch.wait().status == 0)
    let history = try workplace.start("history", ["1"]).wait().output
    #expect(history.contains("fair.csv row 1, INVALID_FIELD"), "\(history)")
    workplace.drop("lead_id,tone\n1,\n2,kurumsl\n", as: "fair.csv")
    try workplace.run()
    try FileManager.default.removeItem(atPath: "\(workplace.outbox)/responses/fair.ndjson")
    let later = try workplace.start("history", ["2"]).wait().output
    #expect(later.contains("fair.csv, INVALID_FIELD") && !later.contains("fair.ndjson"), "\(later)")
  }

  @Test("rows that are to be mended come back in UTF-16 as the file came, and are read again")
  func utf16() throws {
    let workplace = try Workplace()
    let text =
      "id\tfull_name\tphone_number\ttone\r\nl:1\tGülşah Çağlar\tp:+905321110001\t\r\nl:2\tIşıl Öz\tp:+905321110002\tkurumsl\r\n"
    for (name, encoding, mark) in [
      ("meta", String.Encoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8]), ("big", .utf16BigEndian, [0xFE, 0xFF]),
      ("plain", .utf16LittleEndian, []),
    ] {
      let own = text.replacingOccurrences(of: "l:", with: "\(name)-").replacingOccurrences(
        of: "+90532111", with: "+9053\(name.utf8.count)112")
      let bytes = mark + [UInt8](try #require(own.data(using: encoding)))
      Files.deliver(bytes, to: FileName("\(name).tsv"), in: workplace.inbox)
      try workplace.run()
      #expect(workplace.verdicts(name) == ["ok", "INVALID_FIELD"])
      let back = workplace.refusedRows("\(name).rejected.tsv")
      let read = try #require(String(data: Data(back.dropFirst(mark.count)), encoding: encoding))
      #expect(
        back.starts(with: mark) && read.hasPrefix("id\tfull_name\tphone_number\ttone\terror_code\terror_message\r\n"))
      #expect(read.contains("\(name)-2\tIşıl Öz\t"))
      let mended =
        mark + [UInt8](try #require(read.replacingOccurrences(of: "kurumsl", with: "teknik").data(using: encoding)))
      Files.deliver(mended, to: FileName("\(name).rejected.tsv"), in: workplace.inbox)
      try workplace.run()
      #expect(workplace.verdicts("\(name).rejected") == ["ok"])
    }
    #expect(try workplace.audit() == 0)
  }

  @Test("an encoding that is said counts, in defaults before the configuration")
  func encoding() throws {
    let workplace = try Workplace()
    // In code page 857 these bytes are Ş and ı; every reading makes words of so little.
    let bytes: [UInt8] = Array("lead_id,company,phone\n900,".utf8) + [0x9E] + Array("en,05321119001\n".utf8)
    workplace.configure(#""encoding":"CP857""#)
    Files.deliver(bytes, to: "dos.csv", in: workplace.inbox)
    try workplace.run()
    #expect(workplace.summary("dos")["encoding"] as? String == "CP857")
    #expect(Self.greets(workplace, "dos", "Şen"))
    let windows = Array("lead_id,company,phone\n901,".utf8) + [0xDE] + Array("an,05321119002\n".utf8)
    workplace.drop(#"{"encoding":"windows-1254"}"#, as: "win.defaults.json")
    Files.deliver(windows, to: "win.csv", in: workplace.inbox)
    try workplace.run()
    #expect(Self.greets(workplace, "win", "Şan"))
    workplace.drop(#"{"encoding":"latin5x"}"#, as: "no.defaults.json")
    workplace.drop("lead_id\n1\n", as: "no.csv")
    try workplace.run()
    #expect(workplace.refusal("no") == "INVALID_FIELD")
  }

  private static func greets(_ workplace: Workplace, _ stem: String, _ name: String) -> Bool {
    let line = (workplace.response(FileName(stem + ".ndjson")) ?? []).split(separator: UInt8(ascii: "\n")).first ?? []
    let data = Workplace.object(Array(line))["data"] as? [String: Any]
    let messages = (data?["sequence"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    return messages.contains { $0.contains(name) }
  }
}
