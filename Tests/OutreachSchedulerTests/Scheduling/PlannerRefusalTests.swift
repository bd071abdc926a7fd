import Outreach
import Testing

@testable import Formats
@testable import Inspection
@testable import Leads
@testable import Records
@testable import Requests
@testable import Scheduling
@testable import Storage

/// Every reason for which a single request can be refused, with everything that is wrong said at once.
@Suite struct PlannerRefusalTests {
  private static let planner = SequencePlanner(
    configuration: Configuration(sender: Sender(name: "Deniz", company: "Örnek"), windows: SendingWindows(.always)),
    generator: PlainWords())

  private func plan(
    _ text: String, lead: String = "139", planner: SequencePlanner = planner,
    now: String = "2026-11-23T10:15:12.345678Z"
  ) throws -> Result<
    SequenceOrder, Refusal
  > {
    var facts = LeadFacts()
    facts[.company] = "Hane Mimarlık"
    facts[.phone] = "0532 111 22 33"
    facts[.email] = "bilgi@hane.example"
    let id = try #require(LeadID(lead))
    var books = LeadBook.Lookup()
    if lead == "139" { books.facts[id] = facts }
    if lead == "140" { books.unreadable[id] = "The file 140.json is no JSON." }
    let document = try JSONValue(parsing: Array(text.utf8))
    let now = try instant(now)
    do throws(Refusal) {
      return .success(try planner.plan(document, leadID: id, ref: nil, books: books, now: now))
    } catch {
      return .failure(error)
    }
  }

