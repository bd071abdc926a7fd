import Outreach
import Testing

@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// Times of files and clocks from outside of every calendar.
@Suite struct HostileTimesTests {
  private static let far: [Int64] = [.min, -62_135_596_800, -9_300_000_000, 0, 9_300_000_000, 253_402_300_799, .max]

  @Test(arguments: far, far)
  func spansOfFileTimesSaturate(_ a: Int64, _ b: Int64) {
    let (first, second) = (FileTime(seconds: a, nanoseconds: 999_999_999), FileTime(seconds: b))
    let span = first.nanoseconds(since: second)
    #expect(a > b ? span > 0 : a < b ? span < 0 : span == 999_999_999)
    for span in [Int64.min, -1, 1, .max] {
      let moved = first.adding(nanoseconds: span)
      #expect(span < 0 ? moved <= first : moved >= first)
    }
  }

  @Test func fileTimesCountLikeClocks() {
    #expect(FileTime(nanoseconds: -1) == FileTime(seconds: -1, nanoseconds: 999_999_999))
    #expect(FileTime(seconds: 1).adding(nanoseconds: -1) == FileTime(seconds: 0, nanoseconds: 999_999_999))
    #expect(FileTime(seconds: 3).nanoseconds(since: FileTime(seconds: 1, nanoseconds: 5)) == 1_999_999_995)
    #expect(FileTime(Timestamp(microseconds: -1)) == FileTime(seconds: -1, nanoseconds: 999_999_000))
  }

  private static func spool(lock: String) throws -> MemoryFileSystem {
    var world = SimulatedSpool()
    try world.drop("1.json")
    let inode = try world.disk.make(.regular, ".lock", in: try world.disk.find(path: "outbox"))
    world.disk.setBytes(Array("\(lock)\n".utf8), of: inode)
    return world.files()
  }

  /// A clock that says the last instant there is leaves no later name for a batch.
  @Test func atTheEndOfTimeNothingIsNamedTwice() throws {
    let files = try Self.spool(lock: "\(BatchID(time: .last))")
    let error = #expect(throws: SpoolError.self) { try SimulatedSpool.settle(files) }
    #expect(error?.description.contains("year 9999") == true)
    #expect(files.snapshot.list("inbox").contains("1.json"))
  }

  /// The lock file's hint is believed as long as there are later names.
  @Test func aLockFileFromTheFutureOrdersWhatComes() throws {
    let tally = try SimulatedSpool.settle(try Self.spool(lock: "99990101T000000.000000Z"))
    #expect(tally.processed == 1 && tally.troubles.isEmpty)
  }

  @Test(arguments: ["rows=9223372036854775807", "offset=18446744073709551615", "line=9007199254740993"])
  func countsThatNoFileCanHaveAreNoProgress(_ word: String) {
    #expect(BulkProgress(words: [word]) == nil)
  }
}
