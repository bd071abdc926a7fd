import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Modification times that anybody may give a file and no 64-bit count of nanoseconds reaches.
@Suite struct FarTimesTests {
  @Test(arguments: [-67_768_040_609_740_800, -11_676_096_000, 10_413_792_000, 253_402_300_800, .max])
  func aFileFromAnotherAgeIsAnsweredLikeAnyOther(second: Int) throws {
    let place = try Workplace(leads: 9)
    for name: FileName in ["1.json", "2.json", ".hidden"] {
      Files.write(Array("{}".utf8), to: name, in: place.inbox)
    }
    #expect(mkdir("\(place.inbox)/directory", 0o755) == 0)
    let stamp = timespec(tv_sec: second, tv_nsec: 999_999_999)
    for name in ["2.json", ".hidden", "directory"] {
      _ = utimensat(AT_FDCWD, "\(place.inbox)/\(name)", [stamp, stamp], 0)
    }
    let status = try place.start("status").wait()
    #expect(status.status != nil, "\(status.errors)")
    let end = try place.run()
    #expect(end.status == 0 && end.summary["processed"] == 2, "\(end.output)\(end.errors)")
    for command in ["status", "audit"] {
      let end = try place.start(command).wait()
      #expect(end.status == 0, "\(command): \(end.errors)")
    }
  }
}
