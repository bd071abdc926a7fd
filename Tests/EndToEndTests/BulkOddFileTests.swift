import Foundation
import Outreach
import Requests
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bulk files that are none, are broken or have odd names: a clear answer, and the inbox goes on.
struct BulkOddFileTests {
  /// Drops one file with a good one behind it, and expects that all is accounted for.
  private func refusal(of bytes: [UInt8], as name: FileName) throws -> String? {
    let workplace = try Workplace(leads: 9)
    workplace.configure("\"settle_seconds\":0")
    Files.deliver(bytes, to: name, in: workplace.inbox)
    let good = workplace.drop("lead_id\n1\n", as: "zz.csv")
    let end = try workplace.run()
    #expect(end.status == 0, "\(end.errors)")
    #expect(workplace.verdicts("zz") == ["ok"])
    #expect(SpoolAudit(workplace, dropped: [name: [bytes], "zz.csv": [good]]).problems() == [])
    #expect(try workplace.audit() == 0)
    return BulkName(name).flatMap { workplace.refusal($0.stem) }
  }

  @Test(
    "files that are no table",
    arguments: [
      ("a.csv", "", "INVALID_CSV"), ("a.csv", "\n\n", "INVALID_CSV"),
      ("a.ndjson", "", "INVALID_JSON"), ("a.csv", "name,tone\nx,y\n", "MISSING_COLUMN"),
      ("a.csv", "lead_id,chanel\n1,email\n", "UNKNOWN_FIELD"), ("a.csv", "PK\u{3}\u{4}\u{14}\0\u{6}\0", "INVALID_CSV"),
      ("a.csv", "lead_id\n\"1", "INVALID_CSV"), ("a.tsv", "telefon\n05300000001\n", "MISSING_COLUMN"),
    ])
  func noTable(name: String, text: String, code: String) throws {
    #expect(try refusal(of: Array(text.utf8), as: FileName(name)) == code)
  }

  @Test("UTF-16", arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func utf16(encoding: String.Encoding) throws {
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    let text = [UInt8]("lead_id,tone\n1,samimi\n".data(using: encoding) ?? Data())
    let workplace = try Workplace(leads: 9)
    Files.deliver(mark + text, to: "excel.csv", in: workplace.inbox)
    #expect(try workplace.run().status == 0)
    #expect(workplace.verdicts("excel") == ["ok"], "Meta's lead export comes so")
  }

  @Test(
    "tables as programs write them",
    arguments: [
      ("\u{FEFF}sep=;\r\nlead_id;tone\r\n1;samimi\r\n2;x\r\n", ["ok", "INVALID_FIELD"]),
      ("lead_id,tone\r1,samimi\r2,x\r", ["ok", "INVALID_FIELD"]),
      ("lead_id,tone,notes\n1,samimi,\"a\nb\"\n2,,\n3\n4,,x,y,z\n", ["ok", "ok", "ok", "INVALID_CSV"]),
      ("lead_id\ttone\n1\tsamimi", ["ok"]), ("lead_id|tone\n1|samimi\n\n|\n2|x\n", ["ok", "INVALID_FIELD"]),
    ])
  func tables(text: String, verdicts: [String]) throws {
    let workplace = try Workplace(leads: 9)
    let bytes = workplace.drop(text, as: "a.csv")
    try workplace.run()
    #expect(workplace.verdicts("a") == verdicts)
    #expect(SpoolAudit(workplace, dropped: ["a.csv": [bytes]]).problems() == [])
  }

  @Test("names of every kind")
  func names() throws {
    let workplace = try Workplace(leads: 60)
    let good = [
      "a b.csv", "Müşteri İĞŞ ığü.CSV", "q\"u'o`te.csv", "100%s%n%20.csv", "new\nline.csv", "back\\slash.csv",
      "-rf.csv",
      "x.rejected.csv", "y.summary.csv", String(repeating: "m", count: 190) + ".csv", "🙂.jsonl",
    ].map { FileName($0) }
    let bad =
      [191, 200, 230, 250, 251].map { FileName(String(repeating: "n", count: $0) + ".csv") }
      + [
        FileName(bytes: Array("bad".utf8) + [0xFF] + Array(".csv".utf8)), FileName(String(repeating: "k", count: 250)),
      ]
    var dropped: [FileName: [[UInt8]]] = [:]
    for (lead, name) in (good + bad).enumerated() {
      let row = name.hasSuffix("l") ? "{\"lead_id\":\(lead + 1)}\n" : "lead_id\n\(lead + 1)\n"
      dropped[name] = [Array(row.utf8)]
      Files.deliver(Array(row.utf8), to: name, in: workplace.inbox)
    }
    let end = try workplace.run()
    #expect(end.status == 0, "\(end.errors)")
    #expect(end.summary["processed"] == Double(good.count), "\(end.output)")
    #expect(end.summary["failed"] == Double(bad.count), "\(end.output)")
    #expect(SpoolAudit(workplace, dropped: dropped).problems() == [])
    #expect(workplace.summary("new\nline")["file"] as? String == "new\nline.csv")
    #expect(try workplace.audit() == 0)
  }

  @Test("links, pipes and directories named like bulk files or their defaults")
  func notRegular() throws {
    let workplace = try Workplace(leads: 9)
    symlink(workplace.leads, "\(workplace.inbox)/link.csv")
    mkfifo("\(workplace.inbox)/pipe.csv", 0o644)
    mkdir("\(workplace.inbox)/directory.csv", 0o755)
    symlink(workplace.configuration, "\(workplace.inbox)/a.defaults.json")
    mkfifo("\(workplace.inbox)/b.defaults.json", 0o644)
    mkdir("\(workplace.inbox)/c.defaults.json", 0o755)
    for (lead, name) in ["a", "b", "c"].enumerated() {
      workplace.drop("lead_id\n\(lead + 1)\n", as: FileName(name + ".csv"))
    }
    let end = try workplace.run(limit: 20)
    #expect(end.status == 0, "\(end.errors)")
    for name in ["link", "pipe", "a", "b", "c"] {
      #expect(workplace.refusal(name) == "NOT_A_REGULAR_FILE", "\(name)")
    }
    #expect(
      Set(Files.list(workplace.inbox).filter(\.isDirectory).map(\.name)).isSuperset(of: [
        "directory.csv", "c.defaults.json",
      ]))
    #expect(Files.list("\(workplace.inbox)/processing").isEmpty)
  }

