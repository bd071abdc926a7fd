import Foundation
import Requests
import Testing

@testable import OutreachDelivery

@Suite("Programs of the user's own")
struct CommandSenderTests {
  private func outcome(_ script: String, batch: Int = 1, limit: Double = 30) throws -> SenderOutcome? {
    try CommandSender(["sh", "-c", script], batch: batch, timeLimit: limit).outcomes(of: [try Jobs.job()]).first
  }

  @Test(
    "Exit statuses tell, by sysexits.h",
    arguments: [
      (0, .sent), (64, .account), (65, .failed), (67, .failed), (69, .retry), (75, .retry), (77, .account),
      (78, .account),
      (127, .account), (1, .unknown),
    ] as [(Int, SenderOutcome.Kind)])
  func statuses(status: Int, kind: SenderOutcome.Kind) throws {
    #expect(try outcome("cat >/dev/null; echo why >&2; exit \(status)")?.kind == kind)
  }

  @Test("It reads the job, and what it says of it counts before its exit status")
  func lines() throws {
    let script = """
      read -r job; case $job in *Ayşe*) ;; *) exit 78;; esac
      echo '{"job_id":"139-email-1-20261123T101512.345678Z","outcome":"retry","retry_after":60,"error":"busy"}'
      """
    let outcome = try #require(try outcome(script))
    #expect(outcome == SenderOutcome(outcome.job, .retry, error: "busy", retryAfter: 60))
  }

  @Test(
    "What it means to say of the message and nobody can read is not taken for sent",
    arguments: [
      (#"{"outcome":"Failed"}"#, .failed), (#"{"outcome":"bounced"}"#, .unknown), (#"{"outcome":7}"#, .unknown),
      (#"{"job_id":"1-email-1-20261123T101512.345678Z","outcome":"failed"}"#, .unknown),
      (#"{"outcome":"fai"#, .unknown),
      ("{\n  \"outcome\": \"failed\"\n}", .unknown), (#"{"outcome":"retry","retry_after":5}"#, .retry), ("done", .sent),
      (#"{"queued":true}"#, .sent),
    ] as [(String, SenderOutcome.Kind)])
  func unclear(line: String, kind: SenderOutcome.Kind) throws {
    #expect(try outcome("cat >/dev/null; cat <<'END'\n\(line)\nEND")?.kind == kind)
  }

  @Test("Killed or out of time, nobody knows; not there, nothing was sent")
  func doubt() throws {
    #expect(try outcome("kill -9 $$")?.kind == .unknown)
    #expect(try outcome("sleep 600", limit: 0.3)?.kind == .unknown)
    #expect(try CommandSender(["/no/such"]).outcomes(of: [try Jobs.job()]).first?.kind == .account)
  }

  @Test("The sample of ten lines answers every job")
  func sample() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../samples/senders/sender.py")
    let jobs = try (1...5).map { try Jobs.job(lead: "\($0)") }
    let outcomes = try CommandSender(["python3", path.standardizedFileURL.path], batch: 5).outcomes(of: jobs)
    #expect(outcomes.map(\.kind) == [.sent, .sent, .sent, .sent, .sent])
    #expect(outcomes.allSatisfy { $0.providerID != nil })
  }

  @Test(
    "Whose wish it is to be left alone is not lost by a hyphen",
    arguments: ["OPTED_OUT", "Opted_Out", "opt_out", "opted-out", "optout", "optedOut"])
  func cause(text: String) {
    let line = Array(
      #"{"job_id":"1","outcome":"FAILED","cause":"\#(text)","provider_id":123,"retry_after":"90.5"}"#.utf8)
    let outcome = SenderOutcome(line: line)
    #expect(outcome?.cause == .optedOut && outcome?.error == nil)
    #expect(outcome?.providerID == "123" && outcome?.retryAfter == 91)
  }

  @Test("A cause that is none is told")
  func unknownCause() {
    let outcome = SenderOutcome(line: Array(#"{"job_id":"1","outcome":"failed","cause":"moon"}"#.utf8))
    #expect(outcome?.cause == nil && outcome?.error?.contains("moon") == true)
  }
}
