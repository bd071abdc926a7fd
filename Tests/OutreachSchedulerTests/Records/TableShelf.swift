import Testing

@testable import Formats
@testable import Inspection
@testable import Outreach
@testable import Records
@testable import Requests
@testable import Spool
@testable import Storage

/// Roster tables on a simulated disk of their own.
struct TableShelf {
  let files = MemoryFileSystem(MemoryDisk(clock: 0))

  private func withDirectory<Result>(_ body: (Directory) throws -> Result) throws -> Result {
    let directory = try files.openDirectory(at: "")
    defer { files.close(directory) }
    return try body(directory)
  }

  func bytes(of rows: [SortedTable.Row]) throws -> [UInt8] {
    try withDirectory { directory in
      defer { try? files.remove("t", in: directory) }
      let file = try files.create("t", in: directory)
      defer { files.close(file) }
      var writer = SortedTableWriter(file, seed: Roster.Seed(1, 2), expecting: rows.count, files)
      for row in rows { try writer.append(row) }
      let whole = try writer.finish()
      let bytes = try files.readFile("t", in: directory)
      #expect(whole == (bytes.count, Checksum.of(bytes)))
      return bytes
    }
  }

  /// Nil if the bytes are no table.
  func table(of bytes: [UInt8]) throws -> SortedTable? {
    try withDirectory { directory in
      defer { try? files.remove("t", in: directory) }
      try files.createFile("t", in: directory, bytes: bytes)
      return try SortedTable(try files.open("t", in: directory), files)
    }
  }

  /// What would be published, or nil.
  func fold(_ roster: Roster, _ batch: BatchID) throws -> Roster.Fold? {
    try withDirectory { directory in
      let fold = try roster.fold(for: batch, in: directory, files)
      if let fold { try files.remove(BatchFiles.stagedName(fold.name, of: batch), in: directory) }
      return fold
    }
  }

  /// As a batch does that has changed something.
  func publish(_ roster: inout Roster, _ batch: BatchID) throws { roster.adopt(try #require(try fold(roster, batch))) }
}
