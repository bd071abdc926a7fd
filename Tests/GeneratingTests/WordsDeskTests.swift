import Foundation
internal import Generating
internal import Outreach
internal import Storage
import Testing

/// Whatever the program does, every request ends as written or as fallen back, and soon.
@Suite(.timeLimit(.minutes(5))) struct WordsDeskTests {
  /// How each kind of program ends, and a word of the reason.
  static let misbehaving: [(mode: String, reason: String)] = [
    ("lie", "in no fact"), ("error", "no words today"), ("die", "something broke"), ("hang", "did not answer"),
    ("garbage", "no JSON object"), ("broken-json", "no JSON object"), ("babble", "line without end"),
    ("stranger", "nobody had asked"), ("wrong-type", "schema"),
  ]

  @Test(arguments: misbehaving.indices)
  func misbehaviourFallsBack(_ index: Int) throws {
    let (mode, reason) = Self.misbehaving[index]
    let world = try DeskWorld(mode)
    defer { world.remove() }
    let ask = try world.ask(1)
    world.finish([ask])
    guard case .fallback(let said, _)? = world.store.find(ask.key) else {
      Issue.record("\(mode): nothing has fallen back")
      return
    }
    #expect(said.contains(reason), "\(mode): \(said)")
  }

  @Test(arguments: ["good", "mend", "no-id", "slow"]) func whatIsGoodIsKept(_ mode: String) throws {
    let world = try DeskWorld(mode)
    defer { world.remove() }
    let ask = try world.ask(1)
    world.finish([ask])
    guard case .written(let answer)? = world.store.find(ask.key) else {
      Issue.record("\(mode): \(String(describing: world.store.find(ask.key)))")
      return
    }
    #expect(answer.steps.map(\.message) == ask.task.draft.steps.map(\.message))
    #expect(world.lines == (mode == "mend" ? 2 : 1))
  }

  @Test func answersInAnyOrderFindTheirRequests() throws {
    let world = try DeskWorld("reverse")
    defer { world.remove() }
    let asks = [try world.ask(1), try world.ask(2)]
    world.finish(asks)
    for ask in asks {
      guard case .written(let answer)? = world.store.find(ask.key) else {
        Issue.record("nothing was written")
        return
      }
      #expect(answer.steps[0].message == ask.task.draft.steps[0].message)
    }
  }

  @Test func wordsForOnePersonNeverGoToAnother() throws {
    let world = try DeskWorld("swap")
    defer { world.remove() }
    let asks = [try world.ask(1), try world.ask(2)]
    world.finish(asks)
    for ask in asks {
      guard case .fallback(let reason, _)? = world.store.find(ask.key) else {
        Issue.record("it was believed")
        return
      }
      #expect(reason.contains("greeting"))
    }
  }

  @Test func oneAnswerTooManyRestartsIt() throws {
    let world = try DeskWorld("twice")
    defer { world.remove() }
    let first = try world.ask(1)
    world.finish([first])
    guard case .written? = world.store.find(first.key) else {
      Issue.record("the first answer was good")
      return
    }
    world.finish([try world.ask(2), try world.ask(3)])
    #expect(world.desk.pendingCount == 0)
  }

  @Test func othersAreAskedAgainAfterADeath() throws {
    let world = try DeskWorld("die-on-2", concurrency: 1)
    defer { world.remove() }
    let asks = try (1...4).map { try world.ask($0) }
    world.finish(asks)
    let written = asks.map { ask in if case .written? = world.store.find(ask.key) { true } else { false } }
    #expect(written == [true, false, true, true])
  }

  @Test func oneThatIsSlowDoesNotCostTheOthers() throws {
    let world = try DeskWorld("hang-on-2", concurrency: 4)
    defer { world.remove() }
    let asks = try (1...4).map { try world.ask($0) }
    world.finish(asks)
    #expect(asks.count { ask in if case .written? = world.store.find(ask.key) { true } else { false } } >= 2)
    #expect(world.desk.pendingCount == 0)
  }

  @Test func theCircuitOpensAndIsRemembered() throws {
    let world = try DeskWorld("error", concurrency: 1)
    defer { world.remove() }
    world.finish(try (1...8).map { try world.ask($0) })
    #expect(world.desk.blockage(DeskWorld.now)?.contains("no words today") == true)
    // Fewer were asked than wanted, and another worker knows it.
    #expect(world.lines == 5)
    let other = WordsDesk(world.desk.settings, store: world.store) { DeskWorld.now }
    #expect(other.blockage(DeskWorld.now) != nil)
    #expect(other.blockage(DeskWorld.now.adding(microseconds: 60_000_000)) == nil)
  }

  @Test func twoWorkersPayOnce() throws {
    let world = try DeskWorld("slow")
    defer { world.remove() }
    let ask = try world.ask(1)
    let second = WordsDesk(
      world.desk.settings, store: WordsStore(outbox: world.root, files: POSIXFileSystem())
    ) { DeskWorld.now }
    world.desk.add([ask])
    second.add([ask])
    DeskWorld.wait { world.desk.pendingCount + second.pendingCount == 0 }
    second.stop()
    #expect(world.lines == 1)
  }

  @Test func stoppingTakesNoTime() throws {
    let world = try DeskWorld("hang")
    defer { world.remove() }
    world.desk.add([try world.ask(1)])
    DeskWorld.wait { world.lines == 1 }
    world.desk.stop()
    #expect(world.desk.pendingCount == 0)
  }

  @Test func aLeadsWordsAreErasedAndOldOnesPruned() throws {
    let world = try DeskWorld("good")
    defer { world.remove() }
    let asks = try [1, 11, 111].map { try world.ask($0) }
    world.finish(asks)
    let lead = try #require(LeadID("11"))
    #expect(try world.store.names(of: lead).count == 1)
    #expect(try world.store.erase(lead) == 1)
    #expect(world.store.find(asks[1].key) == nil)
    #expect(world.store.find(asks[0].key) != nil)
    try world.store.prune(now: FileTime(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9)), days: 30, bytes: 1_000)
    #expect([asks[0], asks[2]].count { world.store.find($0.key) != nil } <= 1)
  }

  @Test func whatTheLawWantsIsAddedIfItIsMissing() throws {
    let lead = CheckWorld.leads[0]
    let task = try CheckWorld.task(lead, .tr, .whatsapp, followUps: 0)
    let step = CheckWorld.dressed(GoodTexts.turkishOpenings[0], task.draft.steps[0], lead)
    let whole = WrittenAnswer(steps: [step]).completed(for: task)
    #expect(whole.steps[0].message.contains("Ufuk Yazılım A.Ş."))
    #expect(whole.steps[0].message.contains("0123456789012345"))
    #expect(AnswerCheck(task).faults(of: whole) == [])
  }
}
