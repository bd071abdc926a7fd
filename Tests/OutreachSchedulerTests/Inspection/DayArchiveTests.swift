import Testing

@testable import Inspection
@testable import Outreach
@testable import Storage

/// The form of an archive.
@Suite struct DayArchiveTests {
  @Test func anArchiveReadsAsItWasWritten() throws {
    let long = Array(String(repeating: "ğ", count: 120).utf8)
    let files: [([UInt8], [UInt8])] = [
      (Array("a/b".utf8), Array("hello".utf8)), (long, Array(repeating: 7, count: 1300)), (Array("empty".utf8), []),
      (Array("block".utf8), Array(repeating: 1, count: 512)),
    ]
    let whole =
      files.flatMap { path, bytes in
        TarStream.header(path: path, size: bytes.count, modified: 1_795_428_912) + bytes
          + TarStream.padding(after: bytes.count)
      } + TarStream.end
    for step in [1, 100, 512, whole.count] {
      var reader = TarReader()
      var found: [TarReader.Member] = []
      for start in stride(from: 0, to: whole.count, by: step) {
        try Array(whole[start..<min(start + step, whole.count)]).withUnsafeBytes { piece in
          try reader.add(piece) { found.append($0) }
        }
      }
      #expect(reader.hasEnded)
      #expect(found.map(\.path) == files.map(\.0))
      #expect(found.map(\.contents) == files.map(\.1))
    }
    var reader = TarReader()
    #expect(throws: TarReader.Fault.self) {
      try Array(repeating: UInt8(9), count: 512).withUnsafeBytes { try reader.add($0) { _ in } }
    }
  }

  @Test func archivesAreKnownByTheirNames() throws {
    let day = try civilDay("2026-08-01")
    for part in [1, 2, 12] { #expect(DayArchive.day(of: DayArchive.name(day, part: part)) == day) }
    for name in ["2026-08-01", "2026-08-01.tar", "2026-08-01.1.tar.gz", "2026-08-01.x.tar.gz", ".2026-08-01.tar.gz"] {
      #expect(DayArchive.day(of: FileName(name)) == nil)
    }
  }
}
