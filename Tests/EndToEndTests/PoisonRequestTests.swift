import Outreach
import Storage
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A request that brings the answering process down is found and refused; the others are answered.
struct PoisonRequestTests {
  /// With so little memory that one request is too much: 350,000 values in a megabyte.
  @Test("a request that the process dies of is refused after two deaths, and its neighbours are answered")
  func tooMuchForTheMemory() throws {
    let deadly = Array(("{\"lead\":{\"custom\":{\"a\":[" + String(repeating: "[],", count: 340_000) + "[]]}}}").utf8)
    guard let limit = try memoryLimit(deadly) else {
      try Test.cancel("no memory limit separates an ordinary request from a deadly one here")
    }
    let workplace = try spool([("1.json", Array("{}".utf8)), ("2.json", deadly), ("3.json", Array("{}".utf8))])

    let first = try workplace.run(launcher: limited(limit))
    #expect(first.signal != nil && first.signal != SIGKILL, "\(first.output)\(first.errors)")
    #expect(!Files.list("\(workplace.inbox)/processing").isEmpty, "it died with the batch in hand")
    let second = try workplace.run(launcher: limited(limit))
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.summary["processed"] == 2)
    #expect(second.summary["failed"] == 1)
    #expect(workplace.code("2.json") == "INTERNAL")
    let dropped: [FileName: [[UInt8]]] = [
      "1.json": [Array("{}".utf8)], "2.json": [deadly], "3.json": [Array("{}".utf8)],
    ]
    #expect(SpoolAudit(workplace, dropped: dropped).problems().isEmpty)
  }

  private func spool(_ requests: [(FileName, [UInt8])]) throws -> Workplace {
    let workplace = try Workplace(leads: 5)
    workplace.configure("\"settle_seconds\":0")
    for (name, bytes) in requests { Files.write(bytes, to: name, in: workplace.inbox) }
    return workplace
  }

  private func limited(_ kilobytes: Int) -> [String] {
    ["env", "SWIFT_BACKTRACE=enable=no", "sh", "-c", "ulimit -c 0; ulimit -v \(kilobytes); exec \"$@\"", "sh"]
  }

  /// An address space in which the program answers an ordinary request and dies of the deadly one; nil where there is
  /// none, as where such limits are not kept.
  private func memoryLimit(_ deadly: [UInt8]) throws -> Int? {
    func survives(_ bytes: [UInt8], _ kilobytes: Int) throws -> Bool {
      try spool([("1.json", bytes)]).run(launcher: limited(kilobytes)).status == 0
    }
    var (low, high) = (20_000, 400_000)
    guard try survives(deadly, high), try !survives(deadly, low) else { return nil }
    while high - low > 2_000 {
      let middle = (low + high) / 2
      if try survives(deadly, middle) { high = middle } else { low = middle }
    }
    let limit = low - 2_000
    return try survives(Array("{}".utf8), limit) ? limit : nil
  }
}
