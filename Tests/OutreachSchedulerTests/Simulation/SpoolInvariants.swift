import Outreach

@testable import Inspection
@testable import Records
@testable import Requests
@testable import Storage

/// What must hold of a spool, as a list of what does not.
enum SpoolInvariants {
  /// At any instant, in the middle of anything: no request lost or changed, no half-written file under a final name.
  static func always(_ disk: MemoryDisk, _ dropped: [SimulatedSpool.Dropped]) -> [String] {
    let state = SpoolState(disk, requests: Set(dropped.map(\.inode)))
    return state.faults + requestFaults(state, disk, dropped)
  }

  /// When the spool has come to rest: all of it.
  ///
  /// - Parameter waiting: names that may still be in the inbox.
  static func atRest(_ disk: MemoryDisk, _ dropped: [SimulatedSpool.Dropped], waiting: Set<FileName> = []) -> [String] {
    atRest(SpoolState(disk, requests: Set(dropped.map(\.inode))), disk, dropped, waiting: waiting)
  }

  /// - Parameter state: the disk's.
  static func atRest(
    _ state: SpoolState, _ disk: MemoryDisk, _ dropped: [SimulatedSpool.Dropped], waiting: Set<FileName> = []
  ) -> [String] {
    var faults = state.faults + requestFaults(state, disk, dropped)
    faults += state.staged.map { "\($0) was left behind" }
    faults += disk.list("inbox/processing").map { "processing/\($0) was left behind" }
    for request in dropped {
      guard let place = state.places[request.inode]?.first, place.count >= 2 else { continue }
      if place[1] == "processed" || place[1] == "failed" || waiting.contains(request.name) { continue }
      faults.append("\(request.name) was not answered: it is in \(place[1])")
    }
    faults += answerFaults(state, dropped) + bulkFaults(state, dropped) + jobFaults(state) + activeFaults(state)
    if state.tables.isEmpty, state.jobs.isEmpty, state.events.isEmpty { return faults }
    guard let roster = roster(disk) else { return faults + ["the roster cannot be read"] }
    return faults + rosterFaults(state, roster, disk) + consentFaults(state, roster)
  }

  // MARK: I1

  private static func requestFaults(
    _ state: SpoolState, _ disk: MemoryDisk, _ dropped: [SimulatedSpool.Dropped]
  ) -> [String] {
    dropped.flatMap { request -> [String] in
      let places = state.places[request.inode] ?? []
      guard let place = places.first, places.count == 1 else { return ["\(request.name) is in \(places.count) places"] }
      var faults: [String] = []
      if place.last != request.name {
        faults.append("\(request.name) is called \(place.last?.description ?? "nothing") now")
      }
      if disk.node(request.inode)?.bytes != request.bytes { faults.append("\(request.name) has other bytes now") }
      return faults
    }
  }

  // MARK: Jobs

  private static func jobFaults(_ state: SpoolState) -> [String] {
    Dictionary(grouping: state.jobs) { "\($0.id) revision \($0.revision)" }.filter { $0.value.count > 1 }
      .map { "job \($0.key) is there \($0.value.count) times" }
      + Dictionary(grouping: state.jobs, by: \.id).filter { $0.value.count > 1 }.keys
      .filter { id in !state.effective.contains { $0.id == id && $0.revision > 0 } }
      .map { "job \($0) was moved and the ledger does not know" }
  }

  struct Place: Hashable {
    var holder: String
    var channel: String
  }

  /// The sequences that are still to be sent, by each lead and address they go to.
  static func active(_ state: SpoolState) -> [Place: Set<String>] {
    var active: [Place: Set<String>] = [:]
    for job in state.pending {
      for holder in ["lead \(job.lead)", job.to] {
        active[Place(holder: holder, channel: job.channel), default: []].insert(job.request)
      }
    }
    return active
  }

  /// I7
  private static func activeFaults(_ state: SpoolState) -> [String] {
    active(state).filter { $0.value.count > 1 }.map {
      "\($0.key.holder) has \($0.value.count) active sequences: \($0.value.sorted())"
    }
  }
}
