import Outreach
import Testing

@testable import Requests
@testable import Scheduling
@testable import Storage

/// What is missed in every message is said at the start, and what no message needs is not.
@Suite struct ConfigurationGapsTests {
  private func gaps(_ sender: String, _ rest: String = "") throws -> [String] {
    let text =
      #"{"sender":{"name":"Deniz","company":"Örnek","offer":"yazılım","trade_name":"Örnek A.Ş.","mersis":"0123456789012345""#
      + sender + "}" + rest + "}"
    return try Configuration.parse(Array(text.utf8), base: "/etc/outreach") { (path) throws(FileError) in
      throw FileError("open", path, code: 2)
    }.gaps
  }

  private let missing = "sender.unsubscribe_url is not set: e-mails offer no link to unsubscribe by, only an answer"

  @Test func `e-mails without a link to unsubscribe by are warned of`() throws {
    #expect(try gaps(#","email":"deniz@ornek.example""#) == [missing])
    #expect(try gaps("", #","defaults":{"channel":"email"}"#) == [missing])
    #expect(try gaps("", #","defaults":{"channel":"auto"}"#) == [missing])
  }

  @Test func `a link, or WhatsApp alone, is nothing to warn of`() throws {
    #expect(try gaps(#","email":"deniz@ornek.example","unsubscribe_url":"https://ornek.example/ret""#) == [])
    #expect(try gaps("") == [])
  }
}
