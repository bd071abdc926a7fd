import Outreach
import Testing

@testable import Curl

@Suite("What curl is told")
struct CurlConfigurationTests {
  private func text(_ requests: HTTPRequest...) -> String {
    var configuration = CurlConfiguration(directory: "/dir")
    for (number, request) in requests.enumerated() { _ = configuration.append(request, number: number) }
    return String(decoding: configuration.text, as: UTF8.self)
  }

  @Test("Every option stands in every block")
  func blocks() {
    let text = text(HTTPRequest("https://a.example/", body: [0x31]), HTTPRequest("https://b.example/", body: [0x32]))
    let blocks = text.split(separator: "next\n").map { $0.split(separator: "\n").map { $0.prefix { $0 != " " } } }
    #expect(blocks.count == 2)
    #expect(blocks[0] == blocks[1])
    #expect(text.contains("output = \"/dir/1\""))
  }

  @Test("No body can end its value or begin another option")
  func quoting() {
    let text = text(
      HTTPRequest("https://a.example/", body: Array("\"\\\n\r\t' @x\nurl = \"https://evil.example/\"".utf8)))
    #expect(text.contains(#"data-raw = "\"\\\n\r\t' @x\nurl = \"https://evil.example/\"""#))
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("url = \"https://evil") })
  }

  @Test(
    "A body that is long or holds a NUL comes from a file",
    arguments: [[UInt8](repeating: 65, count: 40_001), [65, 0]])
  func files(body: [UInt8]) {
    var configuration = CurlConfiguration(directory: "/dir")
    #expect(configuration.append(HTTPRequest("https://a.example/", body: body), number: 7) == body)
    #expect(String(decoding: configuration.text, as: UTF8.self).contains("data-binary = \"@/dir/7.body\""))
  }

  @Test(
    "What would become another header, or goes to no web server, is refused without its value",
    arguments: [
      HTTPRequest("https://a.example/", headers: [.init("Authorization", "Bearer secret\r\nX: y")]),
      HTTPRequest("https://a.example/", headers: [.init("X\nY", "secret")]),
      HTTPRequest("https://a.example/ x"), HTTPRequest("file:///etc/passwd"), HTTPRequest(""),
    ])
  func faults(request: HTTPRequest) {
    #expect(request.fault != nil)
    #expect(request.fault?.contains("secret") == false)
  }

  @Test(
    "Versions before 7.84 are too old",
    arguments: [
      ("7.88.1", true), ("7.84.0", true), ("7.83.1", false), ("8.5.0-DEV", true), ("6.9", false), ("x", false),
    ])
  func versions(text: String, isNewEnough: Bool) {
    #expect(CurlProgram.isNewEnough(text) == isNewEnough)
  }

  @Test(
    "Retry-After in seconds, or as a date by the server's own clock",
    arguments: [
      ("120", "", 120), ("0", "", 0), ("Sat, 28 Nov 2026 10:01:30 GMT", "Sat, 28 Nov 2026 10:00:00 GMT", 90),
      ("Sat, 28 Nov 2026 10:01:30 GMT", "Sat, 28 Nov 2026 11:00:00 GMT", 0), ("9999999", "", 86_400),
      ("Sat, 28 Nov 2026 10:01:30 GMT", "", nil), ("soon", "", nil), ("-5", "", nil), ("", "", nil),
    ] as [(String, String, Int?)])
  func waiting(retryAfter: String, date: String, seconds: Int?) {
    #expect(HTTPDate.seconds(retryAfter: retryAfter, date: date) == seconds)
  }

  private func outcome(_ line: String) -> HTTPOutcome? { CurlResult(Array(line.utf8))?.outcome(body: []) }

  @Test("Exit codes say whether something was sent")
  func classes() {
    #expect(outcome("3\t0\t201\t0.1\t99\t\t\t") == .answered(HTTPAnswer(status: 201, body: [])))
    #expect(outcome("3\t0\t429\t0.1\t99\t7\t\t") == .answered(HTTPAnswer(status: 429, body: [], retryAfter: 7)))
    for code in [6, 7, 35, 60] { #expect(outcome("3\t\(code)\t0\t0\t0\t\t\twhy") == .notSent("why")) }
    for code in [18, 23, 28, 52, 55, 56, 92] {
      #expect(outcome("3\t\(code)\t0\t0.1\t99\t\t\twhy") == .perhapsSent("why", status: nil))
    }
    #expect(outcome("3\t28\t0\t0.000000\t0\t\t\twhy") == .notSent("why"))
    #expect(outcome("3\t18\t200\t0.1\t99\t\t\twhy") == .perhapsSent("why", status: 200))
    // Of a second attempt, or of an answer that is no HTTP.
    for code in [1, 7, 35] { #expect(outcome("3\t\(code)\t0\t0.1\t99\t\t\twhy") == .perhapsSent("why", status: nil)) }
    #expect(outcome("3\t77\t0\t0\t0\t\t\tno CA") == .refused("no CA"))
    #expect(outcome("curl: (6) Could not resolve host") == nil)
  }
}
