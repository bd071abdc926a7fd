import Testing

@testable import Formats
@testable import Outreach
@testable import Requests
@testable import Storage

/// Two ids of a file that become one lead's id, and files without ids.
@Suite struct RespelledIDTests {
  private func answers(_ text: String, defaults: String = "{}") throws -> [JSONValue] {
    var spool = SimulatedSpool()
    try spool.drop([("a.defaults.json", defaults), ("a.csv", text)])
    try spool.answer()
    #expect(SpoolInvariants.atRest(spool.disk, spool.dropped) == [])
    return spool.state.bulkResponses["a.ndjson"] ?? []
  }

  private func verdicts(_ answers: [JSONValue]) -> [String] {
    answers.map { $0["error"]?["code"]?.string ?? $0["data"]?["lead_id"]?.string ?? "?" }
  }

  @Test(arguments: [
    ("120.01.001", "120/01/001", "120_01_001"), ("120.01.001", "120_01_001", "120_01_001"),
    ("120_01_001", "120.01.001", "120_01_001"), ("MÜŞ-01", "MUS-01", "MUS-01"), ("A/1", "A:1", "A_1"),
  ])
  func theSecondIsRefusedWithItsValue(_ first: String, _ second: String, _ id: String) throws {
    let found = try answers(
      "Cari Kodu;Cari Adı;Telefon\n\(first);Bir Ltd;0532 111 00 01\n\(second);İki Ltd;0532 111 00 02\n")
    #expect(verdicts(found) == [id, "INVALID_FIELD"])
    let detail = try #require(found.last?["error"]?["details"])
    guard case .array(let problems) = detail, let problem = problems.first else { return }
    #expect(problem["field"]?.string == "lead_id" && problem["value"]?.string == second)
    let message = try #require(problem["message"]?.string)
    #expect(message.contains("\"\(first)\" and \"\(second)\" both become \(id)"))
  }

  @Test(arguments: [("120.01.001", "120.01.001"), ("{0f-a1}", "0f-a1"), ("120.01.001", "120.01.001 ")])
  func theSameIDTwiceIsOneLead(_ first: String, _ second: String) throws {
    let found = try answers(
      "Cari Kodu;Cari Adı;Telefon\n\(first);Bir Ltd;0532 111 00 01\n\(second);Bir Ltd;0532 111 00 01\n")
    #expect(found.last?["error"]?["code"]?.string == "ALREADY_ACTIVE")
  }

  @Test func leadsAreCalledAfterTheirAddress() throws {
    let text =
      "Ad;Telefon;E-posta\nAda;0532 111 00 01;a.b@x.example\nEce;0532 111 00 02;a_b@x.example\nCan;+905321110003;\n"
    let byEmail = try answers(text, defaults: #"{"lead_id_from":"email","channel":"email"}"#)
    #expect(verdicts(byEmail) == ["a_b_x_example", "INVALID_FIELD", "MISSING_FIELD"])
    #expect(
      byEmail[1]["error"]?["message"]?.string?.hasPrefix(
        #"The ids "a.b@x.example" and "a_b@x.example" both become a_b_x_example"#) == true)
    let byPhone = try answers(text, defaults: #"{"lead_id_from":"phone"}"#)
    #expect(byPhone.map { $0["data"]?["lead_id"]?.int } == [905_321_110_001, 905_321_110_002, 905_321_110_003])
  }

  @Test(arguments: [
    ("Ad,Soyad,E-posta\nAda,Kurt,ada@x.example\n", "\"lead_id_from\":\"email\""),
    ("First Name,Last Name,Company,Mobile\nAda,Kurt,X,05321110001\n", "\"lead_id_from\":\"phone\""),
    ("Ad,Telefon,E-posta\nAda,05321110001,ada@x.example\n", "\"lead_id_from\":\"email\""),
  ])
  func aFileWithoutIDsIsToldHow(_ text: String, _ advice: String) throws {
    var spool = SimulatedSpool()
    try spool.drop("a.csv", text)
    try spool.answer()
    let error = try #require(try spool.response("a.summary.json")["error"])
    #expect(error["code"]?.string == "MISSING_COLUMN")
    #expect(error["message"]?.string?.contains(advice) == true)
    guard case .array(let details)? = error["details"] else { return }
    #expect(details.first?["suggestion"]?.string == advice, "and no name that opts all of them out")
  }

  @Test func aBareListIsToldBoth() throws {
    var spool = SimulatedSpool()
    try spool.drop("a.csv", "Telefon\n0532 111 00 01\n")
    try spool.answer()
    let message = try #require(try spool.response("a.summary.json")["error"]?["message"]?.string)
    #expect(message.contains("a.opt-out.csv") && message.contains("\"lead_id_from\":\"phone\""))
  }

  @Test func aRowWithoutAnIDIsToldHow() throws {
    var spool = SimulatedSpool()
    try spool.drop("a.ndjson", #"{"company":"X","phone":"0532 111 00 01"}"# + "\n")
    try spool.answer()
    let message = try #require(spool.state.bulkResponses["a.ndjson"]?.first?["error"]?["message"]?.string)
    #expect(message.contains("\"lead_id_from\":\"phone\""))
  }

  @Test func rowsToBeMendedKeepTheirIDSource() throws {
    var spool = SimulatedSpool()
    try spool.drop([
      ("a.defaults.json", #"{"lead_id_from":"phone"}"#), ("a.csv", "Ad;Telefon\nAda;123\nEce;0532 111 00 02\n"),
    ])
    try spool.answer()
    let kept = try #require(spool.state.refusedRows.first?.value)
    let text = String(decoding: kept, as: UTF8.self)
    #expect(text.hasPrefix("Ad;Telefon;lead_id_from;error_code;error_message\nAda;123;phone;INVALID_FIELD;"))
    try spool.drop("a.rejected.csv", text.replacing("123", with: "0532 111 00 01"))
    try spool.answer()
    #expect(try spool.response("a.rejected.summary.json")["accepted"]?.int == 1)
  }
}
