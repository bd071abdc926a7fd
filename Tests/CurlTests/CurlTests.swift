import Formats
import Foundation
import Storage
import Synchronization
import TestServers
import Testing

@testable import Curl

@Suite(
  "Requests through the machine's curl", .serialized,
  .enabled(if: Tools.areThere("curl", "python3", "openssl"), "skipped: needs curl, python3 and openssl"))
struct CurlTests {
  private func send(_ requests: [HTTPRequest], environment: [String: String] = [:], scratch: String = "curl") throws
    -> [HTTPOutcome?]
  {
    var curl = try Curl(environment: ["NO_PROXY": "*"].merging(environment) { $1 })
    curl.scratch = scratch
    var outcomes = [HTTPOutcome?](repeating: nil, count: requests.count)
    try curl.send(requests) { number, outcome in
      #expect(outcomes[number] == nil)
      outcomes[number] = outcome
    }
    return outcomes
  }

  private func request(_ server: ScriptedServer, _ path: String, body: String = "{}", limit: Double = 20) -> HTTPRequest
  {
    var request = HTTPRequest("http://127.0.0.1:\(server.port)\(path)", body: Array(body.utf8))
    request.timeLimit = limit
    return request
  }

  @Test("Bodies and headers arrive as they are, each request's its own")
  func fidelity() throws {
    let server = try ScriptedServer("web.py")
    let bodies = [
      "{\"mesaj\":\"Günaydın, İstanbul! ğüşöç\\n\\\"x\\\"\"}", "a\tb\\c\r\nd", "@/etc/passwd", "",
      String(repeating: "uzun ", count: 30_000),
    ]
    let requests = bodies.enumerated().map { number, body in
      var request = request(server, "/echo/[\(number)]{a,b}", body: body)
      request.headers = [.init("Authorization", "Bearer s\"e\\c \(number)"), .init("Content-Type", "application/json")]
      return request
    }
    let outcomes = try send(requests)
    for (number, body) in bodies.enumerated() {
      guard case .answered(let answer)? = outcomes[number],
        let seen = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any],
        let headers = seen["headers"] as? [String: String]
      else {
        Issue.record("no answer to \(number): \(String(describing: outcomes[number]))")
        continue
      }
      #expect(seen["body"] as? String == body)
      #expect(seen["path"] as? String == "/echo/[\(number)]{a,b}")
      #expect(headers["authorization"] == "Bearer s\"e\\c \(number)")
      #expect(headers["expect"] == nil)
    }
    #expect(server.seen.count == bodies.count)
  }

  @Test("An answer tells its status and when to ask again; a redirect is not followed")
  func statuses() throws {
    let server = try ScriptedServer("web.py")
    let paths = [
      "/status/204", "/status/429?retry_after=7", "/status/503", "/status/400?body=no", "/status/307", "/date",
    ]
    let outcomes = try send(paths.map { request(server, $0) })
    let answers = outcomes.map { outcome -> HTTPAnswer? in
      guard case .answered(let answer)? = outcome else { return nil }
      return answer
    }
    #expect(answers.map { $0?.status } == [204, 429, 503, 400, 307, 429])
    #expect(answers.map { $0?.retryAfter } == [nil, 7, nil, nil, nil, 90])
    #expect(answers[3]?.body == Array("no".utf8))
  }

  @Test("What the server may have acted upon is told from what it cannot have seen")
  func doubt() throws {
    let server = try ScriptedServer("web.py")
    let nobody = HTTPRequest("http://127.0.0.1:1/")
    let outcomes = try send([
      nobody, request(server, "/die"), request(server, "/half"), request(server, "/slow/30", limit: 1),
      HTTPRequest("http://no-such-host.invalid/"), HTTPRequest("gopher://x/"),
    ])
    #expect(
      outcomes.map { $0.map(Kind.init) } == [.notSent, .perhapsSent, .perhapsSent, .perhapsSent, .notSent, .refused])
    if case .perhapsSent(_, let status)? = outcomes[2] { #expect(status == 200) }
  }

  @Test("A server that never shakes hands has been sent nothing")
  func stalledHandshake() throws {
    let server = try ScriptedServer("web.py")
    var request = HTTPRequest("https://127.0.0.1:\(server.port)/slow/0", body: [0x31])
    request.connectLimit = 1
    request.timeLimit = 2
    let outcomes = try send([request])
    #expect(outcomes.first??.isNotSent == true, "\(outcomes)")
  }

  @Test("TLS is verified: only an authority that is trusted is believed")
  func tls() throws {
    let server = try ScriptedServer("web.py", isSecure: true)
    let request = HTTPRequest("https://localhost:\(server.port)/", body: [0x31])
    #expect(try send([request]).first??.isNotSent == true)
    #expect(server.seen.isEmpty)
    guard case .answered(let answer)? = try send([request], environment: ["CURL_CA_BUNDLE": server.authority])[0] else {
      Issue.record("not answered")
      return
    }
    #expect(answer.status == 200)
  }

  @Test("Secrets stand in neither arguments nor environment of the child, and ~/.curlrc is not read")
  func secrets() throws {
    let server = try ScriptedServer("web.py")
    try Data("user-agent = \"from-curlrc\"\n".utf8).write(to: server.directory.appending(path: ".curlrc"))
    var slow = request(server, "/slow/2")
    slow.headers = [.init("Authorization", "Bearer tr0ub4dor")]
    let found = Mutex<[String]>([])
    let watcher = Thread {
      for _ in 0..<200 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for name in names where Int(name) != nil {
          for file in ["cmdline", "environ"] {
            guard let data = FileManager.default.contents(atPath: "/proc/\(name)/\(file)") else { continue }
            let text = String(decoding: data, as: UTF8.self)
            if text.contains("tr0ub4dor") { found.withLock { $0.append(text) } }
          }
        }
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
    watcher.start()
    _ = try send([slow], environment: ["HOME": server.directory.path, "CURL_HOME": server.directory.path])
    #expect(found.withLock { $0 }.isEmpty)
    let headers = server.seen.first?["headers"] as? [String: String]
    #expect(headers?["authorization"] == "Bearer tr0ub4dor")
    #expect(headers?["user-agent"] != "from-curlrc")
  }

  @Test("Each of many has one outcome, and nothing is left behind")
  func many() throws {
    let server = try ScriptedServer("web.py")
    // A name of its own: other suites of this process send through curl at the same time.
    let outcomes = try send((0..<300).map { request(server, "/echo/\($0)") }, scratch: "many-curls")
    #expect(outcomes.allSatisfy { $0.map(Kind.init) == .answered })
    #expect(Set(server.seen.compactMap { $0["path"] as? String }).count == 300)
    let left = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/shm")) ?? []
    #expect(!left.contains { $0.hasPrefix("outreach-many-curls-\(ProcessInfo.processInfo.processIdentifier)-") })
  }
}

private enum Kind {
  case answered, notSent, perhapsSent, refused

  init(_ outcome: HTTPOutcome) {
    self =
      switch outcome {
      case .answered: .answered
      case .notSent: .notSent
      case .perhapsSent: .perhapsSent
      case .refused: .refused
      }
  }
}

extension HTTPOutcome {
  fileprivate var isNotSent: Bool { Kind(self) == .notSent }
}
