// Foundation for the temporary directory: lead books are read from the real disk.
import Foundation
import Outreach

@testable import Leads
@testable import Requests
@testable import Scheduling
@testable import Spool
@testable import Storage

/// What a worker is started with; two differ in everything that may change between a crash and the recovery.
struct Setting: Sendable {
  var planner: SequencePlanner
  var leadBook: LeadBook

  static let usual = Setting(
    words: "Merhaba", tone: "kurumsal", windows: office, book: "company,phone,email\n", phones: "532")
  /// Another lead book, other defaults, another window, other words.
  static let changed = Setting(
    words: "Selam", tone: "samimi", windows: SendingWindows(.always), book: "company,phone,email\n", phones: "533")

  /// Settings last as long as the process, so their lead books go when it ends.
  private static let books: String = {
    let path = FileManager.default.temporaryDirectory.path + "/outreach-books-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: Setting.books) }
    return path
  }()

  private static let office: SendingWindows = {
    guard let window = try? SendingWindowSettings().window(holidays: .none) else { return SendingWindows(.always) }
    return SendingWindows(window)
  }()

  init(words: String, tone: String, windows: SendingWindows, book header: String, phones: String) {
    var configuration = Configuration(sender: Sender(name: "Deniz", company: "Örnek"), windows: windows)
    configuration.defaults.tone = tone
    planner = SequencePlanner(configuration: configuration, generator: PlainWords(greeting: words))
    // Leads 1 to 30; 8 has only an e-mail address, 9 the phone of 1.
    var text = "lead_id," + header
    for id in 1...30 {
      let number = id == 9 ? 1 : id
      let phone = id == 8 ? "" : "+90\(phones)11122" + String(format: "%02d", number)
      text += "\(id),Firma \(id),\(phone),info@firma\(id).example\n"
    }
    let path = Self.books + "/\(UUID().uuidString).csv"
    _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
    leadBook = LeadBook(paths: [path], isLongRunning: true, clock: MachineClock.now)
    // Indexed once; every worker of the test starts from a copy.
    _ = try? leadBook.facts(for: [])
  }
}

/// Writes one short line a step.
struct PlainWords: SequenceGenerator {
  var greeting = "Merhaba"
  var tones = ["kurumsal", "samimi", "premium", "teknik", "enerjik"]
  var objectives = ["ilk_temas", "tanitim", "randevu", "teklif_takibi", "yeniden_temas", "referans"]
  var languages: [Language] { Language.builtIn }

  func sequence(for request: SequenceRequest, score: LeadScore) throws(GenerationFailure) -> OutreachSequence {
    if request.lead.company == "No words" {
      throw GenerationFailure(message: "There are no words for this.", field: "company")
    }
    return OutreachSequence(
      steps: (0...request.maxFollowUps).map { step in
        OutreachSequence.Step(
          kind: step == 0 ? .initial : .followUp, subject: request.channel == .email ? "\(request.tone) \(step)" : nil,
          message: "\(greeting) \(request.lead.company ?? "?") (\(request.tone), \(step))", variant: "a")
      })
  }
}

struct NobodyDied: CrashProbe {
  func deadly(among names: [FileName], in directory: String) -> Set<FileName> { [] }
  func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows { PoisonRows() }
}
