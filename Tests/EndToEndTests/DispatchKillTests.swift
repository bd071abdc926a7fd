import Foundation
import Storage
import TestServers
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Real dispatchers, killed and started again and started twice, as a crowded crontab would: counted where messages arrive.
@Suite(.enabled(if: ScriptedServer.isPossible && Tools.areThere("curl"), "skipped: needs python3 and curl"))
struct DispatchKillTests {
  private static let leads = 120

  /// A spool with a first message for each lead, due now, and a webhook that counts.
  private func workplace(_ server: ScriptedServer) throws -> Workplace {
    let workplace = try Workplace(leads: Self.leads)
    workplace.configure(
      #""settle_seconds":0,"window":"always","defaults":{"max_followups":0},"delivery":{"whatsapp":{"sender":"webhook","#
        + #""url":"http://127.0.0.1:\#(server.port)\#(path(of: workplace))","per_day":100000,"unknown":"hold"}}"#)
    let rows = (1...Self.leads).map { "\($0)" }.joined(separator: "\n")
    Files.deliver(Array("lead_id\n\(rows)\n".utf8), to: "all.csv", in: workplace.inbox)
    let end = try workplace.run()
    #expect(end.summary["jobs"] == Double(Self.leads), "\(end.errors)")
    return workplace
  }

  /// Each workplace's own: what a killed dispatcher's curl still sends may reach the next server that gets the port.
  private func path(of workplace: Workplace) -> String { "/count/" + (workplace.root as NSString).lastPathComponent }

  /// How often each job of a workplace arrived.
  private func arrivals(_ server: ScriptedServer, of workplace: Workplace) -> [String: Int] {
    var counts: [String: Int] = [:]
    for request in server.seen where request["path"] as? String == path(of: workplace) {
      guard let headers = request["headers"] as? [String: String], let job = headers["idempotency-key"] else {
        continue
      }
      counts[job, default: 0] += 1
    }
    return counts
  }

  private func jobs(_ workplace: Workplace, _ status: String) throws -> Set<String> {
    let end = try workplace.start("jobs", ["--json", "--status", status]).wait()
    let lines = end.output.split(separator: "\n").map { Workplace.object(Array($0.utf8)) }
    return Set(lines.compactMap { $0["job_id"] as? String })
  }

  private func expectNoneTwiceAndNoneLost(_ workplace: Workplace, _ server: ScriptedServer, _ said: Comment) throws {
    let end = try workplace.start("dispatch").wait()
    #expect(end.status == 0, "\(end.errors)")
    let counts = arrivals(server, of: workplace)
    #expect(counts.values.allSatisfy { $0 == 1 }, said)
    let (sent, held, pending) = try (jobs(workplace, "sent"), jobs(workplace, "failed"), jobs(workplace, "pending"))
    #expect(pending.isEmpty && sent.count + held.count == Self.leads, said)
    // What is held may have arrived or not; all that is called sent has.
    #expect(sent.subtracting(counts.keys).isEmpty, said)
    #expect(Set(counts.keys).subtracting(sent).subtracting(held).isEmpty, said)
    let audit = try workplace.start("audit").wait()
    #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
  }

  @Test("killed at random instants, two at once")
  func killedAtAnyInstant() throws {
    for round in 0..<Rounds.count(2, full: 12) {
      let server = try ScriptedServer("web.py")
      let workplace = try workplace(server)
      for _ in 0..<Rounds.count(4, full: 12) {
        let programs = [try workplace.start("dispatch"), try workplace.start("dispatch")]
        Clock.sleep(Double.random(in: 0.0...0.25))
        for program in programs { program.send(SIGKILL) }
        for program in programs { program.wait() }
      }
      let arrived = arrivals(server, of: workplace).count
      try expectNoneTwiceAndNoneLost(workplace, server, "round \(round), \(arrived) arrived")
    }
  }

  @Test("two at once are one")
  func cronOverlap() throws {
    let server = try ScriptedServer("web.py")
    let workplace = try workplace(server)
    let programs = try (1...3).map { _ in try workplace.start("dispatch") }
    let statuses = programs.map { $0.wait().status }
    #expect(statuses.allSatisfy { $0 == 0 || $0 == 75 } && statuses.contains(0))
    try expectNoneTwiceAndNoneLost(workplace, server, "\(statuses)")
    #expect(try jobs(workplace, "sent").count == Self.leads)
  }

  @Test("killed at any system call", .enabled(if: Strace.isThere, "skipped: strace is not here or may not trace"))
  func killedAtAnySystemCall() throws {
    // The calls by which anything becomes visible or durable, and those that start and hear curl.
    for call in ["openat", "write", "fsync", "renameat2", "read", "wait4", "flock", "close"] {
      for number in stride(from: Rounds.isFull ? 1 : Int.random(in: 1...30), through: 60, by: Rounds.count(60, full: 3))
      {
        let server = try ScriptedServer("web.py")
        let workplace = try workplace(server)
        let killed = try Program(
          ["dispatch", "--config", workplace.configuration],
          launcher: [
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
            "inject=\(call):signal=KILL:when=\(number)",
          ], scratch: workplace.root)
        killed.wait()
        try expectNoneTwiceAndNoneLost(workplace, server, "killed at \(call) \(number)")
      }
    }
  }
}
