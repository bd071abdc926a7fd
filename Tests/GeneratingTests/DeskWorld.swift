import Foundation
internal import Generating
internal import Outreach
internal import Storage

/// A desk whose program is `Tests/Servers/generator.py`.
struct DeskWorld {
  static let now = CheckWorld.now
  let root: String
  let store: WordsStore
  let desk: WordsDesk
  private let generator: WordsGenerator
  private let log: String

  init(_ mode: String, concurrency: Int = 2) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    log = root + "/asked"
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Servers/generator.py").path
    var settings = GeneratorSettings(command: ["python3", script, mode, log], name: "scripted")
    // Long enough for a loaded machine to begin a Python, except where nothing comes at all.
    settings.timeLimit = mode.hasPrefix("hang") ? 3 : 60
    settings.concurrency = concurrency
    store = WordsStore(outbox: root, files: POSIXFileSystem())
    desk = WordsDesk(settings, store: store) { DeskWorld.now }
    generator = WordsGenerator(
      templates: TemplateGenerator(sender: CheckWorld.sender(.tr)), sender: CheckWorld.sender(.tr), desk: desk)
  }

  func remove() {
    desk.stop()
    try? FileManager.default.removeItem(atPath: root)
  }

  /// How often the program was asked.
  var lines: Int { (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").count ?? 0 }

  func ask(_ number: Int) throws -> WordsAsk {
    var lead = CheckWorld.leads[0]
    lead.id = LeadID("\(number)") ?? lead.id
    let names = ["Ayşe Demirci", "Murat Koçak", "Selin Aydın", "Kerem Toprak"]
    (lead.contactName, lead.salutation) = (names[number % names.count], nil)
    let box = Box()
    let request = SequenceRequest(
      lead: lead, channel: .whatsapp, tone: "kurumsal", language: .tr, objective: "ilk_temas", maxFollowUps: 1)
    let score = ScoringModel().score(
      lead, channel: .whatsapp, objective: "ilk_temas", language: .tr, asOf: Self.now)
    _ = try generator.when(missing: .ask { box.ask = $0 }).sequence(for: request, score: score)
    guard let ask = box.ask else { throw CocoaError(.featureUnsupported) }
    return ask
  }

  private final class Box: @unchecked Sendable { var ask: WordsAsk? }

  func finish(_ asks: [WordsAsk]) {
    desk.add(asks)
    Self.wait { desk.pendingCount == 0 }
  }

  static func wait(until isDone: () -> Bool) {
    for _ in 0..<12_000 where !isDone() { usleep(5000) }
  }
}
