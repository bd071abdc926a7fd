internal import Storage

/// Sends HTTP requests by running the machine's own curl, once for a batch of them.
///
/// A program and not a library, because it tells what was sent from what was not, knows the machine's proxies and
/// certificates, and leaves this program without a line of network code. TLS is always verified, no redirect is followed, and
/// `~/.curlrc` is not read.
///
/// One thing it cannot promise: libcurl sends a POST again by itself if a connection that it used before dies without a byte of
/// an answer. Requests that must not be doubled need a key by which the server knows them (`Idempotency-Key`).
package struct Curl: Sendable {
  /// Requests that are on their way at once.
  package var parallel = 16
  /// A word for the name of the directory in which bodies and answers wait.
  package var scratch = "curl"
  private let words: [String]
  private let environment: [String: String]

  /// Finds curl.
  ///
  /// - Parameter environment: beside this process's own and over it: `HTTPS_PROXY`, `NO_PROXY`, `CURL_CA_BUNDLE` …
  package init(environment: [String: String] = [:]) throws(CurlError) {
    words = try CurlProgram(environment: environment).words
    self.environment = environment
  }

  /// Sends the requests and waits for all of them. Exactly one outcome is reported for each, in the order in which they come.
  ///
  /// Call it from a thread that lives as long as the process, the main one: the system ends curl with the thread that started
  /// it.
  ///
  /// - Parameter report: is given the request's place among `requests` and what became of it.
  /// - Throws: before anything is sent.
  package func send(_ requests: [HTTPRequest], _ report: (Int, HTTPOutcome) -> Void) throws(CurlError) {
    let scratch: ScratchDirectory
    do throws(FileError) { scratch = try ScratchDirectory(for: self.scratch) } catch { throw .file(error) }
    defer { scratch.remove() }
    var configuration = CurlConfiguration(directory: scratch.path)
    var waiting: Set<Int> = []
    for (number, request) in requests.enumerated() {
      if let fault = request.fault {
        report(number, .refused(fault))
        continue
      }
      waiting.insert(number)
      if let body = configuration.append(request, number: number) {
        do throws(FileError) { try scratch.write(body, to: "\(number).body") } catch { throw .file(error) }
      }
    }
    guard !waiting.isEmpty else { return }
    let child = ChildProgram(
      words + ["-q", "--no-progress-meter", "--parallel", "--parallel-max", "\(min(max(parallel, 1), 300))"]
        + Self.haste(of: requests) + ["--config", "-"], environment: environment, timeLimit: timeLimit(of: requests))
    let ending: ChildProgram.Ending
    do throws(FileError) {
      ending = try child.run(input: configuration.text) { line in
        guard let result = CurlResult(line), waiting.remove(result.number) != nil else { return }
        let body = scratch.take("\(result.number)", upTo: CurlConfiguration.largestAnswer)
        report(result.number, result.outcome(body: body))
      }
    } catch {
      throw .file(error)
    }
    let outcome = Self.outcome(withoutLine: ending, isFirst: waiting.count == requests.count)
    for number in waiting.sorted() { report(number, outcome) }
  }

  /// Whether each request may open a connection of its own at once.
  ///
  /// Over TLS curl learns while it connects whether one connection can carry them all, which is worth waiting for. Without,
  /// it learns that from the first answer, and until then would send nothing else.
  private static func haste(of requests: [HTTPRequest]) -> [String] {
    requests.allSatisfy { $0.url.lowercased().hasPrefix("http://") } ? ["--parallel-immediate"] : []
  }

  /// What became of requests about which curl says nothing.
  private static func outcome(withoutLine ending: ChildProgram.Ending, isFirst: Bool) -> HTTPOutcome {
    let said = String(decoding: ending.complaint.prefix { $0 != 0x0A }, as: UTF8.self)
    switch ending.end {
    // Its options or a file that they name: it had not begun.
    case .exited(2), .exited(26): if isFirst { return .refused(said.isEmpty ? "curl refused its options" : said) }
    case .timedOut: return .perhapsSent("curl did not end in time", status: nil)
    case .exited, .signalled: break
    }
    return .perhapsSent(said.isEmpty ? "curl ended before it told what became of it" : said, status: nil)
  }

  /// Seconds after which curl hangs: as many rounds as there are, each as long as the slowest request may take.
  private func timeLimit(of requests: [HTTPRequest]) -> Double {
    let slowest = requests.map(\.timeLimit).max() ?? 0
    return 30 + slowest * Double((requests.count + max(parallel, 1) - 1) / max(parallel, 1))
  }
}
