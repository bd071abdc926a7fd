internal import Curl
internal import Dispatch
internal import Formats
internal import Outreach
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Questions as they come in, and threads that send them on, several with one curl.
///
/// A curl is asked nothing more once it runs, so that there are as many threads as there may be questions at once: one that
/// comes alone does not wait for another's answer.
/// The threads live as long as the program: the system ends a curl with the thread that started it.
final class Desk: Sendable {
  private struct State {
    var waiting: [[UInt8]] = []
    var isClosing = false
  }

  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let output = Mutex(())
  private let server: Server
  private let curl: Curl
  private let budget: Budget
  private let threads: Int
  /// How many questions one curl takes along at most.
  private static let share = 64

  init(server: Server, curl: Curl, budget: Budget, concurrency: Int) {
    self.server = server
    self.curl = curl
    self.budget = budget
    threads = min(concurrency, 64)
  }

  func open() {
    for _ in 0..<threads {
      if !HelperThreads.startThread({ self.work() }) {
        LanguageModelProgram.complain("the system has no thread to give")
        exit(71)
      }
    }
  }

  func add(_ line: [UInt8]) {
    state.withLock { $0.waiting.append(line) }
    arrived.signal()
  }

  /// Answers what is in hand, and returns.
  func closeWhenDone() {
    state.withLock { $0.isClosing = true }
    for _ in 0..<threads { arrived.signal() }
    for _ in 0..<threads { done.wait() }
  }

  private func work() {
    while true {
      arrived.wait()
      awaitOthers()
      let lines = state.withLock { state in
        let lines = Array(state.waiting.prefix(Self.share))
        state.waiting.removeFirst(lines.count)
        return lines
      }
      // One signal a line; those that came along are taken back.
      for _ in lines.dropFirst() { _ = arrived.wait(timeout: .now()) }
      if !lines.isEmpty { answer(lines) } else if state.withLock({ $0.isClosing }) { break }
    }
    done.signal()
  }

  /// Several come at once, mostly, and starting a curl costs more than a moment's wait for them: as long as more come, and
  /// no longer than a fiftieth of a second.
  private func awaitOthers() {
    var seen = 0
    for _ in 0..<6 {
      usleep(seen == 0 ? 1500 : 4000)
      let waiting = state.withLock { $0.waiting.count }
      if waiting <= max(seen, 1) || waiting >= Self.share { return }
      seen = waiting
    }
  }

  private func answer(_ lines: [[UInt8]]) {
    var prompts: [Prompt] = []
    var reserved: [(input: Int, output: Int)] = []
    for line in lines {
      guard let asked = try? JSONValue(parsing: line) else {
        say(Array("{\"error\":\"the line is no JSON\"}\n".utf8))
        continue
      }
      let prompt = Prompt(asked)
      // Three bytes a token is a low guess.
      let guess = (input: server.body(for: prompt).count / 3, output: server.options.largestAnswer)
      guard budget.reserve(guess) else {
        say(Server.error("the day's budget is spent", prompt))
        continue
      }
      prompts.append(prompt)
      reserved.append(guess)
    }
    guard !prompts.isEmpty else { return }
    var mine = curl
    mine.parallel = prompts.count
    var answered: Set<Int> = []
    do throws(CurlError) {
      try mine.send(prompts.map(server.request)) { index, outcome in
        answered.insert(index)
        let (line, tokens) = server.answer(outcome, to: prompts[index])
        budget.settle(reserved[index], used: tokens ?? (0, 0))
        say(line)
      }
    } catch {
      for index in prompts.indices where !answered.contains(index) {
        budget.settle(reserved[index], used: (0, 0))
        say(Server.error("\(error)", prompts[index]))
      }
    }
  }

  private func say(_ line: [UInt8]) {
    output.withLock { _ in
      var rest = line[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { exit(0) }
        rest = rest.dropFirst(count)
      }
    }
  }
}
