import Outreach
import Testing

@testable import Requests
@testable import Scheduling
@testable import Storage

@Suite struct ConfigurationTests {
  private func parse(_ text: String, base: String = "/etc/outreach") throws -> Configuration {
    try Configuration.parse(Array(text.utf8), base: base) { (path) throws(FileError) in
      guard path == "/etc/outreach/ours.txt" else { throw FileError("open", path, code: 2) }
      return "2026-12-31\n"
    }
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try parse(text)
      return []
    } catch {
      return (error as? ConfigurationError)?.problems ?? ["\(error)"]
    }
  }

  private static let sender = #""sender":{"name":"Deniz","company":"Örnek"}"#

  @Test func defaults() throws {
    let configuration = try parse("{\(Self.sender)}")
    #expect(configuration.sender.name == "Deniz" && configuration.sender.company == "Örnek")
    #expect(configuration.inbox == nil && configuration.outbox == nil && configuration.leads == [])
    #expect(configuration.defaults == RequestDefaults())
    #expect(configuration.defaults.maxFollowUps == 2 && configuration.defaults.tone == "kurumsal")
    #expect(configuration.sendAfterHours == [0, 48, 72, 120, 168, 240, 336, 432, 528, 624, 720])
    #expect(configuration.cooldownDays == 90 && configuration.pollSeconds == 0.5 && configuration.settleSeconds == 2)
    #expect(configuration.largestRequest == 1_048_576 && configuration.largestRow == 1_048_576)
    #expect(configuration.allowedOwners == nil)
    let monday = try instant("2026-11-23T05:00:00Z")
    #expect(
      configuration.windows[.whatsapp].plan(start: monday, hours: [0], zone: try zone("Europe/Istanbul")) == [
        try instant("2026-11-23T06:00:00Z")
      ])
  }

  @Test func everythingFromTheContract() throws {
    let configuration = try parse(
      """
      {"inbox":"in","outbox":"/var/out","leads":["a.csv","/b"],"templates":"words",
       "sender":{"name":"D","company":"Ö","phone":"444 0 123","email":"e@x.example","offer":{"tr":"zemin kaplama","en":"flooring"},"offer_kind":"works",
        "benefit":"Bir günde biter","trade_name":"t","mersis":"0123 4567 8901 2345","unsubscribe_url":"https://x.example/u"},"refusal":"first",
       "defaults":{"channel":"email","tone":"samimi","language":"en","objective":"randevu","max_followups":1},
       "send_after_hours":[0,1,1],
       "window":{"days":["sat"],"from":"10:00","to":"11:00","time_zone":"UTC","holidays":["tr","ours.txt"],"channels":{"email":"always"}},
       "cooldown_days":0,"poll_seconds":1,"settle_seconds":0,"allowed_owners":["root"],
       "limits":{"request_bytes":10,"row_bytes":20},"columns":{"Firma":"company"},"scoring":{},"generator":"templates"}
      """)
    #expect(configuration.inbox == "/etc/outreach/in" && configuration.outbox == "/var/out")
    #expect(configuration.leads == ["/etc/outreach/a.csv", "/b"] && configuration.templates == "/etc/outreach/words")
    #expect(configuration.sender.unsubscribeURL == "https://x.example/u")
    #expect(configuration.sender.mersis == "0123 4567 8901 2345" && configuration.sender.phone == "444 0 123")
    #expect(configuration.sender.offer?[.tr] == "zemin kaplama" && configuration.sender.offer?[.en] == "flooring")
    #expect(configuration.sender.offerKind == .works && configuration.sender.benefit?[.en] == "Bir günde biter")
    #expect(configuration.refusal == .first)
    #expect(configuration.defaults.channel == .channels([.email]) && configuration.defaults.maxFollowUps == 1)
    #expect(configuration.sendAfterHours == [0, 1, 1] && configuration.cooldownDays == 0)
    #expect(
      configuration.allowedOwners == ["root"] && configuration.largestRequest == 10 && configuration.largestRow == 20)
    #expect(configuration.columns == ["Firma": "company"])
    #expect(configuration.windows.byChannel[.email] == .always && configuration.windows.standard != .always)
  }

  /// What stands under every message is checked before anybody receives it.
  @Test(arguments: [
    (#""phone":"12""#, "sender.phone"), (#""phone":"aşağıda""#, "sender.phone"), (#""email":"e""#, "sender.email"),
    (#""mersis":"0123""#, "sender.mersis"), (#""mersis":"012345678901234X""#, "sender.mersis"),
    (#""unsubscribe_url":"x.example/ret""#, "sender.unsubscribe_url"),
    (#""unsubscribe_url":"https://x.example/a b""#, "sender.unsubscribe_url"),
    (#""offer":7"#, "sender.offer"), (#""offer":{}"#, "sender.offer"),
    (#""offer":{"turkish":"x"}"#, "sender.offer.turkish"),
    (#""offer":{"tr":""}"#, "sender.offer.tr"), (#""offer_kind":"servis""#, "sender.offer_kind"),
    (#""benefit":[]"#, "sender.benefit"),
  ]) func whatIsNoSenderIsRefused(_ member: String, _ key: String) {
    #expect {
      try parse(#"{"sender":{"name":"D","company":"Ö","# + member + "}}")
    } throws: {
      ($0 as? ConfigurationError)?.problems.allSatisfy { $0.hasPrefix(key + " ") } ?? false
    }
  }

  /// A short schedule plans fewer follow-ups; one that contradicts the defaults is a mistake.
  @Test func followUpsFitTheSchedule() throws {
    #expect(try parse(#"{"send_after_hours":[0],"# + Self.sender + "}").defaults.maxFollowUps == 0)
    #expect(try parse(#"{"send_after_hours":[0,48],"# + Self.sender + "}").defaults.maxFollowUps == 1)
    let problems = problems(#"{"send_after_hours":[0,48],"defaults":{"max_followups":2},"# + Self.sender + "}")
    #expect(problems.count == 1 && problems[0].hasPrefix("defaults.max_followups"))
  }

  @Test func ownersMayDifferByCommand() throws {
    let configuration = try parse(#"{"allowed_owners":{"cancel":["root"],"enqueue":["crm"]},"# + Self.sender + "}")
    #expect(configuration.allowedOwners == nil)
    #expect(configuration.ownersByCommand == ["cancel": ["root"], "enqueue": ["crm"]])
    let problems = problems(#"{"allowed_owners":{"cancle":["root"]},"# + Self.sender + "}")
    #expect(problems.count == 1 && problems[0].contains("cancel"))
  }

  @Test func aSenderIsRequired() {
    #expect(problems(#"{"sender":null}"#).contains { $0.hasPrefix("sender") })
  }

  @Test func nullIsAsIfItWereNotThere() throws {
    let configuration = try parse(
      #"{"inbox":null,"window":null,"defaults":null,"cooldown_days":null,"# + Self.sender + "}")
    #expect(configuration.inbox == nil && configuration.cooldownDays == 90)
  }

  @Test(
    arguments: [
      (#""poll_second":1"#, "poll_second", "poll_seconds"), (#""sendr":{}"#, "sendr", "sender"),
      (#""defaults":{"tona":"samimi"}"#, "defaults.tona", "tone"),
      (#""limits":{"request_byte":1}"#, "limits.request_byte", "request_bytes"),
      (#""window":{"day":["mon"]}"#, "window.day", "days"),
      (#""window":{"channels":{"emial":"always"}}"#, "window.channels.emial", "email"),
      (#""window":{"channels":{"email":{"form":"09:00"}}}"#, "window.channels.email.form", "from"),
      (#""cooldown":1"#, "cooldown", nil),
    ] as [(String, String, String?)]) func unknownKeysAreRefused(_ text: String, _ key: String, _ meant: String?) throws
  {
    let said = problems("{\(Self.sender),\(text)}")
    #expect(said.count == 1, "\(said)")
    #expect(said.first?.hasPrefix("\(key) is not a setting") == true, "\(said)")
    if let meant { #expect(said.first?.contains("\"\(meant)\"") == true, "\(said)") }
  }

  @Test(arguments: [
    (#""inbox":1"#, "inbox"), (#""inbox":"""#, "inbox"), (#""leads":"a.csv""#, "leads"), (#""leads":[1]"#, "leads"),
    (#""defaults":{"channel":"sms"}"#, "defaults.channel"), (#""defaults":{"language":"German"}"#, "defaults.language"),
    (#""defaults":{"max_followups":11}"#, "defaults.max_followups"), (#""defaults":[]"#, "defaults"),
    (#""send_after_hours":[]"#, "send_after_hours"), (#""send_after_hours":[0,48,24]"#, "send_after_hours"),
    (#""send_after_hours":[0,-1]"#, "send_after_hours"), (#""send_after_hours":"0""#, "send_after_hours"),
    (#""cooldown_days":-1"#, "cooldown_days"), (#""cooldown_days":1.5"#, "cooldown_days"),
    (#""poll_seconds":0"#, "poll_seconds"),
    (#""settle_seconds":"2""#, "settle_seconds"), (#""allowed_owners":"root""#, "allowed_owners"),
    (#""limits":{"request_bytes":0}"#, "limits.request_bytes"), (#""columns":{"a":1}"#, "columns.a"),
    (#""scoring":{"x":"y"}"#, "scoring.x"),
    (#""generator":"llm""#, "generator"), (#""window":"never""#, "window"), (#""window":{"from":"9"}"#, "window.from"),
    (#""window":{"days":["tues"]}"#, "window.days"), (#""window":{"time_zone":"Mars"}"#, "window.time_zone"),
    (#""window":{"holidays":["nowhere.txt"]}"#, "window.holidays"),
  ]) func wrongValuesAreRefusedByTheirKey(_ text: String, _ key: String) throws {
    let said = problems("{\(Self.sender),\(text)}")
    #expect(said.count == 1, "\(said)")
    #expect(said.first?.hasPrefix(key) == true, "\(said)")
  }

  @Test(arguments: [
    ("{}", 1), (#"{"sender":{}}"#, 2), (#"{"sender":{"name":"","company":"x"}}"#, 2), (#"{"sender":7}"#, 1),
  ])
  func theSenderMustBeThere(_ text: String, _ atLeast: Int) {
    let said = problems(text)
    #expect(said.count >= atLeast && said.allSatisfy { $0.hasPrefix("sender") }, "\(said)")
  }

  @Test func allProblemsAtOnce() {
    let said = problems(
      #"{"sender":{"name":"x"},"inbox":1,"tone":"samimi","defaults":{"language":"German"},"window":{"from":"x","to":"y"},"cooldown_days":-1}"#
    )
    for key in ["sender.company", "inbox", "tone", "defaults.language", "window.from", "window.to", "cooldown_days"] {
      #expect(said.contains { $0.hasPrefix(key) }, "\(key) in \(said)")
    }
    #expect(said.count == 7, "\(said)")
  }

  @Test(arguments: ["", "[]", "{", "nonsense", #"{"inbox":"a","inbox":"b"}"#]) func whatIsNoObjectIsRefused(
    _ text: String
  ) {
    #expect(!problems(text).isEmpty)
  }

  @Test func relativePathsStartFromTheFile() throws {
    #expect(try parse(#"{"inbox":"in","# + Self.sender + "}", base: "").inbox == "in")
    #expect(try parse(#"{"inbox":"./in","# + Self.sender + "}", base: "/a/b").inbox == "/a/b/./in")
  }
}
