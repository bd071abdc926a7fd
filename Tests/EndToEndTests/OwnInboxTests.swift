import Outreach
import Storage
import Testing

/// `--inbox .` in the directory where the configuration lies: it must not be taken for a request.
@Suite struct OwnInboxTests {
  @Test(arguments: ["run", "watch"]) func theProgramsOwnFilesAreNoRequests(command: String) throws {
    let place = try Workplace(leads: 3)
    let end = try place.start(command, ["--inbox", place.root]).wait(limit: 10)
    #expect(end.status == 78 && end.errors.contains("lies in the inbox"), "\(end.errors)")
    #expect(Files.read(place.configuration) != nil && Files.read(place.leads) != nil)
    let doctor = try place.start("doctor", ["--inbox", place.root]).wait()
    #expect(doctor.status == 74 && doctor.output.contains("lies in the inbox"), "\(doctor.output)")
  }
}
