import Formats
import Foundation
import Outreach
import Storage
import Testing

/// `columns` as a person and a script use it.
struct ColumnsTests {
  private func columns(_ workplace: Workplace, _ words: String...) throws -> Program.End {
    try Program(["columns", "--config", workplace.configuration] + words, scratch: workplace.root).wait()
  }

  @Test("0 and what would be read; the defaults beside the file count")
  func good() throws {
    let workplace = try Workplace(leads: 5)
    let file = "\(workplace.root)/a.csv"
    Files.write(Array("lead_id,Bölge\n1,Ege\n2,\n999,\n".utf8), to: "a.csv", in: workplace.root)
    Files.write(Array(#"{"tone":"samimi"}"#.utf8), to: "a.defaults.json", in: workplace.root)
    let end = try columns(workplace, file)
    #expect(end.status == 0 && end.errors.isEmpty, "\(end.errors)")
    for part in ["your own: custom.Bölge", "default: tone", "3 rows: 2 would be accepted", "LEAD_NOT_FOUND", "row 3"] {
      #expect(end.output.contains(part), "\(part)")
    }
    let json = try columns(workplace, file, "--json", "--rows", "1")
    let value = try JSONValue(parsing: Array(json.output.utf8))
    #expect(json.status == 0 && value["accepted"]?.int == 2 && value["ok"]?.bool == true)
  }

  @Test("a column without a heading is not kept, and that is told")
  func noHeading() throws {
    let workplace = try Workplace(leads: 5)
    Files.write(Array(",lead_id, ,Bölge\n0,1,x,Ege\n".utf8), to: "a.csv", in: workplace.root)
    let end = try columns(workplace, "\(workplace.root)/a.csv")
    #expect(end.status == 0 && end.output.contains("(no heading)  not kept"), "\(end.output)")
    workplace.drop(",lead_id, ,Bölge\n0,1,x,Ege\n", as: "a.csv")
    try workplace.run()
    let summary = Workplace.object(Files.read("\(workplace.outbox)/responses/a.summary.json") ?? [])
    #expect(summary["custom_columns"] as? [String] == ["Bölge"] && summary["accepted"] as? Int == 1)
  }

  @Test("drop --dry-run shows the messages of a table's first rows, too")
  func messages() throws {
    let workplace = try Workplace(leads: 5)
    Files.write(Array("lead_id,tone\n9,\n1,\n2,\n3,\n4,\n".utf8), to: "a.csv", in: workplace.root)
    let end = try workplace.start("drop", ["\(workplace.root)/a.csv", "--dry-run"]).wait()
    #expect(end.status == 0, "\(end.errors)")
    for lead in 1...3 { #expect(end.output.contains("whatsapp to +905\(300_000_000 + lead), first message")) }
    #expect(end.output.contains("Merhaba") && end.output.contains("1 more row"), "\(end.output)")
    let json = try workplace.start("drop", ["\(workplace.root)/a.csv", "--dry-run", "--json"]).wait()
    guard case .array(let rows)? = try JSONValue(parsing: Array(json.output.utf8))["rows"] else {
      Issue.record("no rows: \(json.output)")
      return
    }
    #expect(rows[0]["answer"]?["error"]?["code"]?.string == "LEAD_NOT_FOUND")
    #expect(rows[1]["answer"]?["data"]?["lead_id"]?.int == 1 && rows[1]["answer"]?["data"]?["row"]?.int == 2)
    #expect(Files.list(workplace.inbox).isEmpty)
  }

  @Test("65 for what would be refused as a whole, 66 for no such file, 64 for no file")
  func bad() throws {
    let workplace = try Workplace(leads: 1)
    Files.write(Array("lead_id,chanel\n1,x\n".utf8), to: "b.csv", in: workplace.root)
    let near = try columns(workplace, "\(workplace.root)/b.csv")
    #expect(near.status == 65 && near.errors.contains("did you mean \"channel\""), "\(near.errors)")
    let json = try columns(workplace, "\(workplace.root)/b.csv", "--json")
    #expect(
      try json.status == 65 && JSONValue(parsing: Array(json.output.utf8))["error"]?["code"]?.string == "UNKNOWN_FIELD")
    #expect(try columns(workplace, "\(workplace.root)/none.csv").status == 66)
    #expect(try columns(workplace).status == 64)
    Files.write(Array("[".utf8), to: "c.defaults.json", in: workplace.root)
    Files.write(Array("lead_id\n1\n".utf8), to: "c.csv", in: workplace.root)
    let defaults = try columns(workplace, "\(workplace.root)/c.csv")
    #expect(defaults.status == 65 && defaults.errors.contains("c.defaults.json"), "\(defaults.errors)")
  }
}
