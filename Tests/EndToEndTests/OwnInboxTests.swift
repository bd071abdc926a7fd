import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Inboxes in which something lies or comes to lie that is no request: `--inbox .` where the configuration is, or one in the outbox.
@Suite struct OwnInboxTests {
  @Test(arguments: ["run", "watch"]) func theProgramsOwnFilesAreNoRequests(command: String) throws {
    let place = try Workplace(leads: 3)
    let end = try place.start(command, ["--inbox", place.root]).wait(limit: 10)
    #expect(end.status == 78 && end.errors.contains("lies in the inbox"), "\(end.errors)")
    #expect(Files.read(place.configuration) != nil && Files.read(place.leads) != nil)
    let doctor = try place.start("doctor", ["--inbox", place.root]).wait()
    #expect(doctor.status == 74 && doctor.output.contains("lies in the inbox"), "\(doctor.output)")
  }

  @Test(arguments: [
    (["responses"], "outbox/responses", "outbox"), (["due", "due/whatsapp"], "outbox/due/whatsapp", "outbox"),
    (["processed"], "inbox", "inbox/processed"), (["failed", "failed/out"], "inbox", "inbox/../inbox/failed/out"),
  ]) func neitherLiesInTheOthersOwnDirectories(made: [String], inbox: String, outbox: String) throws {
    let place = try Workplace(leads: 3)
    for name in made { mkdir("\(inbox == "inbox" ? place.inbox : place.outbox)/\(name)", 0o750) }
    let options = ["--inbox", "\(place.root)/\(inbox)", "--outbox", "\(place.root)/\(outbox)"]
    let end = try place.start("run", options).wait(limit: 10)
    #expect(end.status == 78 && end.errors.contains("of its own"), "\(end.errors)")
    let doctor = try place.start("doctor", options).wait()
    #expect(doctor.status == 74 && doctor.output.contains("of its own"), "\(doctor.output)")
  }

  @Test("one beside the other's own directories is nobody's trouble", arguments: ["outbox/inbox", "outbox"])
  func mayLieInTheOutbox(inbox: String) throws {
    let place = try Workplace(leads: 3)
    mkdir("\(place.root)/\(inbox)", 0o750)
    place.configure("\"settle_seconds\":0")
    Files.write(Array("{}".utf8), to: "1.json", in: "\(place.root)/\(inbox)")
    #expect(try place.run(["--inbox", "\(place.root)/\(inbox)"]).summary["processed"] == 1)
  }
}
