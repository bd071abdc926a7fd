import Outreach

@testable import Inspection
@testable import Requests

/// One thing that happens to a spool in a random history. Jobs are told by numbers, since nobody knows their names before
/// they are planned: so a step means the same when others are left out.
enum HistoryStep: Sendable {
  /// Files that are dropped one after the other and then answered, by a worker that may die.
  case drop([HistoryFile], Fate)
  case wait(hours: Int)
  /// The clock, which was ahead, is set right.
  case setBack(hours: Int)
  /// A sender writes into the ledger what came of jobs that are due.
  case sender(event: String, jobs: [Int])
  /// Puts away what ended before so many days ago, unless it dies.
  case prune(daysAgo: Int, Fate)
  /// The roster is lost and remade.
  case rebuild

  /// What becomes of the process, counted in operations on the disk.
  enum Fate: Sendable {
    case lives
    case killed(at: Int)
    case powerCut(at: Int, seed: UInt64)

    /// Whether somebody remakes the roster before anything else.
    var isRepaired: Bool {
      switch self {
      case .lives: false
      case .killed(let at), .powerCut(let at, _): at % 4 == 1
      }
    }
  }
}

/// A file of requests.
enum HistoryFile: Sendable {
  case single(HistoryRequest)
  case rows([HistoryRequest], Form)
  /// `x.opt-out.csv`: addresses and nothing else.
  case optOutList([String])

  enum Form: Sendable { case csv, ndjson }
}

/// What somebody asks for, in whatever form.
struct HistoryRequest: Sendable {
  enum Ask: Sendable {
    case enqueue(Wish)
    case cancel
    /// With how many hours ago it was said; nil: it does not say.
    case optOut(hoursAgo: Int?)
    case optIn(hoursAgo: Int)
    case reschedule(hours: Int)
    case reply(String?, hoursAgo: Int?)
    case report(Report, isSoft: Bool)
  }

  enum Report: String, Sendable { case sent, failed, bounce }

  /// A sequence.
  struct Wish: Sendable {
    var channels: [Channel] = [.whatsapp]
    var objective = "ilk_temas"
    var followUps = 1
    var startsIn: Int?
    var replaces = false
    var allowsContacted = false
  }

  var ask: Ask
  /// Nil if the row names only an address or a job.
  var lead: Int?
  var to: String?
  /// Nil: all of them.
  var channel: Channel?
  var ref: String?
  /// A number for one of the jobs there are by then.
  var job: Int?
  /// The job, once it is known.
  var jobID: String?
  /// When it says that it happened, once it is dropped.
  var said: Timestamp?

  /// Nil for a sequence.
  var verb: String? {
    switch ask {
    case .enqueue: nil
    case .cancel: "cancel"
    case .optOut: "opt-out"
    case .optIn: "opt-in"
    case .reschedule: "reschedule"
    case .reply: "reply"
    case .report(let report, _): report.rawValue
    }
  }

  /// The name of its file and of its answer; nil if it can only be a row.
  var fileName: String? {
    lead.map { "\($0)" + (verb.map { ".\($0)" } ?? "") + (ref.map { "@\($0)" } ?? "") + ".json" }
  }
}

extension HistoryStep {
  /// For whoever reads about a failure.
  var words: String {
    let noise = [
      "OutreachSchedulerTests.", "Outreach.", "HistoryFile", "HistoryRequest", "HistoryStep", ".Ask", ".Wish", ".Fate",
      ".Form", ".Report", "Channel", "Optional", ", to: nil", ", lead: nil", ", channel: nil", ", ref: nil",
      ", job: nil",
      ", jobID: nil", ", startsIn: nil", ", replaces: false", ", allowsContacted: false",
    ]
    return noise.reduce("\(self)") { $0.replacing($1, with: "") }
  }
}
