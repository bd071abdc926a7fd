import Foundation
import Outreach
import Testing

@testable import Formats
@testable import Leads

/// A directory that goes away with the test.
final class ScratchDirectory {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/lead-book-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }
}

struct LeadBookTests {
  private let directory: ScratchDirectory

  init() throws { directory = try ScratchDirectory() }

  private func ids(_ texts: String...) -> [LeadID] { texts.compactMap(LeadID.init) }

  /// The companies found, by id.
  private func companies(_ book: inout LeadBook, _ ids: [LeadID]) throws -> [String: String] {
    let answer = try book.facts(for: ids)
    return Dictionary(uniqueKeysWithValues: answer.facts.map { ($0.key.text, $0.value[.company] ?? "") })
  }

  /// Long enough for the file system's clock to move on, so that the index may be kept.
  private func settle() { usleep(70_000) }

  @Test(arguments: [
    ("leads.csv", "\u{FEFF}company;lead_id\r\nHane;139\r\nÇınar;00139\r\n\"a\nb\";x-1\r\n"),
    ("leads.tsv", "lead_id\tcompany\n139\tHane\n00139\tÇınar\nx-1\t\"a\nb\"\n"),
    (
      "leads.ndjson",
      "{\"lead_id\":139,\"company\":\"Hane\"}\n\n{\"company\":\"Çınar\",\"lead_id\":\"00139\"}\n{\"Record ID\":\"x-1\",\"company\":\"a\\nb\"}"
    ),
    (
      "leads",
      "{\"id\":139,\"company\":\"Hane\"}\n{\"id\":\"00139\",\"x\":{\"lead_id\":1,\"y\":[\"}\"]},\"company\":\"Çınar\"}\n{\"id\":\"x-1\",\"company\":\"a\\nb\"}\n"
    ),
    (
      "marked",
      "\u{FEFF}{\"id\":139,\"company\":\"Hane\"}\n{\"id\":\"00139\",\"company\":\"Çınar\"}\n{\"id\":\"x-1\",\"company\":\"a\\nb\"}\n"
    ),
    ("book", "lead_id,company\n139,Hane\n00139,Çınar\nx-1,\"a\nb\"\n"),
  ])
  func files(name: String, text: String) throws {
    let path = try directory.write(name, text)
    settle()
    for isLongRunning in [false, true] {
      var book = LeadBook(paths: [path], isLongRunning: isLongRunning, clock: MachineClock.now)
      try book.prepare()
      for _ in 0..<3 {
        #expect(
          try companies(&book, ids("139", "00139", "x-1", "7", "139")) == [
            "139": "Hane", "00139": "Çınar", "x-1": "a\nb",
          ])
      }
    }
  }

  @Test func directoryOfLeads() throws {
    try directory.write("139.json", #"{"company":"Hane","phone":"0532 111 22 33"}"#)
    try directory.write("7.json", #"{"company":"#)
    try directory.write("8.json", "[]")
    try directory.write("9.json", "{\"notes\":\"" + String(repeating: "x", count: 2000) + "\"}")
    try FileManager.default.createDirectory(atPath: directory.path + "/10.json", withIntermediateDirectories: true)
    mkfifo(directory.path + "/11.json", 0o600)
    var book = LeadBook(paths: [directory.path], rowBytes: 1000, clock: MachineClock.now)
    let answer = try book.facts(for: ids("139", "7", "8", "9", "10", "11", "12"))
    #expect(answer.facts.count == 1 && answer.facts.values.first?[.company] == "Hane")
    #expect(Set(answer.unreadable.keys.map(\.text)) == ["7", "8", "9", "10", "11"])
    #expect(answer.unreadable.values.allSatisfy { $0.hasSuffix(".") && $0.contains(directory.path) })
  }

  @Test func severalBooksByFact() throws {
    let first = try directory.write("a.csv", "lead_id,company,city,plan\n1,A,,x\n2,B,İzmir,\n")
    let second = try directory.write("b.ndjson", #"{"lead_id":1,"company":"C","city":"Ankara","plan":"y","size":"l"}"#)
    var book = LeadBook(paths: [first, second], clock: MachineClock.now)
    let answer = try book.facts(for: ids("1", "2", "3"))
    let one = try #require(answer.facts[ids("1")[0]])
    #expect(one[.company] == "A" && one[.city] == "Ankara" && one.custom == ["plan": "x", "size": "l"])
    #expect(answer.facts[ids("2")[0]]?[.company] == "B" && answer.facts[ids("3")[0]] == nil)
  }

  @Test(arguments: ["leads.csv", "leads.ndjson"])
  func lastRowCounts(_ name: String) throws {
    let text =
      name == "leads.csv"
      ? "lead_id,company\n1,A\n2,B\n1,C\n" : "{\"lead_id\":1,\"company\":\"A\"}\n{\"lead_id\":1,\"company\":\"C\"}\n"
    let path = try directory.write(name, text)
    settle()
    for isLongRunning in [false, true] {
      var book = LeadBook(paths: [path], isLongRunning: isLongRunning, clock: MachineClock.now)
      for _ in 0..<3 {
        let answer = try book.facts(for: ids("1"))
        #expect(answer.facts.values.first?[.company] == "C" && answer.warnings.values.first?.count == 1)
      }
    }
  }

  @Test func noticesChanges() throws {
    let path = try directory.write("leads.csv", "lead_id,company\n1,A\n2,B\n")
    settle()
    var book = LeadBook(paths: [path], isLongRunning: true, clock: MachineClock.now)
    #expect(try companies(&book, ids("1")) == ["1": "A"])
    // In place, with the same size.
    try Data("lead_id,company\n1,X\n2,B\n".utf8).write(to: URL(filePath: path))
    #expect(try companies(&book, ids("1", "2")) == ["1": "X", "2": "B"])
    // By another file under its name, and with columns in another order.
    try directory.write("new", "company,lead_id\nY,1\n")
    #expect(rename(directory.path + "/new", path) == 0)
    #expect(try companies(&book, ids("1", "2")) == ["1": "Y"])
    // And again at once: two changes within the clock's tick.
    try Data("company,lead_id\nZ,1\n".utf8).write(to: URL(filePath: path))
    #expect(try companies(&book, ids("1")) == ["1": "Z"])
    settle()
    #expect(try companies(&book, ids("1")) == ["1": "Z"])
    #expect(unlink(path) == 0)
    #expect(throws: LeadBookError.self) { try book.facts(for: ids("1")) }
    try directory.write("leads.csv", "lead_id,company\n1,Q\n")
    #expect(try companies(&book, ids("1")) == ["1": "Q"])
  }

  @Test func unusableBooks() throws {
    func reason(_ path: String) -> LeadBookError.Reason? {
      var book = LeadBook(paths: [path], rowBytes: 1000, clock: MachineClock.now)
      do throws(LeadBookError) {
        _ = try book.facts(for: ids("1"))
        return nil
      } catch {
        #expect(error.message.contains(path))
        return error.reason
      }
    }
    #expect(reason(directory.path + "/none.csv") == .missing)
    let utf16 = directory.path + "/u.ndjson"
    try Data([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]).write(to: URL(filePath: utf16))
    #expect(reason(utf16) == .malformed)
    #expect(reason(try directory.write("a.csv", "")) == .malformed)
    #expect(reason(try directory.write("b.csv", "company,city\nA,B\n")) == .malformed)
    #expect(
      reason(try directory.write("c.csv", "lead_id,x\n1,\"" + String(repeating: "y\n", count: 3000))) == .malformed)
    mkfifo(directory.path + "/f.csv", 0o600)
    #expect(reason(directory.path + "/f.csv") == .unreadable)
    if getuid() != 0 {
      let path = try directory.write("secret.csv", "lead_id\n1\n")
      chmod(path, 0)
      #expect(reason(path) == .unreadable)
    }
  }

  /// What stops every request, and what only one lead's.
  @Test func examinationReadsAsAnsweringDoes() throws {
    func examine(_ path: String) throws -> [String] {
      var book = LeadBook(paths: [path], isLongRunning: true, clock: MachineClock.now)
      return try book.examine()
    }
    for (name, text) in [
      ("none.csv", "company,phone\nA,1\n"), ("empty.csv", ""), ("noise.csv", "\u{0}\u{1}\u{2}\u{0}\n\u{0}"),
      ("bare.csv", "1,A,0532 111 22 33\n"), ("quote.csv", "lead_id,company\n1,\"A\n2,B\n"),
    ] {
      let path = try directory.write(name, text)
      var book = LeadBook(paths: [path], clock: MachineClock.now)
      let said = #expect(throws: LeadBookError.self, "\(name)") { try book.facts(for: ids("1")) }
      let found = #expect(throws: LeadBookError.self, "\(name)") { try examine(path) }
      #expect(said == found)
    }
    #expect(try examine(directory.write("good.csv", "lead_id,company\n1,A\n")) == [])
    try directory.write("3.json", "{")
    #expect(try examine(directory.path).map { $0.contains("3.json is not JSON") } == [true])
  }

  @Test func brokenLineIsItsLeadsProblem() throws {
    let path = try directory.write("a.ndjson", "{\"lead_id\":1,\"company\":\"A\"}\n{\"lead_id\":2,\"company\":oops}\n")
    var book = LeadBook(paths: [path], clock: MachineClock.now)
    let answer = try book.facts(for: ids("1", "2"))
    #expect(answer.facts.keys.map(\.text) == ["1"])
    #expect(answer.unreadable.values.first?.contains("line 2, column 24") == true)
  }

  /// The index finds what the reading finds, in a book with rows longer than the pieces in which rows are read.
  @Test func indexAgreesWithScan() throws {
    var text = "lead_id,company,notes\n"
    var random = SeededRandom(seed: 77)
    var wanted: [LeadID] = []
    for i in 0..<5_000 {
      let notes = String(repeating: "not\n", count: Int(random.next() % (i % 100 == 0 ? 3_000 : 8)))
      text += "L\(i),Firma \(i),\"\(notes)\"\n"
      if random.next() % 50 == 0 { wanted += ids("L\(i)", "L\(i)x") }
    }
    let path = try directory.write("leads.csv", text)
    settle()
    var scanning = LeadBook(paths: [path], clock: MachineClock.now)
    let expected = try scanning.facts(for: wanted).facts
    #expect(expected.count == wanted.count / 2)
    var indexed = LeadBook(paths: [path], isLongRunning: true, clock: MachineClock.now)
    try indexed.prepare()
    for id in wanted { #expect(try indexed.facts(for: [id]).facts[id] == expected[id]) }
  }
}
