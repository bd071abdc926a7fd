internal import Formats
internal import Outreach
internal import Storage
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

/// The desk's thread: feeds the program, hears it, and never believes it.
///
/// Checking an answer takes longer than asking: the next questions go out first, so that the program is never idle while
/// answers that came together are checked, a few at once.
final class WordsClerk {
  private struct Flight {
    var ask: WordsAsk
    var claim: WordsStore.Claim
    var deadline: ContinuousClock.Instant
    var sent: ContinuousClock.Instant
    /// Whether it is asked for the second time.
    var isSecond: Bool
  }

  private let desk: WordsDesk
  private var child: ConversingChild?
  private var flights: [String: Flight] = [:]
  /// Answers that came and are not checked yet.
  private var heard: [(answer: WrittenAnswer, flight: Flight)] = []
  /// What is to be asked again, and why.
  private var refused: [(flight: Flight, fault: AnswerFault)] = []
  /// Answers that may still come to questions that were given up.
  private var late: Set<String> = []
  private var lastHeard = ContinuousClock.now
  /// Others write these; they are looked for again.
  private var elsewhere: [WordsAsk] = []
  private var lookAgain = ContinuousClock.now
  private var restartAfter = ContinuousClock.now
  private var backOff = 0.1

  init(_ desk: WordsDesk) { self.desk = desk }

  private var settings: GeneratorSettings { desk.settings }

  func work() {
    while !desk.state.withLock({ $0.isStopping }) {
      fill()
      let news = listen()
      if let news { misbehave(news) }
      if !heard.isEmpty {
        fill()
        judge()
      }
      expire()
    }
    child?.kill()
    for flight in Array(flights.values) + heard.map(\.flight) + refused.map(\.flight) {
      desk.store.release(flight.claim)
    }
    desk.state.withLock { state in
      state.pending = []
      state.hasThread = false
    }
  }

  // MARK: Questions

  private func fill() {
    let now = ContinuousClock.now
    if !elsewhere.isEmpty, now >= lookAgain {
      let again = elsewhere
      elsewhere = []
      lookAgain = now + .milliseconds(100)
      for ask in again { begin(ask) }
    }
    guard now >= restartAfter else { return }
    while flights.count < settings.concurrency {
      if let again = refused.first {
        refused.removeFirst()
        send(again.flight.ask, again.flight.claim, refused: again.fault.description)
      } else if let ask = next() {
        begin(ask)
      } else {
        return
      }
    }
  }

  private func next() -> WordsAsk? {
    let now = desk.clock()
    return desk.state.withLock { state in
      guard !state.queue.isEmpty else { return nil }
      if state.circuit.isBlocked(now) {
        // Nobody asks now; whoever waits is answered without.
        for ask in state.queue { state.pending.remove(ask.key) }
        state.finished += state.queue.count
        state.queue = []
        return nil
      }
      state.circuit.beginTrying()
      return state.queue.removeFirst()
    }
  }

  private func begin(_ ask: WordsAsk) {
    do throws(FileError) {
      switch try desk.store.claim(ask.key, now: desk.clock()) {
      case .mine(let claim): send(ask, claim, refused: nil)
      case .taken:
        elsewhere.append(ask)
        desk.state.withLock { $0.circuit.stopTrying() }
      case .done:
        end(ask.key)
        desk.state.withLock { $0.circuit.stopTrying() }
      }
    } catch {
      trouble(error.description)
      end(ask.key)
    }
  }

  private func send(_ ask: WordsAsk, _ claim: WordsStore.Claim, refused: String?) {
    if child == nil {
      do throws(FileError) {
        child = try ConversingChild(ChildProgram(settings.command))
      } catch {
        return fallBack(ask, claim: claim, reason: "it cannot be run: \(error)", isBadAnswer: false)
      }
    }
    let id = refused == nil ? "\(ask.key)" : "\(ask.key).2"
    let now = ContinuousClock.now
    flights[id] = Flight(
      ask: ask, claim: claim, deadline: now + .seconds(settings.timeLimit), sent: now, isSecond: refused != nil)
    child?.send(GeneratorLine.bytes(ask.task, id: id, refused: refused))
  }

  // MARK: Answers

  /// What the program did that none may do; nil if it behaves.
  private func listen() -> String? {
    ConversingChild.wait(for: child, wakeUp: desk.wakeUp, milliseconds: patience())
    guard let child else { return nil }
    var lines: [[UInt8]] = []
    let news = child.advance { lines.append($0) }
    for line in lines {
      guard let fault = take(line) else { continue }
      return fault
    }
    switch news {
    case .none: return nil
    case .tooLong: return "it wrote a line without end"
    case .ended(let end, let complaint):
      let how =
        switch end {
        case .exited(let status)?: "it ended with status \(status)"
        case .signalled(let signal)?: "it was ended by signal \(signal)"
        case .timedOut?, nil: "it closed its output"
        }
      return complaint.isEmpty ? how : "\(how): \(complaint)"
    }
  }

  private func patience() -> Int {
    if !heard.isEmpty { return 0 }
    var soonest = ContinuousClock.now + .seconds(5)
    for flight in flights.values { soonest = min(soonest, flight.deadline) }
    if !elsewhere.isEmpty { soonest = min(soonest, lookAgain) }
    let isWaiting = !refused.isEmpty || desk.state.withLock { !$0.queue.isEmpty }
    if isWaiting, restartAfter > ContinuousClock.now { soonest = min(soonest, restartAfter) }
    let left = soonest - ContinuousClock.now
    return Int(left / .milliseconds(1)) + 1
  }