  @Test("a file or its defaults that somebody is still writing waits", arguments: ["a.csv", "a.defaults.json"])
  func growing(name: String) throws {
    let workplace = try Workplace(leads: 9)
    let texts = ["a.csv": "lead_id\n1\n", "a.defaults.json": #"{"tone":"samimi"}"#]
    let bytes = Array((texts[name] ?? "").utf8)
    let file = open("\(workplace.inbox)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    #expect(Files.append(Array(bytes.prefix(9)), to: file))
    for (other, text) in texts where other != name { workplace.drop(text, as: FileName(other)) }
    let early = try workplace.run()
    #expect(early.status == 0 && early.summary["batches"] == 0, "\(early.output)")
    #expect(early.summary["not_ready"] == 1)
    #expect(Files.append(Array(bytes.dropFirst(9)), to: file))
    close(file)
    try workplace.run()
    #expect(workplace.verdicts("a") == ["ok"])
  }

  @Test("an unclosed quote in the middle: the rows before it are answered, the rest is kept to be mended")
  func unclosedQuote() throws {
    let workplace = try Workplace(leads: 500)
    var text = "lead_id,notes\n"
    for lead in 1...200 { text += "\(lead),n\n" }
    text += "201,\"open\n"
    for lead in 202...300 { text += "\(lead),n\n" }
    let bytes = workplace.drop(text, as: "a.csv")
    #expect(try workplace.run().status == 0)
    #expect(SpoolAudit(workplace, dropped: ["a.csv": [bytes]]).problems() == [])
    #expect(workplace.verdicts("a") == Array(repeating: "ok", count: 200) + ["INVALID_CSV"])
    let rest = String(decoding: workplace.refusedRows("a.rejected.csv"), as: UTF8.self)
    workplace.drop(rest.replacingOccurrences(of: "\"open", with: "closed"), as: "a.csv")
    try workplace.run()
    #expect(workplace.verdicts("a") == Array(repeating: "ok", count: 100))

    workplace.drop("lead_id,notes\n400,\"open\n401,\n", as: "b.csv")
    try workplace.run()
    let message = (workplace.summary("b")["error"] as? [String: Any])?["message"] as? String ?? ""
    #expect(!message.contains("b.rejected.csv"), "the file is kept whole: \(message)")
  }

  @Test(
    "huge rows and endless headers: bounded time and memory",
    arguments: ["newline", "columns", "cells", "sparse", "lines"])
  func huge(kind: String) throws {
    let workplace = try Workplace(leads: 9)
    let name = kind == "lines" ? "a.ndjson" : "a.csv"
    let path = "\(workplace.inbox)/\(name)"
    switch kind {
    case "newline":
      Files.write(
        Array("lead_id,notes\n1,a\n2,".utf8) + Array(repeating: 97, count: 8 << 20), to: FileName(name),
        in: workplace.inbox)
    case "columns": workplace.drop((0..<200_000).map { "c\($0)" }.joined(separator: ",") + "\n1\n", as: "a.csv")
    case "cells":
      workplace.drop("lead_id,notes\n1,a\n2," + String(repeating: ",", count: 500_000) + "\n3,a\n", as: "a.csv")
    default:
      close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644))
      truncate(path, 64 << 20)
    }
    let program = try workplace.start("run", ["--json"])
    var peak = 0
    _ = Clock.wait {
      peak = max(peak, program.peakMemory)
      return !program.isRunning
    }
    let end = program.wait()
    #expect(end.status == 0, "\(end.signal ?? 0) \(end.errors)")
    #expect(peak < 100_000, "kilobytes")
    let code = kind == "lines" ? "INVALID_ENCODING" : "INVALID_CSV"
    switch kind {
    case "newline": #expect(workplace.verdicts("a") == ["ok", code])
    case "cells": #expect(workplace.verdicts("a") == ["ok", code, "ok"], "the row behind it is answered")
    default: #expect(workplace.refusal("a") == code)
    }
  }
}
