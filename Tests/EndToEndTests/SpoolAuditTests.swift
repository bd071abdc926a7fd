import Foundation
import Inspection
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The audit that all the others trust: it must see each kind of damage.
struct SpoolAuditTests {
  struct Damage: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var expected: String
    /// Shell, run in the spool's root with the batch directories as $p (processed) and $f (failed).
    var script: String

    init(_ title: String, _ expected: String, _ script: String) {
      (testDescription, self.expected, self.script) = (title, expected, script)
    }
  }

  static let damages: [Damage] = [
    Damage("a request is gone", "1.json was dropped 1 times and is there 0 times", "rm $p/1.json"),
    Damage("a request is there twice", "1.json is there 2 times", "cp $p/1.json inbox/1.json"),
    Damage("a request has changed", "1.json has not the bytes", "echo >> $p/1.json"),
    Damage("a request was left unanswered", "still in the inbox", "mv $p/1.json inbox/"),
    Damage("a batch was left", "still in processing", "mv $p inbox/processing/"),
    Damage("an empty batch was left", "is left", "mkdir inbox/processing/20261123T101512.345678Z"),
    Damage("a refused request was accepted", "says otherwise", "mv $f/2.json $p/"),
    Damage("a response is gone", "1.json has no response", "rm outbox/responses/1.json"),
    Damage("a response is cut", "no envelope", "truncate -s -5 outbox/responses/1.json"),
    Damage(
      "a response is another's", "calendar and the response differ",
      "cp outbox/responses/3@r.json outbox/responses/1.json"),
    Damage("an error file is gone", ".error.json", "rm $f/2.error.json"),
    Damage("an error file differs", "is not the response", "echo >> $f/2.error.json"),
    Damage("a staged file is left", "is left", "touch outbox/responses/.20261123T101512.345678Z~1.json"),
    Damage(
      "a staged calendar is left", "is left",
      "touch $(dirname $(ls outbox/jobs/*/*.ndjson | head -1))/.20261123T101512.345678Z~x"),
    Damage(
      "a job is there twice", "is there twice", "j=$(ls outbox/jobs/*/*.ndjson | head -1); cat $j $j > j; mv j $j"),
    Damage(
      "a job is gone", "calendar and the response differ", "j=$(ls outbox/jobs/*/*.ndjson | head -1); sed -i 1d $j"),
    Damage("a job is torn", "no job", "truncate -s -9 $(ls outbox/jobs/*/*.ndjson | head -1)"),
    Damage(
      "a lead has two sequences", "active sequences",
      "j=$(ls outbox/jobs/*/*.ndjson | head -1); head -1 $j | sed 's/-2[0-9T.]*Z/-20200101T000000.000000Z/g' >> $j"),
    Damage(
      "jobs of nobody", "belong to no accepted request",
      "j=$(ls outbox/jobs/*/*.ndjson | head -1); head -1 $j | sed 's/-2[0-9T.]*Z/-20200101T000000.000000Z/g' >> $j"),
    Damage(
      "an answer that nobody asked for", "answers no request", "cp outbox/responses/1.json outbox/responses/9.json"),
  ]

  @Test("damage is seen", arguments: damages)
  func damage(_ damage: Damage) throws {
    let workplace = try Workplace(leads: 5)
    workplace.configure("\"settle_seconds\":0")
    let traffic = Traffic()
    traffic.drop(Array("{}".utf8), as: "1.json", into: workplace.inbox)
    traffic.drop(Array(#"{"tone":"?"}"#.utf8), as: "2.json", into: workplace.inbox)
    traffic.drop(Array(#"{"channel":"email"}"#.utf8), as: "3@r.json", into: workplace.inbox)
    try workplace.run()
    let audit = { SpoolAudit(workplace, dropped: traffic.dropped).problems() }
    #expect(audit().isEmpty)
    let find = "cd \(workplace.root); p=$(ls -d inbox/processed/*/*); f=$(ls -d inbox/failed/*/*); "
    #expect(Tool.run("sh", "-c", find + damage.script))
    let problems = audit()
    #expect(problems.contains { $0.contains(damage.expected) }, "\(problems)")
  }
}
