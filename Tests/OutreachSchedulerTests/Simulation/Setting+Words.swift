import Foundation
import Outreach

@testable import Formats
@testable import Generating
@testable import Scheduling
@testable import Storage

extension Setting {
  static let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }

  /// The usual one, where `Tests/Servers/generator.py` writes.
  ///
  /// - Parameter log: where it notes what it was asked; part of its command, and so of what words are kept under.
  static func writing(_ mode: String, log: String? = nil, on files: MemoryFileSystem) -> Setting {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Servers/generator.py").path
    var sender = Sender(name: "Elif Karahan", company: "Ufuk Yazılım")
    (sender.offer, sender.tradeName, sender.mersis) = (
      "müşteri takip yazılımı", "Ufuk Yazılım A.Ş.", "0123456789012345"
    )
    let desk = WordsDesk(
      GeneratorSettings(command: ["python3", script, mode] + (log.map { [$0] } ?? []), name: "scripted"),
      store: WordsStore(outbox: "outbox", files: files), clock: { Timestamp(microseconds: files.snapshot.clock / 1000) }
    )
    var setting = Setting.usual
    setting.planner = SequencePlanner(
      configuration: setting.planner.configuration,
      generator: WordsGenerator(templates: TemplateGenerator(sender: sender), sender: sender, desk: desk))
    return setting
  }
}
