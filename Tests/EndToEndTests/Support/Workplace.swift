import Foundation
import Outreach
import Records
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A spool of a test's own, with a configuration and a lead book, gone when the test is.
final class Workplace: Sendable {
  enum Medium { case memory, disk }

  let root: String
  let inbox: String
  let outbox: String
  var configuration: String { "\(root)/config.json" }
  var leads: String { "\(root)/leads.csv" }
  private let elsewhere: String?

  /// - Parameters:
  ///   - leadCount: leads 1…n, each with a company, a phone and an e-mail address of its own.
  ///   - outboxOn: the file system for the outbox, if it is to be another than the inbox's.
  init(_ medium: Medium = .memory, leads leadCount: Int = 200, outboxOn other: Medium? = nil) throws {
    root = try Self.directory(on: medium)
    inbox = "\(root)/inbox"
    elsewhere = try other.map { try Self.directory(on: $0) }
    outbox = (elsewhere ?? root) + "/outbox"
    for path in [root, elsewhere].compactMap(\.self) { chmod(path, 0o755) }
    for path in [inbox, outbox] { guard mkdir(path, 0o755) == 0 else { throw CannotMake(path: path) } }
    configure()
    Files.write(Self.book(1...max(1, leadCount)), to: "leads.csv", in: root)
  }

  deinit {
    for path in [root, elsewhere].compactMap(\.self) { try? FileManager.default.removeItem(atPath: path) }
  }

  struct CannotMake: Error { var path: String }

  private static func directory(on medium: Medium) throws -> String {
    let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    let disk = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(medium == .memory ? memory : disk)/outreach-test-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw CannotMake(path: disk) }
    return String(cString: path)
  }

  // MARK: What the program is told

  /// Writes the configuration anew; `more` holds further members, `"cooldown_days":30`.
  func configure(_ more: String = "", leads: String = "\"leads.csv\"") {
    let extra = more.isEmpty ? "" : ",\(more)"
    let text = """
      {"inbox":"\(inbox)","outbox":"\(outbox)","leads":[\(leads)],"sender":{"name":"Deniz Aksoy","company":"Çizgi"}\(extra)}
      """
    Files.deliver(Array(text.utf8), to: "config.json", in: root)
  }

  static func book(_ leads: some Sequence<Int>) -> [UInt8] {
    var text = "id,company,phone,email\n"
    for lead in leads { text += "\(lead),Firma \(lead),+905\(300_000_000 + lead),bilgi\(lead)@firma.example\n" }
    return Array(text.utf8)
  }

  // MARK: Starting

  /// Starts the program on this spool.
  func start(
    _ command: String, _ options: [String] = [], launcher: [String] = [], environment: [String: String] = [:]
  ) throws -> Program {
    try Program(
      [command, "--config", configuration] + options, launcher: launcher, environment: environment, scratch: root)
  }

  /// `run --json`, to its end.
  @discardableResult
  func run(_ options: [String] = [], launcher: [String] = [], limit: Double = patience) throws -> Program.End {
    try start("run", ["--json"] + options, launcher: launcher).wait(limit: limit)
  }

  /// Starts `watch` and returns when it is watching.
  func watch(_ options: [String] = [], launcher: [String] = []) throws -> Program {
    let program = try start("watch", options, launcher: launcher)
    _ = Clock.wait(limit: 20) { program.errorsSoFar.contains("watching") || !program.isRunning }
    return program
  }

  // MARK: Looking

  func response(_ name: FileName) -> [UInt8]? { Files.read(name, in: "\(outbox)/responses") }

  /// A response as a JSON object; empty if it is not there.
  func answer(_ name: FileName) -> [String: Any] { Self.object(response(name) ?? []) }

  /// The refusal's code in a response, nil if there is none.
  func code(_ name: FileName) -> String? { (answer(name)["error"] as? [String: Any])?["code"] as? String }

  func waitForResponse(_ name: FileName, limit: Double = patience) -> Bool {
    Clock.wait(limit: limit, every: 0.0005) { response(name) != nil }
  }

  /// What became of a request: `inbox`, `processing`, `processed` or `failed`, once for each copy there is.
  func places(of name: FileName) -> [String] {
    SpoolListing(inbox: inbox).requests.filter { $0.name == name }.map(\.place.rawValue)
  }

  /// The `.error.json` of a refused request.
  func errorFile(_ name: String) -> [UInt8]? {
    SpoolListing(inbox: inbox).errorFiles.first { $0.name == FileName(name) }?.bytes
  }

  static func object(_ bytes: [UInt8]) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
  }
}
