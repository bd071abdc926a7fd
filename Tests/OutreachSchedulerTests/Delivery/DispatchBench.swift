// Foundation for NSLock: the receiving end is asked from outside while messages come in.
import Foundation
import Outreach

@testable import Dispatching
@testable import Inspection
@testable import Records
@testable import Scheduling
@testable import Storage

/// The receiving end: counts what really arrives, whatever the sending side believes.
final class Receiver: ChannelSender, @unchecked Sendable {
  private let lock = NSLock()
  private var arrived: [String: Int] = [:]
  private var order: [String] = []
  /// What is said of a message that came in; nil: nothing.
  var answer: (DeliveryJob) -> DeliveryOutcome? = { _ in DeliveryOutcome(.sent) }
  var atOnce = 16
  /// Called before a message arrives.
  var before: (DeliveryJob) throws -> Void = { _ in }

  func send(_ jobs: [DeliveryJob], _ report: (Int, DeliveryOutcome?) -> Void) throws {
    for (index, job) in jobs.enumerated() {
      do { try before(job) } catch { return }
      lock.withLock {
        arrived[job.id, default: 0] += 1
        order.append(job.id)
      }
      if let outcome = answer(job) { report(index, outcome) }
    }
  }

  /// How often each message arrived.
  var counts: [String: Int] { lock.withLock { arrived } }
  var inOrder: [String] { lock.withLock { order } }
}

extension SimulatedSpool {
  static let rule = DueRule(
    windows: SendingWindows((try? SendingWindowSettings().window(holidays: .none)) ?? .always),
    sendAfterHours: [0, 48, 72])

  static func dispatcher(
    _ files: MemoryFileSystem, _ senders: [Channel: any ChannelSender], rule: DueRule = Self.rule,
    choosesChannel: Bool = false, change: (inout DeliverySettings) -> Void = { _ in }
  ) throws -> Dispatcher {
    var delivery: [Channel: DeliverySettings] = [:]
    for channel in Channel.allCases {
      var settings = DeliverySettings(on: channel)
      change(&settings)
      delivery[channel] = settings
    }
    return try Dispatcher(
      settings: .init(inbox: "inbox", outbox: "outbox", rule: rule, delivery: delivery, choosesChannel: choosesChannel),
      files: files,
      senders: senders,
      surroundings: .init(
        clock: { Timestamp(microseconds: files.snapshot.clock / 1000) },
        sleep: { milliseconds in files.edit { $0.advance(seconds: max(1, Int64(milliseconds) / 1000)) } },
        random: { 0.5 }))
  }

  /// One run of `dispatch`, until nothing more can go now.
  @discardableResult
  static func dispatch(
    _ files: MemoryFileSystem, _ senders: [Channel: any ChannelSender], rule: DueRule = Self.rule,
    choosesChannel: Bool = false, change: (inout DeliverySettings) -> Void = { _ in }
  ) throws -> DispatchTally {
    var dispatcher = try dispatcher(files, senders, rule: rule, choosesChannel: choosesChannel, change: change)
    defer { dispatcher.close() }
    var total = DispatchTally()
    for _ in 0..<100 {
      let turn = try dispatcher.turn()
      let tally = dispatcher.takeTally()
      total.sent += tally.sent
      total.released += tally.released
      total.failed += tally.failed
      total.retrying += tally.retrying
      total.unknown += tally.unknown
      total.expired += tally.expired
      total.reported += tally.reported
      total.recalled += tally.recalled
      total.stopped = tally.stopped
      if case .sent = turn { continue }
      break
    }
    return total
  }

  mutating func dispatch(
    to receiver: any ChannelSender, rule: DueRule = Self.rule, change: (inout DeliverySettings) -> Void = { _ in }
  ) throws -> DispatchTally {
    let files = files()
    let tally = try Self.dispatch(files, [.whatsapp: receiver, .email: receiver], rule: rule, change: change)
    disk = files.snapshot
    return tally
  }

  /// What the rule says: `1-whatsapp-1 due`.
  func reached(rule: DueRule = Self.rule) throws -> [String] {
    let survey = try DueSurvey(try view().view, rule, now: Timestamp(microseconds: disk.clock / 1000))
    return survey.jobs.map { found in
      let id = found.job.id.split(separator: "-").prefix(3).joined(separator: "-")
      return switch found.verdict {
      case .due: "\(id) due"
      case .expired: "\(id) expired"
      case .waiting(let reason, _): "\(id) \(reason)"
      }
    }
  }
}
