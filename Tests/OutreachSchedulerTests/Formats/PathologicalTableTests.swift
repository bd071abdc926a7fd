import Testing

@testable import Formats
@testable import Outreach
@testable import Requests
@testable import Spool

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that are no tables: a clear error, in bounded time and memory.
struct PathologicalTableTests {
  /// Gives the same bytes for ever, or a count of bytes in all, and remembers how many were asked for.
  private final class Synthetic {
    private let beginning: [UInt8]
    private let filling: UInt8
    private let total: Int
    private(set) var given = 0

    init(_ beginning: String = "", then filling: Character, total: Int) {
      self.beginning = Array(beginning.utf8)
      self.filling = filling.asciiValue ?? 0
      self.total = total
    }

    func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(buffer.count, total - given)
      for i in 0..<count { buffer[i] = given + i < beginning.count ? beginning[given + i] : filling }
      given += count
      return count
    }
  }

  private static let gigabyte = 1 << 30

  /// Of this thread, since a machine that is busy with other tests keeps it waiting.
  private func processorSeconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }

  /// A minute is a thousand times what any of them takes.
  private func expectSoon(_ body: () -> Void) { #expect(processorSeconds(body) < 60) }

  private func failure(_ source: @escaping CSVReader.Source, rowBytes: Int = 1 << 20) -> CSVError? {
    do {
      var reader = CSVReader(rowBytes: rowBytes, source: source)
      while try reader.next() {}
      return nil
    } catch {
      return error as? CSVError
    }
  }

  private func failure(_ bytes: [UInt8]) -> CSVError? { failure(Pieces(bytes, size: .max).read) }

  @Test func aGigabyteWithoutLineEnd() {
    expectSoon {
      for beginning in ["", "lead_id,company\n1,"] {
        let file = Synthetic(beginning, then: "x", total: Self.gigabyte)
        let error = failure(file.read)
        #expect(error?.reason == .rowTooLong && error?.line == (beginning.isEmpty ? 1 : 2))
        // No more was read than a row may have and a buffer holds.
        #expect(file.given <= 4 << 20)
      }
    }
  }

  @Test func oneUnclosedQuote() {
    expectSoon {
      let file = Synthetic("lead_id,company\n1,x\n2,\"", then: "\n", total: Self.gigabyte)
      let error = failure(file.read)
      #expect(error?.reason == .unclosedQuote && error?.line == 3 && file.given <= 4 << 20)
      let small = failure(Array("lead_id,company\n1,x\n2,\"Hane\n3,y\n".utf8))
      #expect(small?.reason == .unclosedQuote && small?.line == 3)
      // Quotes that open again and again, each a row of its own until the limit.
      let header = failure(Synthetic("\"", then: ",", total: Self.gigabyte).read)
      #expect(header?.reason == .unclosedQuote && header?.line == 1)
    }
  }

  @Test func aMillionColumns() {
    expectSoon {
      let file = Synthetic("lead_id", then: ",", total: 1_000_000)
      #expect(failure(file.read)?.reason == .tooManyColumns)
      let row = Synthetic("lead_id,a\n1", then: ",", total: 1_000_000)
      let error = failure(row.read)
      #expect(error?.reason == .tooManyColumns && error?.line == 2)
      // As many as there may be are read.
      let most = String(repeating: ",", count: CSVScanner.maximumColumns - 1) + "\n"
      #expect(failure(Array(most.utf8)) == nil)
    }
  }

  @Test func nothingButLineEnds() {
    expectSoon {
      let file = Synthetic("lead_id\n", then: "\n", total: 1 << 22)
      #expect(failure(file.read) == nil && file.given == 1 << 22)
    }
  }

  @Test func binary() {
    let workbook: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00] + Array(repeating: 0xA7, count: 4_000)
    #expect(failure(workbook)?.reason == .notText)
    #expect(failure([0, 0, 0])?.reason == .notText)
    #expect(failure([0xFE, 0xFF] + [0x00, 0x61]) == nil && failure([0xFF, 0xFE] + [0x00, 0x00])?.reason == .notText)
    // Any bytes at all: an error or rows, and an end.
    var random = SeededRandom(seed: 33)
    for _ in 0..<200 {
      _ = failure((0..<(random.next() % 3_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }
  }

  @Test func emptyAndHeaderOnly() throws {
    #expect(failure([]) == nil && failure([0xEF, 0xBB, 0xBF]) == nil)
    var reader = CSVReader(source: Pieces(Array("lead_id,company".utf8), size: .max).read)
    #expect(try reader.next() && reader.strings == ["lead_id", "company"])
    #expect(try !reader.next())
  }

  @Test func rowsBeyondTheLimit() throws {
    func read(_ cell: Int) throws -> [[String]] {
      let text = "lead_id,a\n1,\(String(repeating: "x", count: cell))\n2,y\n"
      var reader = CSVReader(rowBytes: 1_000, chunk: 64, source: Pieces(Array(text.utf8), size: .max).read)
      var rows: [[String]] = []
      while try reader.next() { rows.append(reader.strings) }
      return rows
    }
    #expect(try read(1_000 - 3).count == 3)
    do {
      _ = try read(1_000 - 2)
      Issue.record("a row of 1,001 bytes was read")
    } catch let error as CSVError {
      #expect(error.reason == .rowTooLong && error.line == 2)
    }
  }

  @Test func whatIsSaid() {
    func code(_ bytes: [UInt8]) -> RefusalCode? { failure(bytes).map { Refusal($0).code } }
    #expect(code(Array("a,\"b".utf8)) == .invalidCSV && code([0x61, 0x0A, 0xC8, 0xE2, 0xE0, 0xED]) == .invalidEncoding)
  }
}
