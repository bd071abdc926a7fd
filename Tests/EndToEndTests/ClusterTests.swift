import Foundation
import Outreach
import Storage
import Testing

/// `generate` as a cluster engine runs it, with the scripts of samples/cluster: what comes out is, byte for byte, what a
/// single process writes.
@Suite(.serialized) struct ClusterTests {
  private static let asOf = "2026-11-23T10:15:12+03:00"

  /// Requests in every tone, right and wrong, with texts that look like the members of an envelope, and empty lines.
  private static func requests(_ count: Int) -> [UInt8] {
    var lines = ""
    for row in 1...count {
      let tone = ["kurumsal", "samimi", "premium", "kurumsl"][row % 4]
      let lead =
        row % 3 == 0
        ? "" : ",\"lead\":{\"company\":\"Işık \\\"A\\\",\\\"row\\\":7,\",\"phone\":\"0532\(1_000_000 + row)\"}"
      lines += "{\"lead_id\":\(row % 300 + 1),\"ref\":\"r\(row)\",\"tone\":\"\(tone)\"\(lead)}\n"
      if row % 97 == 0 { lines += "\n" }
    }
    return Array(lines.utf8)
  }

  private static func script(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("samples/cluster/\(name)").path
  }

  /// A place with requests, and what a single process makes of them.
  private func prepared(_ count: Int) throws -> (place: Workplace, expected: [UInt8]) {
    let place = try Workplace()
    #expect(Files.write(Self.requests(count), to: "requests.ndjson", in: place.root))
    let end = try shell(
      "\"$PROGRAM\" generate --config config.json --as-of \(Self.asOf) <requests.ndjson >expected", in: place)
    #expect(end.status == 0, "\(end.errors)")
    let expected = try #require(Files.read("\(place.root)/expected"))
    #expect(expected.count { $0 == 10 } == count)
    return (place, expected)
  }

  private func shell(
    _ line: String, in place: Workplace, environment: [String: String] = [:], limit: Double = 60
  ) throws -> Program.End {
    try Program(
      ["-c", "PROGRAM=$0; export PROGRAM; cd '\(place.root)' && \(line)"], launcher: ["sh"], programLast: true,
      environment: environment, scratch: place.root
    ).wait(limit: limit)
  }

  // MARK: Apache Spark

  @Test(
    "Spark's workers write what one process writes",
    .enabled(if: Spark.home != nil, "skipped: no pyspark (pip install pyspark) or no Java runtime here"))
  func spark() throws {
    let (place, expected) = try prepared(Rounds.count(1000, full: 20_000))
    // The book is a file of its own, shipped beside the configuration.
    place.configure(leads: "")
    let end = try shell(
      "python3 '\(Self.script("spark_generate.py"))' requests.ndjson out --program \"$PROGRAM\" --config config.json"
        + " --leads leads.csv --as-of \(Self.asOf) --partitions 5",
      in: place, environment: try Spark.environment(place), limit: 300)
    #expect(end.status == 0, "\(end.errors.suffix(4000))")
    let parts = Files.list("\(place.root)/out").map(\.name).filter { "\($0)".hasPrefix("part-") }.sorted()
    #expect(parts.count >= 5)
    let written = parts.flatMap { Files.read($0, in: "\(place.root)/out") ?? [] }
    #expect(written == expected, "\(written.count) bytes instead of \(expected.count)")
    // Not in this process, nor all in one: each worker had the program brought to a directory of its own.
    let work = "\(place.root)/spark/work"
    let executors = Files.list(work).flatMap { app in
      Files.list("\(work)/\(app.name)").map { "\(work)/\(app.name)/\($0.name)" }
    }
    let program = URL(fileURLWithPath: Program.path).lastPathComponent
    #expect(executors.count { !(Files.read("\($0)/\(program)") ?? []).isEmpty } >= 2)
  }

  // MARK: GNU parallel

  private static let parallelIsThere = Tool.run("sh", "-c", "parallel --version | grep -q GNU")

  @Test(
    "GNU parallel's processes write what one process writes",
    .enabled(if: parallelIsThere, "skipped: no GNU parallel here (Debian package parallel)"))
  func parallel() throws {
    let (place, expected) = try prepared(Rounds.count(3000, full: 20_000))
    let end = try shell(
      "'\(Self.script("parallel.sh"))' --config config.json --as-of \(Self.asOf) <requests.ndjson >written", in: place,
      environment: ["BLOCK": "50k", "PARALLEL_OPTIONS": "--jobs 4"])
    #expect(end.status == 0, "\(end.errors)")
    let written = try #require(Files.read("\(place.root)/written"))
    #expect(written == expected, "\(written.count) bytes instead of \(expected.count)")
  }

  @Test(
    "a process that fails under GNU parallel fails the whole",
    .enabled(if: parallelIsThere, "skipped: no GNU parallel here (Debian package parallel)"))
  func parallelFails() throws {
    let (place, _) = try prepared(100)
    let end = try shell("'\(Self.script("parallel.sh"))' --config missing.json <requests.ndjson >written", in: place)
    #expect(end.status != 0)
  }
}

/// The Spark that pip installed.
private enum Spark {
  /// Nil without pyspark or Java.
  static let home: String? = {
    let python = Process()
    let said = Pipe()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", "import os, pyspark; print(os.path.dirname(pyspark.__file__))"]
    python.standardOutput = said
    python.standardError = FileHandle.nullDevice
    guard Tool.run("java", "-version"), (try? python.run()) != nil else { return nil }
    let path = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    python.waitUntilExit()
    return python.terminationStatus == 0 ? path.trimmingCharacters(in: .whitespacesAndNewlines) : nil
  }()

  /// Two workers with a process each, on this machine and for its own programs only. They work below `SPARK_HOME`, which
  /// is therefore a directory of the test's own with links to the real one's parts.
  static func environment(_ place: Workplace) throws -> [String: String] {
    let own = "\(place.root)/spark"
    let files = FileManager.default
    try files.createDirectory(atPath: own, withIntermediateDirectories: false)
    for part in try files.contentsOfDirectory(atPath: home ?? "") where part != "work" {
      try files.createSymbolicLink(atPath: "\(own)/\(part)", withDestinationPath: "\(home ?? "")/\(part)")
    }
    return [
      "SPARK_HOME": own, "SPARK_LOCAL_DIRS": "\(place.root)/spark-local", "SPARK_LOCAL_IP": "127.0.0.1",
      "PYSPARK_PYTHON": "python3",
      "PYSPARK_SUBMIT_ARGS": "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false"
        + " --conf spark.ui.showConsoleProgress=false pyspark-shell",
    ]
  }
}
