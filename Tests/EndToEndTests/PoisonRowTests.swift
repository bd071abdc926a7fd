import Formats
import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A row that brings the answering process down is found and refused; the file's others are answered.
struct PoisonRowTests {
  /// With so little memory that one row is too much: 350,000 values in a megabyte.
  private static let deadly =
    "{\"lead_id\":2,\"lead\":{\"custom\":{\"a\":[" + String(repeating: "[],", count: 340_000) + "[]]}}}\n"

  @Test("a row that the process dies of is refused after two deaths, and its neighbours are answered")
  func tooMuchForTheMemory() throws {
    guard let limit = try memoryLimit() else {
      try Test.cancel("no memory limit separates an ordinary row from a deadly one here")
    }
    let workplace = try spool("{\"lead_id\":1}\n" + Self.deadly + "{\"lead_id\":3}\n")
    let first = try workplace.run(launcher: limited(limit))
    #expect(first.signal != nil && first.signal != SIGKILL, "\(first.output)\(first.errors)")
    #expect(workplace.places(of: "fair.ndjson") == ["processing"], "it died with the file in hand")
    let second = try workplace.run(launcher: limited(limit))
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.summary["rows_accepted"] == 2)
    #expect(second.summary["rows_rejected"] == 1)
    let lines = try #require(workplace.response("fair.ndjson")).split(separator: 0x0A).map { Array($0) }
    let codes = try lines.map { try JSONValue(parsing: $0)["error"]?["code"]?.string ?? "ok" }
    #expect(codes == ["ok", "INTERNAL", "ok"])
    let audit = try workplace.start("audit").wait()
    #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
  }

  private func spool(_ rows: String) throws -> Workplace {
    let workplace = try Workplace(leads: 5)
    workplace.configure("\"settle_seconds\":0,\"limits\":{\"row_bytes\":2000000}")
    Files.write(Array(rows.utf8), to: "fair.ndjson", in: workplace.inbox)
    return workplace
  }

  private func limited(_ kilobytes: Int) -> [String] {
    // Threads would take most of the address space, by their stacks and their parts of the heap.
    [
      "env", "SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=1", "sh", "-c",
      "ulimit -s 512; ulimit -c 0; ulimit -v \(kilobytes); exec \"$@\"", "sh",
    ]
  }

  /// An address space in which the program answers an ordinary row and dies of the deadly one; nil where there is none,
  /// as where such limits are not kept.
  private func memoryLimit() throws -> Int? {
    func survives(_ rows: String, _ kilobytes: Int) throws -> Bool {
      try spool(rows).run(launcher: limited(kilobytes), limit: 10).status == 0
    }
    var (low, high) = (20_000, 300_000)
    guard try survives(Self.deadly, high), try !survives(Self.deadly, low) else { return nil }
    while high - low > 4_000 {
      let middle = (low + high) / 2
      if try survives(Self.deadly, middle) { high = middle } else { low = middle }
    }
    // The process that looks for the row needs less than the one that answers the file, and must die of it, too.
    let limit = low - 8_000
    return try survives("{\"lead_id\":1}\n", limit) ? limit : nil
  }
}
