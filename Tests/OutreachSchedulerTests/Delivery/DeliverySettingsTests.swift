import Outreach
import Testing

@testable import Scheduling
@testable import Storage

@Suite struct DeliverySettingsTests {
  private func parse(_ more: String) throws -> Configuration {
    try Configuration.parse(
      Array(#"{"sender":{"name":"Deniz","company":"Örnek"},\#(more)}"#.utf8), base: "/etc"
    ) { (path) throws(FileError) in throw FileError("open", path, code: 2) }
  }

  private func problems(_ more: String) -> [String] {
    do {
      _ = try parse(more)
      return []
    } catch let error as ConfigurationError { return error.problems } catch { return ["\(error)"] }
  }

  @Test func theDefaultsNeedNothing() throws {
    let configuration = try parse(#""inbox":"inbox""#)
    #expect(configuration.expireAfter == 72 * 3600 && configuration.onExpired == .shift)
    #expect(configuration.delivery[.whatsapp] == DeliverySettings(on: .whatsapp))
    #expect(configuration.delivery[.email]?.cap.perDay == 500)
  }

  @Test func everythingOfTheContract() throws {
    let configuration = try parse(
      #"""
      "expire_after":"3d","on_expired":"end","delivery":{"whatsapp":{"sender":"whatsapp-cloud","phone_number_id":"1",
      "token":{"env":"WA_TOKEN"},"base_url":"https://graph.facebook.com/v25.0","endpoint":"messages","per_second":20,
      "per_recipient":"6s","per_day":250,"ramp":[50,100,250],"spread":true,"unknown":"hold"},
      "email":{"sender":"sendmail","command":["/usr/sbin/sendmail","-t","-i"],"from":"a@b.example","bounce":null,
      "per_second":5,"per_day":500,"unknown":"retry"}}
      """#)
    #expect(configuration.expireAfter == 3 * 86_400 && configuration.onExpired == .end)
    let whatsApp = try #require(configuration.delivery[.whatsapp])
    #expect(whatsApp.kind == .whatsAppCloud && whatsApp.token == .environment("WA_TOKEN"))
    #expect(whatsApp.perSecond == 20 && whatsApp.perRecipient == 6_000_000)
    #expect(whatsApp.cap == DailyCap(perDay: 250, ramp: [50, 100, 250], isSpread: true) && whatsApp.unknown == .hold)
    let email = try #require(configuration.delivery[.email])
    #expect(email.kind == .sendmail && email.from == "a@b.example" && email.unknown == .retry)
  }

  /// Of an address that begins well its beginning is not the fault.
  @Test func anAddressWithASpaceIsToldSo() {
    let told = problems(#""delivery":{"email":{"sender":"webhook","url":"http://127.0.0.1:80/a b"}}"#)
    #expect(told.contains { $0.contains("no spaces") } && !told.contains { $0.contains("https://") }, "\(told)")
  }

  @Test func secretFilesLieBesideTheConfiguration() throws {
    let configuration = try parse(
      #""delivery":{"email":{"sender":"webhook","url":"https://a.example/","secret":{"file":"hook"}}}"#)
    #expect(configuration.delivery[.email]?.secret == .file("/etc/hook"))
  }

  @Test(arguments: [
    #""expire_after":72"#, #""expire_after":"soon""#, #""expire_after":"-1h""#, #""on_expired":"later""#,
    #""delivery":{"sms":{}}"#, #""delivery":{"email":{"sender":"smtp"}}"#,
    #""delivery":{"email":{"sender":"whatsapp-cloud"}}"#, #""delivery":{"email":{"sender":"webhook"}}"#,
    #""delivery":{"email":{"sender":"webhook","url":"ftp://a.example"}}"#,
    #""delivery":{"email":{"sender":"webhook","url":"https://a.example","secret":"geheim"}}"#,
    #""delivery":{"whatsapp":{"sender":"whatsapp-cloud","phone_number_id":"1"}}"#,
    #""delivery":{"email":{"sender":"command","command":["send"]}}"#, #""delivery":{"email":{"per_second":0}}"#,
    #""delivery":{"email":{"per_recipient":6}}"#, #""delivery":{"email":{"ramp":[1,-1]}}"#,
    #""delivery":{"email":{"spread":"yes"}}"#, #""delivery":{"email":{"unknown":"resend"}}"#,
    #""delivery":{"email":{"url":"https://a.example"}}"#,
  ])
  func whatMakesNoSenseIsSaid(text: String) {
    #expect(problems(text).count == 1, "\(problems(text))")
    #expect(!problems(text).joined().contains("geheim"))
  }
}
