import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Several users about one spool: who may write the inbox, whom the worker believes, and root.
@Suite(.enabled(if: Nobody.canRun, "skipped: needs root and setpriv")) struct OtherUsersTests {
  private func place() throws -> Workplace {
    let place = try Workplace(leads: 9)
    place.configure("\"settle_seconds\":0")
    for path in [place.inbox, place.outbox] { chown(path, Nobody.id, Nobody.id) }
    chmod(place.inbox, 0o777)
    return place
  }

  /// Whoever may write the inbox may put directories there; what they say is not done.
  @Test(arguments: [true, false]) func whatAStrangerPlantedIsNotDone(isFirst: Bool) throws {
    let place = try place()
    if !isFirst { #expect(try place.run(launcher: Nobody.launcher).status == 0) }
    let planting = """
      cd \(place.inbox) && { [ ! -e processing ] || mv processing .old; } && mkdir -p -m 777 processing/20261128T100000.000000Z
      echo x > processing/20261128T100000.000000Z/.record
      """
    #expect(Tool.run("setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "sh", "-c", planting))
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    let end = try place.run(launcher: Nobody.launcher)
    #expect(end.status == 74 && end.errors.contains("chown"), "\(end.errors)")
    #expect(place.places(of: "1.json") == ["inbox"])
  }

  /// What root's run has made is the spool's owner's, so that the service goes on with it.
  @Test func rootKeepsTheSpoolsOwner() throws {
    let place = try place()
    for (name, text): (FileName, String) in [("1.json", "{}"), ("2.json", #"{"tone":"?"}"#)] {
      Files.write(Array(text.utf8), to: name, in: place.inbox)
    }
    Files.write(Array("lead_id\n3\n4\n".utf8), to: "fair.csv", in: place.inbox)
    #expect(try place.run().status == 0)
    #expect(Tool.run("sh", "-c", "! find \(place.outbox) ! -uid \(Nobody.id) | grep -q ."))
    #expect(
      Tool.run("sh", "-c", "! find \(place.inbox)/p* \(place.inbox)/failed -type d ! -uid \(Nobody.id) | grep -q ."))
    Files.write(Array("{}".utf8), to: "5.json", in: place.inbox)
    let end = try place.run(launcher: Nobody.launcher)
    #expect(end.status == 0 && end.summary["processed"] == 1, "\(end.errors)")
  }

  /// By root, by a group that drops into an inbox without the setgid bit, and by whoever has no group in common with it.
  @Test(arguments: [
    [], ["setpriv", "--reuid=65533", "--regid=65533", "--groups=65532"],
    ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"],
  ]) func whatAnotherUserDropsIsRead(launcher: [String]) throws {
    let place = try place()
    chown(place.inbox, Nobody.id, 65_532)
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(launcher: Nobody.launcher).status == 0)
    let drop = try place.start("opt-out", ["1", "--reason", "asked on the phone"], launcher: launcher).wait()
    #expect(drop.status == 0, "\(drop.errors)")
    let end = try place.run(launcher: Nobody.launcher)
    #expect(end.status == 0 && end.summary["processed"] == 1, "\(end.output)")
    #expect(try place.start("history", ["1"]).wait().output.contains("asked on the phone"))
  }

  /// Its name says all there is to obey.
  @Test(arguments: ["1.opt-out.json", "1.cancel.json", "1.reply.json"]) func aStopThatCannotBeReadIsObeyed(name: String)
    throws
  {
    let place = try place()
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(launcher: Nobody.launcher).status == 0)
    Files.write(Array("{}".utf8), to: FileName(name), in: place.inbox, mode: 0o600)
    Files.write(Array("{}".utf8), to: "2.sent.json", in: place.inbox, mode: 0o600)
    #expect(try place.run(launcher: Nobody.launcher).summary["processed"] == 1)
    #expect(place.code("2.sent.json") == "UNREADABLE")
    #expect(try place.start("jobs", ["--status", "pending", "--json"]).wait().output.isEmpty)
    #expect(try place.start("audit", launcher: Nobody.launcher).wait().status == 0)
  }

  /// A directory that root made in the program's place is given back; nothing of root's behind a link is.
  @Test func rootGivesBackTheSpoolsDirectories() throws {
    let place = try place()
    let elsewhere = "\(place.root)/elsewhere"
    for path in ["\(place.inbox)/failed", "\(place.outbox)/jobs", elsewhere] { mkdir(path, 0o750) }
    let doctor = try place.start("doctor", launcher: Nobody.launcher).wait()
    #expect(doctor.status == 74 && doctor.output.contains("inbox/failed, \(place.outbox)/jobs"), "\(doctor.output)")
    #expect(try place.run().status == 0)
    Files.write(Array(#"{"tone":"?"}"#.utf8), to: "1.json", in: place.inbox)
    let end = try place.run(launcher: Nobody.launcher)
    #expect(end.status == 0 && end.summary["failed"] == 1, "\(end.errors)")
    #expect(rename("\(place.outbox)/jobs", "\(place.outbox)/old") == 0)
    symlink(elsewhere, "\(place.outbox)/jobs")
    #expect(try place.run().status != 0)
    #expect(Tool.run("sh", "-c", "find \(elsewhere) -uid 0 | grep -q ."))
  }

  /// One dispatch as root does not lock the service's out, nor the worker, be it the first that comes here.
  @Test func rootsDispatchKeepsTheSpoolsOwner() throws {
    let place = try place()
    #expect(try place.start("dispatch").wait().status == 0)
    #expect(
      Tool.run(
        "sh", "-c", "test -e \(place.outbox)/.dispatch && ! find \(place.outbox) ! -uid \(Nobody.id) | grep -q ."))
    place.configure("\"settle_seconds\":0,\"window\":\"always\"")
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(launcher: Nobody.launcher).status == 0)
    #expect(try place.start("dispatch").wait().status == 0)
    #expect(
      Tool.run("sh", "-c", "test -e \(place.outbox)/due && ! find \(place.outbox) ! -uid \(Nobody.id) | grep -q ."))
    for command in ["dispatch", "audit", "doctor"] {
      let end = try place.start(command, launcher: Nobody.launcher).wait()
      #expect(end.status == 0, "\(command): \(end.output)\(end.errors)")
    }
  }

  /// After a run as root of an older version, or a copy by root, the doctor says what the service will not get past.
  @Test(arguments: [".lock", ".dispatch"]) func theDoctorFindsForeignFiles(name: String) throws {
    let place = try place()
    Files.write([], to: ".dispatch", in: place.outbox)
    chown("\(place.outbox)/.dispatch", Nobody.id, Nobody.id)
    Files.write(Array("{}".utf8), to: "1.json", in: place.inbox)
    #expect(try place.run(launcher: Nobody.launcher).status == 0)
    #expect(try place.start("doctor", launcher: Nobody.launcher).wait().status == 0)
    chown("\(place.outbox)/\(name)", 0, 0)
    for launcher in [Nobody.launcher, []] {
      let end = try place.start("doctor", launcher: launcher).wait()
      #expect(end.status == 74 && end.output.contains(name) && end.output.contains("chown"), "\(end.output)")
    }
  }

  @Test(arguments: [
    (0o777, "chmod 3770"), (0o2770, "chmod 3770"), (0o1777, "be it half"), (0o3770, "be it half"),
  ])
  func theDoctorTellsHowAnInboxOfManyShouldBe(mode: Int, advice: String) throws {
    let place = try place()
    chmod(place.inbox, mode_t(mode))
    let end = try place.start("doctor", launcher: Nobody.launcher).wait()
    #expect(end.status == 0 && end.output.contains(advice), "\(end.output)")
  }

  @Test func ownersMayBeGivenByTheirIds() throws {
    let place = try place()
    place.configure("\"settle_seconds\":0,\"allowed_owners\":[65533,\"0\"]")
    for (name, owner): (FileName, uid_t) in [("1.json", 65_533), ("2.json", 0), ("3.json", Nobody.id)] {
      Files.write(Array("{}".utf8), to: name, in: place.inbox)
      chown("\(place.inbox)/\(name)", owner, owner)
    }
    #expect(try place.run().summary["processed"] == 2)
    #expect(place.code("3.json") == "FORBIDDEN_OWNER")
  }
}
