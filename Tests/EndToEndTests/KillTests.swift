import Outreach
import Records
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program killed while it works: nothing lost, nothing doubled, nothing left lying about.
struct KillTests {
  @Test("killed at random instants under load", arguments: [["run"], ["watch"], ["run", "watch"]])
  func killedUnderLoad(commands: [String]) throws {
    let kills = Rounds.count(commands.count == 1 ? 8 : 6, full: 60)
    let workplace = try Workplace(leads: 40_000)
    let traffic = Traffic()
    let startUp = try workplace.run().seconds
    let feeder = Feeder(traffic, into: workplace.inbox)

    var done = 0
    let deadline = Clock.seconds() + patience * (Rounds.isFull ? 3 : 1)
    while done < kills || traffic.count < 150, Clock.seconds() < deadline {
      let programs = try commands.map { try workplace.start($0, $0 == "run" ? ["--wait", "0.1"] : []) }
      Clock.sleep(Double.random(in: 0.5...1.0) * startUp + Double.random(in: 0...0.06))
      for program in programs { program.send(SIGKILL) }
      for program in programs where program.wait().signal == SIGKILL { done += 1 }
    }
    feeder.stop()
    #expect(done >= kills, "only \(done) processes were still running when they were killed")
    #expect(traffic.count >= 150)

    try finish(workplace)
    let problems = SpoolAudit(workplace, dropped: traffic.dropped).problems()
    #expect(problems.isEmpty, "after \(done) kills and \(traffic.count) requests")
    let refusedForNothing = SpoolListing(inbox: workplace.inbox).errorFiles.filter {
      String(decoding: $0.bytes, as: UTF8.self).contains("INTERNAL")
    }
    #expect(refusedForNothing.isEmpty, "a killed machine is nobody's fault")
    try expectEveryoneIsKnown(workplace, traffic)
  }

  /// What was planned before a kill is known after it: the roster stands as the calendar does.
  private func expectEveryoneIsKnown(_ workplace: Workplace, _ traffic: Traffic) throws {
    let accepted = SpoolListing(inbox: workplace.inbox).requests.filter { $0.place == .processed }
    let again = accepted.compactMap { request -> String? in
      String(decoding: request.name.bytes, as: UTF8.self).split(whereSeparator: { "@.".contains($0) }).first.map(
        String.init)
    }
    for lead in again {
      Files.deliver(
        Array(#"{"channel":["whatsapp","email"]}"#.utf8), to: FileName("\(lead)@again.json"), in: workplace.inbox)
    }
    let end = try workplace.run()
    #expect(end.summary["failed"] == Double(again.count))
    #expect(end.summary["processed"] == 0, "a lead with pending messages got a second sequence")
  }
}

/// Runs until nothing waits any more.
func finish(_ workplace: Workplace) throws {
  for _ in 1...5 {
    let end = try workplace.run()
    #expect(end.status == 0, "\(end.errors)")
    if end.summary["not_ready"] == 0 { return }
    Clock.sleep(0.3)
  }
}

/// Drops request after request on a thread of its own.
final class Feeder: Sendable {
  private let stopped = Stop()
  private let thread: Background

  /// - Parameter pause: seconds between two requests.
  init(_ traffic: Traffic, into inbox: String, from first: Int = 1, pause: Double = 0.003) {
    let stopped = stopped
    thread = Background {
      var lead = first
      while !stopped.isSet {
        traffic.drop(lead, into: inbox)
        lead += 1
        Clock.sleep(pause)
      }
    }
  }

  func stop() {
    stopped.set()
    thread.join()
  }
}