  /// Whoever plans for years to come hears it where the calendar ends.
  @Test func unknownHolidaysAreSaid() throws {
    let window = try SendingWindowSettings().window(holidays: .turkiye)
    let configuration = Configuration(sender: Sender(name: "Deniz", company: "Örnek"), windows: SendingWindows(window))
    let planner = SequencePlanner(configuration: configuration, generator: PlainWords())
    func warnings(_ text: String, now: String) throws -> [String] {
      try plan(text, planner: planner, now: now).get().warnings
    }
    let channels = #""channel":["whatsapp","email"]"#
    #expect(try warnings("{\(channels)}", now: "2030-12-26T10:00:00Z") == [])
    #expect(
      try warnings("{\(channels),\"max_followups\":3}", now: "2030-12-26T10:00:00Z") == [
        "The last message is due on 2031-01-02, and public holidays are known until 2030-12-31 only: "
          + "see that it falls on none, or list later ones in a file named in window.holidays."
      ])
  }

  private func refusal(_ text: String, lead: String = "139", planner: SequencePlanner = planner) throws -> Refusal {
    guard case .failure(let refusal) = try plan(text, lead: lead, planner: planner) else {
      Issue.record("\(text) was accepted")
      return Refusal([])
    }
    return refusal
  }

  @Test(
    arguments: [
      (#"{"tone":"kurumsl"}"#, .invalidField, "tone", "kurumsal"),
      (#"{"tone":7}"#, .invalidField, "tone", nil),
      (#"{"language":"de"}"#, .invalidField, "language", nil),
      (#"{"language":"rt"}"#, .invalidField, "language", "tr"),
      (#"{"objective":"randevus"}"#, .invalidField, "objective", "randevu"),
      (#"{"channel":"whatsap"}"#, .invalidField, "channel", "whatsapp"),
      (#"{"channel":"sms"}"#, .invalidField, "channel", nil),
      (#"{"channel":[]}"#, .invalidField, "channel", nil),
      (#"{"channel":["email","email"]}"#, .invalidField, "channel", nil),
      (#"{"channel":["whatsapp","auto"]}"#, .invalidField, "channel", nil),
      (#"{"channel":{}}"#, .invalidField, "channel", nil),
      (#"{"max_followups":11}"#, .invalidField, "max_followups", nil),
      (#"{"max_followups":-1}"#, .invalidField, "max_followups", nil),
      (#"{"max_followups":1.5}"#, .invalidField, "max_followups", nil),
      (#"{"max_followups":"2"}"#, .invalidField, "max_followups", nil),
      (#"{"max_followups":1e400}"#, .invalidField, "max_followups", nil),
      (#"{"on_active":"replce"}"#, .invalidField, "on_active", "replace"),
      (#"{"on_contacted":"alow"}"#, .invalidField, "on_contacted", "allow"),
      (#"{"start_at":"tomorrow"}"#, .invalidField, "start_at", nil),
      (#"{"start_at":"2026-11-24T10:00:00"}"#, .invalidField, "start_at", nil),
      (#"{"start_at":"2036-11-24T10:00:00Z"}"#, .invalidField, "start_at", nil),
      (#"{"lead_id":140}"#, .invalidField, "lead_id", "139"),
      (#"{"lead_id":"0139"}"#, .invalidField, "lead_id", "139"),
      (#"{"lead":[]}"#, .invalidField, "lead", nil),
      (#"{"lead":{"phon":"1"}}"#, .unknownField, "lead.phon", "phone"),
      (#"{"lead":{"shoe_size":42}}"#, .unknownField, "lead.shoe_size", nil),
      (#"{"lead":{"custom":1}}"#, .invalidField, "lead.custom", nil),
      (#"{"lead":{"company":{}}}"#, .invalidField, "lead.company", nil),
      (#"{"lead":{"phone":"12"}}"#, .invalidField, "lead.phone", nil),
      (#"{"channel":"email","lead":{"email":"nobody"}}"#, .invalidField, "lead.email", nil),
      (#"{"lead":{"time_zone":"Mars/Olympus"}}"#, .invalidField, "lead.time_zone", nil),
      (#"{"chanel":"email"}"#, .unknownField, "chanel", "channel"),
      (#"{"colour":"red"}"#, .unknownField, "colour", nil),
      (#"{"lead":{"phone":null}}"#, .channelUnreachable, "channel", "auto"),
      (#"{"lead":{"phone":"0212 111 22 33"}}"#, .channelUnreachable, "channel", "auto"),
      (#"{"channel":"email","lead":{"email":""}}"#, .channelUnreachable, "channel", "auto"),
      // Advice that would fail as well is none.
      (#"{"lead":{"phone":null,"email":""}}"#, .channelUnreachable, "channel", nil),
      (#"{"channel":"auto","lead":{"phone":null,"email":""}}"#, .channelUnreachable, "channel", nil),
      (#"{"lead":{"company":"No words"}}"#, .generationFailed, "company", nil),
      ("[]", .invalidJSON, nil, nil), ("null", .invalidJSON, nil, nil), ("7", .invalidJSON, nil, nil),
    ] as [(String, RefusalCode, String?, String?)])
  func oneProblem(_ text: String, _ code: RefusalCode, _ field: String?, _ suggestion: String?) throws {
    let refusal = try refusal(text)
    let first = try #require(refusal.problems.first)
    #expect(refusal.code == code)
    #expect(refusal.problems.count == 1, "\(refusal.problems.map(\.message))")
    #expect(first.field == field)
    #expect(first.suggestion == suggestion)
    #expect(first.message.last == "." || first.message.last == "?", "one sentence: \(first.message)")
  }

  @Test func everythingThatIsWrongIsSaidAtOnceInTheRequestsOrder() throws {
    let refusal = try refusal(
      #"{"tone":"kurumsl","chanel":"email","lead":{"fone":"1","time_zone":"Mars/X"},"max_followups":99,"start_at":"2099-01-01T00:00:00Z"}"#
    )
    #expect(refusal.code == .invalidField)
    #expect(
      refusal.problems.map(\.field) == ["tone", "chanel", "lead.fone", "max_followups", "start_at", "lead.time_zone"])
    #expect(refusal.message.hasSuffix("5 more problems are in the details."))
  }

  @Test func problemsOfAnUnknownLeadAreSaidToo() throws {
    let refusal = try refusal(#"{"tone":"kurumsl"}"#, lead: "141")
    #expect(refusal.problems.map(\.code) == [.invalidField, .leadNotFound])
    #expect(refusal.message.hasSuffix("One more problem is in the details."))
    #expect(try self.refusal("{}", lead: "140").message.contains("140.json is no JSON"))
  }

  @Test func allowedValuesAreListed() throws {
    let tone = try refusal(#"{"tone":"x"}"#).problems[0]
    #expect(tone.allowed == PlainWords().tones && tone.value == .string("x"))
    #expect(try refusal(#"{"channel":"x"}"#).problems[0].allowed == ["whatsapp", "email", "auto"])
  }

  @Test func anOptOutInTheBookRefuses() throws {
    var books = LeadBook.Lookup()
    let id = try #require(LeadID("1"))
    var facts = LeadFacts()
    facts[.phone] = "05321112233"
    facts[.email] = "a@b.example"
    facts.optedOut = [.whatsapp]
    books.facts[id] = facts
    let now = try instant("2026-11-23T10:15:12Z")
    let refusal = #expect(throws: Refusal.self) {
      try Self.planner.plan(.object([]), leadID: id, ref: nil, books: books, now: now)
    }
    #expect(refusal?.code == .optedOut)
    let both = JSONValue.object([JSONMember(key: "channel", value: .array([.string("whatsapp"), .string("email")]))])
    let order = try Self.planner.plan(both, leadID: id, ref: nil, books: books, now: now)
    #expect(order.parts.map(\.channel) == [.email])
    #expect(order.warnings.count == 1)
  }

  @Test(arguments: [
    "{}", #"{"tone":null,"channel":null,"lead":null,"start_at":null}"#, #"{"lead_id":139}"#, #"{"lead_id":"139"}"#,
    #"{"max_followups":10}"#, #"{"max_followups":2.0}"#, #"{"channel":"auto"}"#, #"{"channel":["email"]}"#,
    #"{"lead":{}}"#,
    #"{"start_at":"2026-11-24T10:00:00+03:00"}"#, #"{"lead":{"custom":{"a":{"b":[1,2]}}}}"#,
  ]) func accepted(_ text: String) throws {
    guard case .success(let order) = try plan(text) else {
      Issue.record("\(text) was refused: \(try refusal(text).message)")
      return
    }
    #expect(!order.parts.isEmpty && order.parts.allSatisfy { $0.sendAt.count == order.sendAfterHours.count })
  }

  @Test func whatIsNotNeededIsAWarning() throws {
    guard
      case .success(let order) = try plan(
        #"{"start_at":"2020-01-01T00:00:00Z","lead":{"email":"nobody","employees":"many"}}"#)
    else {
      Issue.record("refused")
      return
    }
    #expect(order.warnings.count == 3)
    #expect(order.parts[0].sendAt[0] == (try instant("2026-11-23T10:15:12Z")), "the past counts as now")
  }

  @Test func oneOfTwoChannelsMayBeUnreachable() throws {
    guard case .success(let order) = try plan(#"{"channel":["whatsapp","email"],"lead":{"phone":"0212 111 22 33"}}"#)
    else {
      Issue.record("refused")
      return
    }
    #expect(order.parts.map(\.channel) == [.email])
    #expect(order.warnings.contains { $0.contains("landline") })
    #expect(try refusal(#"{"channel":["whatsapp","email"],"lead":{"phone":null,"email":null}}"#).problems.count == 2)
  }

  @Test func theBookIsOverriddenFactByFact() throws {
    guard case .success(let order) = try plan(#"{"lead":{"company":"Yeni Ad"}}"#) else {
      Issue.record("refused")
      return
    }
    #expect(order.parts[0].to == "+905321112233")
    #expect(order.parts[0].sequence.steps[0].message.contains("Yeni Ad"))
  }

  @Test func fewerPlannedHoursMeanFewerFollowUps() throws {
    var configuration = Self.planner.configuration
    configuration.sendAfterHours = [0, 24]
    let planner = SequencePlanner(configuration: configuration, generator: Self.planner.generator)
    #expect(try refusal(#"{"max_followups":2}"#, planner: planner).problems[0].message.contains("from 0 to 1"))
  }

  /// The example of the contract: claimed on a Sunday.
  @Test func aSequenceFallsIntoTheWindow() throws {
    let planner = Setting.usual.planner
    let id = try #require(LeadID("1"))
    var facts = LeadFacts()
    facts[.phone] = "05321112233"
    var books = LeadBook.Lookup()
    books.facts[id] = facts
    let order = try planner.plan(
      .object([]), leadID: id, ref: nil, books: books, now: try instant("2026-11-22T10:15:12Z"))
    #expect(
      order.parts[0].sendAt.map(\.iso8601) == ["2026-11-23T06:00:00Z", "2026-11-25T06:00:00Z", "2026-11-26T06:00:00Z"])
  }

  /// Read as far as a document before anybody plans.
  @Test(
    arguments: [
      ([], .invalidJSON), (Array("{".utf8), .invalidJSON), (Array("{} {}".utf8), .invalidJSON),
      (Array(#"{"tone":"samimi","tone":"teknik"}"#.utf8), .invalidJSON), ([0x7B, 0xFF, 0x7D], .invalidEncoding),
      (Array(String(repeating: "[", count: 10_000).utf8), .invalidJSON), (Array(#"{"a":01}"#.utf8), .invalidJSON),
    ] as [([UInt8], RefusalCode)]) func bytesThatAreNoDocument(_ bytes: [UInt8], _ code: RefusalCode)
  {
    guard case .unusable(let refusal) = RequestContent(of: bytes, RequestName("1.json")) else {
      Issue.record("understood")
      return
    }
    #expect(refusal.code == code)
  }

  @Test func aByteOrderMarkIsAccepted() {
    guard case .document = RequestContent(of: [0xEF, 0xBB, 0xBF] + Array("{}".utf8), RequestName("1.json")) else {
      Issue.record("refused")
      return
    }
  }
}