  private func take(_ line: [UInt8]) -> String? {
    if line.allSatisfy({ $0 <= 0x20 }) { return nil }
    guard let reply = GeneratorReply(line: line) else {
      return "it wrote what is no JSON object: \(String(decoding: line.prefix(80), as: UTF8.self))"
    }
    guard let id = reply.id ?? (flights.count == 1 ? flights.keys.first : nil) else {
      return "an answer bears no id, and \(flights.count) are waited for"
    }
    guard let flight = flights.removeValue(forKey: id) else {
      return late.remove(id) == nil ? "it answered what nobody had asked, or twice" : nil
    }
    lastHeard = ContinuousClock.now
    backOff = 0.1
    switch reply.content {
    case .error(let said):
      fallBack(flight.ask, claim: flight.claim, reason: "it could not: \(said)", isBadAnswer: false)
    case .misshapen(let fault): refuse(fault, flight)
    case .answer(let answer): heard.append((answer, flight))
    }
    return nil
  }

  /// How many are checked before others are listened to.
  private static let judgedAtOnce = 8

  private func judge() {
    let next = Array(heard.prefix(Self.judgedAtOnce))
    heard.removeFirst(next.count)
    let answers = next.map { (whole: $0.answer.completed(for: $0.flight.ask.task), task: $0.flight.ask.task) }
    let faults = parallelMap(answers, run: 1) { AnswerCheck($0.task).firstFault(of: $0.whole) }
    for index in next.indices {
      let flight = next[index].flight
      if let fault = faults[index] { refuse(fault, flight) } else { keep(answers[index].whole, flight) }
    }
  }

  private func refuse(_ fault: AnswerFault, _ flight: Flight) {
    if flight.isSecond {
      fallBack(flight.ask, claim: flight.claim, reason: "its words may not go out: \(fault)", isBadAnswer: true)
    } else {
      refused.append((flight, fault))
    }
  }

  private func keep(_ answer: WrittenAnswer, _ flight: Flight) {
    write(.written(answer), ask: flight.ask, claim: flight.claim)
    let wasOpen = desk.state.withLock { state in
      defer { state.circuit.succeed() }
      return state.circuit.state != nil
    }
    if wasOpen { try? desk.store.keep(nil) }
    end(flight.ask.key)
  }

  private func fallBack(
    _ ask: WordsAsk, claim: WordsStore.Claim, reason: String, isBadAnswer: Bool, isCounted: Bool = true
  ) {
    let now = desk.clock()
    write(.fallback(reason, at: now), ask: ask, claim: claim)
    let opened = desk.state.withLock { state in
      let before = state.circuit.state
      state.fallbacks = ((state.fallbacks?.count ?? 0) + 1, reason)
      if isCounted { state.circuit.fail(reason, isBadAnswer: isBadAnswer, at: now) }
      return state.circuit.state == before ? nil : state.circuit.state
    }
    if let opened { try? desk.store.keep(opened) }
    end(ask.key)
  }

  private func write(_ entry: WordsStore.Entry, ask: WordsAsk, claim: WordsStore.Claim) {
    do throws(FileError) {
      try desk.store.keep(entry, for: ask.key, of: ask.task.request.lead.id, at: desk.clock())
      desk.state.withLock { $0.trouble = nil }
    } catch {
      trouble(error.description)
    }
    desk.store.release(claim)
  }

  /// Words that cannot be kept cannot be used: for a while requests fall back.
  private func trouble(_ sentence: String) {
    let until = desk.clock().adding(microseconds: 60_000_000)
    desk.state.withLock { $0.trouble = ("its words cannot be kept: \(sentence)", until) }
  }

  private func end(_ key: WordsKey) {
    desk.state.withLock { state in
      state.pending.remove(key)
      state.finished += 1
    }
  }

  // MARK: Misbehaviour

  /// One that takes too long falls back; if nothing else came meanwhile, the program hangs.
  private func expire() {
    let now = ContinuousClock.now
    for (id, flight) in flights where flight.deadline <= now {
      let seconds = settings.timeLimit
      if lastHeard < flight.sent { return misbehave("it did not answer within \(seconds) s") }
      flights[id] = nil
      late.insert(id)
      fallBack(flight.ask, claim: flight.claim, reason: "it did not answer within \(seconds) s", isBadAnswer: false)
    }
  }

  /// It is ended and begun anew, after a while; what it had in hand falls back.
  private func misbehave(_ reason: String) {
    child?.kill()
    child = nil
    late = []
    let lost = flights
    flights = [:]
    // One death is one failure, however many it takes along.
    for (index, flight) in lost.values.enumerated() {
      fallBack(flight.ask, claim: flight.claim, reason: reason, isBadAnswer: false, isCounted: index == 0)
    }
    if lost.isEmpty, refused.isEmpty, desk.state.withLock({ $0.queue.isEmpty }) { return }
    restartAfter = ContinuousClock.now + .seconds(backOff)
    backOff = min(backOff * 2, 30)
  }
}
