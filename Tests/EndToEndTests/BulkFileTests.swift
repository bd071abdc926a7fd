import Foundation
import Outreach
import Storage
import Testing

/// Bulk files as people drop them: what is promised about their answers, and rows that come back to be mended.
struct BulkFileTests {
  @Test("a mixed file: envelopes in row order, a summary that adds up, refused rows by their kind")
  func contract() throws {
    let workplace = try Workplace()
    var dropped: [FileName: [[UInt8]]] = [:]
    dropped["fair.csv"] = [
      workplace.drop("lead_id,tone,Bölge\n1,samimi,Ege\n2,kurumsl,Ege\n1,,Ege\n999,,Ege\n3,,\n", as: "fair.csv")
    ]
    dropped["bad.csv"] = [workplace.drop("lead_id,tone\n4,kurumsl\n", as: "bad.csv")]
    let end = try workplace.run(["--strict"])
    #expect(end.status == 65, "a file without an accepted row is a refused request")
    #expect(end.summary["rows_accepted"] == 2 && end.summary["rows_rejected"] == 4, "\(end.output)")
    #expect(end.summary["processed"] == 1 && end.summary["failed"] == 1, "\(end.output)")
    #expect(workplace.verdicts("fair") == ["ok", "INVALID_FIELD", "ALREADY_ACTIVE", "CHANNEL_UNREACHABLE", "ok"])
    let summary = workplace.summary("fair")
    #expect(summary["skipped"] as? Int == 1 && summary["jobs"] as? Int == 6)
    #expect(summary["custom_columns"] as? [String] == ["Bölge"])
    #expect(Self.lines(workplace.refusedRows("fair.rejected.csv")) == 3)
    #expect(workplace.refusedRows("fair.skipped.csv") == [], "nobody asked for them")
    #expect(SpoolAudit(workplace, dropped: dropped).problems() == [])
    #expect(try workplace.audit() == 0)
    for path in SpoolAudit.tree(workplace.outbox)
      + SpoolListing(inbox: workplace.inbox).refusedRows.map({
        "\($0.directory)/\($0.name)"
      })
    {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640, "\(path)")
    }
  }

  private static func lines(_ bytes: [UInt8]) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

  @Test("mended and dropped again: only the mended rows are enqueued, in the original's own spelling")
  func mended() throws {
    let workplace = try Workplace()
    workplace.drop(#"{"tone":"samimi","channel":"email"}"#, as: "fuar.defaults.json")
    workplace.drop(
      "lead_id;tone;Şehir\r\n1;;İzmir\r\n2;kurumsl;Iğdır\r\n999;;\"Şile; Ağva\"\r\n", as: "fuar.csv",
      encoding: .windowsCP1254)
    try workplace.run()
    #expect(workplace.verdicts("fuar") == ["ok", "INVALID_FIELD", "CHANNEL_UNREACHABLE"])
    let back = workplace.refusedRows("fuar.rejected.csv")
    let text = try #require(String(data: Data(back), encoding: .windowsCP1254))
    #expect(text.hasPrefix("lead_id;tone;Şehir;channel;error_code;error_message\r\n"), "\(text)")
    #expect(text.contains("\r\n999;samimi;\"Şile; Ağva\";email;"), "\(text)")

    Files.deliver(back, to: "fuar.rejected.csv", in: workplace.inbox)
    let unmended = try workplace.run()
    #expect(unmended.summary["rows_rejected"] == 2 && unmended.summary["jobs"] == 0)
    #expect(workplace.refusedRows("fuar.rejected.rejected.csv") == back, "unmended they come back as they went")

    let mended = text.replacingOccurrences(of: "kurumsl", with: "teknik").replacingOccurrences(
      of: "\n999;", with: "\n9;")
    workplace.drop(mended, as: "fuar.csv", encoding: .windowsCP1254)
    #expect(try workplace.run().summary["jobs"] == 6)
    #expect(workplace.verdicts("fuar") == ["ok", "ok"])
    #expect(workplace.summary("fuar")["encoding"] as? String == "Windows-1254")
    let channels = Set(SpoolAudit.jobs(of: workplace).compactMap(\.job?.channel))
    #expect(channels == ["email"], "the defaults came back in the rows")
    #expect(try workplace.audit() == 0)
  }

  @Test("NDJSON comes back as NDJSON, with its defaults and the reasons")
  func mendedLines() throws {
    let workplace = try Workplace()
    workplace.drop(#"{"channel":"email"}"#, as: "hook.defaults.json")
    workplace.drop("{\"lead_id\":1}\r\n{\"lead_id\":2,\"tone\":\"kurumsl\"}\r\nrubbish\r\n", as: "hook.ndjson")
    try workplace.run()
    #expect(workplace.verdicts("hook") == ["ok", "INVALID_FIELD", "INVALID_JSON"])
    let back = String(decoding: workplace.refusedRows("hook.rejected.ndjson"), as: UTF8.self)
    #expect(back.hasPrefix(#"{"lead_id":2,"tone":"kurumsl","channel":"email","error_code":"INVALID_FIELD""#), "\(back)")
    workplace.drop(back.replacingOccurrences(of: "kurumsl", with: "teknik"), as: "hook.ndjson")
    try workplace.run()
    #expect(workplace.verdicts("hook") == ["ok", "INVALID_JSON"])
    #expect(String(decoding: workplace.refusedRows("hook.rejected.ndjson"), as: UTF8.self) == "rubbish\n")
  }

  @Test("every sample of a CRM's export is taken as it is")
  func samples() throws {
    let workplace = try Workplace()
    let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("samples/crm").path
    var dropped: [FileName: [[UInt8]]] = [:]
    for entry in Files.list(samples) where entry.name.hasSuffix(".csv") {
      let bytes = try #require(Files.read(entry.name, in: samples))
      Files.deliver(bytes, to: entry.name, in: workplace.inbox)
      dropped[entry.name] = [bytes]
    }
    #expect(dropped.count >= 7)
    #expect(try workplace.run().summary["processed"] == Double(dropped.count))
    #expect(SpoolAudit(workplace, dropped: dropped).problems() == [])
    #expect(workplace.summary("salesforce-leads")["footer_lines"] as? Int ?? 0 > 0)
    #expect(workplace.verdicts("turkce-excel").contains("OPTED_OUT"))
    #expect(workplace.verdicts("turkce-excel").contains("INVALID_FIELD"), "9,05321E+11")
    #expect(try workplace.audit() == 0)
  }

  @Test("defaults that stand alone wait, and keep nobody busy")
  func defaultsAlone() throws {
    let workplace = try Workplace()
    workplace.drop(#"{"tone":"samimi"}"#, as: "later.defaults.json")
    let end = try workplace.run()
    #expect(end.status == 0 && end.errors == "", "\(end.errors)")
    #expect(end.summary["batches"] == 0 && end.summary["not_ready"] == 0)
    workplace.drop("lead_id\n1\n", as: "later.csv")
    try workplace.run()
    let first = (workplace.response("later.ndjson") ?? []).split(separator: UInt8(ascii: "\n")).first ?? []
    #expect((Workplace.object(Array(first))["data"] as? [String: Any])?["tone"] as? String == "samimi")
  }

  @Test(
    "defaults that cannot be used refuse their file, and say why",
    arguments: [
      (#"{"tone":"kurumsl"}"#, "INVALID_FIELD"), (#"{"chanel":"email"}"#, "UNKNOWN_FIELD"),
      ("tone=samimi", "INVALID_JSON"),
      ("", "INVALID_JSON"), (#"{"command":"opt-uot"}"#, "INVALID_FIELD"),
    ])
  func wrongDefaults(_ text: String, code: String) throws {
    let workplace = try Workplace()
    let defaults = workplace.drop(text, as: "a.defaults.json")
    let file = workplace.drop("lead_id\n1\n", as: "a.csv")
    #expect(try workplace.run().summary["failed"] == 1)
    #expect(workplace.refusal("a") == code)
    #expect(SpoolAudit(workplace, dropped: ["a.csv": [file], "a.defaults.json": [defaults]]).problems() == [])
    #expect(try workplace.audit() == 0)
  }

  @Test("a nightly export: who is being written to is skipped, who is new goes through, and the same bytes say so")
  func nightly() throws {
    let workplace = try Workplace()
    let monday = workplace.drop("lead_id,phone\n1,\n2,\n50,0530 000 00 01\n1,\n", as: "export.csv")
    try workplace.run()
    #expect(workplace.verdicts("export") == ["ok", "ok", "ALREADY_ACTIVE", "ALREADY_ACTIVE"])
    #expect(workplace.refusedRows("export.rejected.csv") == [], "nothing is to be mended")
    Files.deliver(monday, to: "again.csv", in: workplace.inbox)
    let repeated = try workplace.run(["--strict"])
    #expect(repeated.status == 0 && repeated.summary["jobs"] == 0 && repeated.summary["processed"] == 1)
    #expect(workplace.summary("again")["duplicate_of"] as? String == workplace.summary("export")["batch"] as? String)
    workplace.drop(#"{"reason":"fair"}"#, as: "2.cancel.json")
    try workplace.run()
    workplace.drop("lead_id,phone\n1,\n2,\n4,\n", as: "export.csv")
    try workplace.run()
    #expect(workplace.verdicts("export") == ["ALREADY_ACTIVE", "RECENTLY_CONTACTED", "ok"])
    #expect(workplace.summary("export")["skipped"] as? Int == 2)
    for _ in 1...2 {
      workplace.drop("lead_id,tone\n9,kurumsl\n", as: "none.csv")
      try workplace.run()
      #expect(workplace.refusal("none") == "INVALID_FIELD", "what planned nothing may be tried again")
    }
    #expect(try workplace.audit() == 0)
  }

  @Test("references are used up wherever they came from")
  func references() throws {
    let workplace = try Workplace()
    workplace.drop(
      "{\"lead_id\":1,\"ref\":\"o-1\"}\n{\"lead_id\":1,\"ref\":\"o-1\"}\n{\"lead_id\":2,\"ref\":\"no ref\"}\n",
      as: "a.ndjson")
    try workplace.run()
    #expect(workplace.verdicts("a") == ["ok", "DUPLICATE_REQUEST", "INVALID_FIELD"])
    workplace.drop("{}", as: "1@o-1.json")
    try workplace.run()
    #expect(workplace.code("1@o-1.json") == "DUPLICATE_REQUEST")
    #expect(try workplace.audit() == 0)
  }

  @Test("lists of opt-outs in every form hold against later requests; commands follow their order in a file")
  func optOuts() throws {
    let workplace = try Workplace()
    workplace.drop(
      "0530 000 00 01\n+905300000002\n5300000003\nbilgi4@firma.example\nnobody\n", as: "liste.opt-out.csv")
    workplace.drop("Telefon\n0530 000 00 05\n", as: "registry.opt-out.csv")
    workplace.drop(
      #"{"command":"opt-out","to":"05300000006"}"# + "\n" + #"{"command":"opt-out","lead_id":7}"# + "\n",
      as: "hook.ndjson")
    workplace.drop(
      "lead_id,command,to,source,at\n8,,,,\n8,cancel,,,\n9,opt-out,,,\n9,opt-in,,form,2026-11-01T10:00:00Z\n"
        + ",opt-out,0530 000 00 10,,\n", as: "crm.csv")
    #expect(try workplace.run().summary["rows_rejected"] == 1)
    #expect(workplace.verdicts("liste.opt-out") == ["ok", "ok", "ok", "ok", "INVALID_FIELD"])
    #expect(workplace.verdicts("crm") == ["ok", "ok", "ok", "ok", "ok"])
    #expect(workplace.summary("liste.opt-out")["custom_columns"] as? [String] == [])
    for lead in [1, 2, 3, 5, 6, 7, 9, 10] { workplace.drop("{}", as: FileName("\(lead).json")) }
    workplace.drop(#"{"channel":"email"}"#, as: "4.json")
    workplace.drop(#"{"on_contacted":"allow"}"#, as: "8.json")
    try workplace.run()
    for lead in [1, 2, 3, 4, 5, 6, 7, 9, 10] { #expect(workplace.code(FileName("\(lead).json")) == "OPTED_OUT") }
    #expect(workplace.answer("8.json")["ok"] as? Bool == true)
    #expect(try workplace.audit() == 0)
    #expect(try workplace.audit("--rebuild") == 0)
    workplace.drop("{}", as: "1.json")
    try workplace.run()
    #expect(workplace.code("1.json") == "OPTED_OUT", "a remade roster knows it too")
  }
}
