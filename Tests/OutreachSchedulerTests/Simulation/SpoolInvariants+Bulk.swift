import Outreach

@testable import Formats
@testable import Requests
@testable import Storage

/// What must hold of bulk files that were answered.
extension SpoolInvariants {
  /// The requests that rows of bulk files became.
  static func bulkAccepted(_ state: SpoolState) -> [RequestID] {
    state.bulkResponses.values.joined().compactMap { envelope in
      guard envelope["data"]?["command"] == nil else { return nil }
      return envelope["data"]?["request_id"]?.string.flatMap { RequestID(parsing: $0) }
    }
  }

  /// Bulk files in this batch's directory below `failed/`; each has one error file.
  static func refusedFiles(_ state: SpoolState, _ dropped: [SimulatedSpool.Dropped], in batch: String) -> Int {
    bulkFiles(dropped).count { request in
      guard let place = state.places[request.inode]?.first, place.count == 5 else { return false }
      return place[1] == "failed" && place[3].description == batch
    }
  }

  static func bulkFaults(_ state: SpoolState, _ dropped: [SimulatedSpool.Dropped]) -> [String] {
    var faults: [String] = []
    for request in bulkFiles(dropped) {
      guard let name = BulkName(request.name), let place = state.places[request.inode]?.first, place.count == 5 else {
        continue
      }
      guard let summary = state.summaries[name.summary] else {
        faults.append("\(request.name) has no summary")
        continue
      }
      // Two files of one name: the answers are the later one's.
      guard summary["batch"]?.string == place[3].description else { continue }
      let isAccepted = place[1] == "processed"
      if summary["ok"]?.bool != isAccepted {
        faults.append("\(request.name) is in \(place[1]), its summary says otherwise")
      }
      let envelopes = state.bulkResponses[name.responses] ?? []
      faults += agreement(request.name, summary, envelopes, state)
    }
    return faults
  }

  private static func bulkFiles(_ dropped: [SimulatedSpool.Dropped]) -> [SimulatedSpool.Dropped] {
    dropped.filter { RequestName($0.name).bulk != nil }
  }

  private static func agreement(
    _ name: FileName, _ summary: JSONValue, _ envelopes: [JSONValue], _ state: SpoolState
  ) -> [String] {
    let number = { (key: String) in summary[key]?.int ?? -1 }
    var faults: [String] = []
    if number("rows") != number("accepted") + number("rejected") {
      faults.append("\(name): rows are not accounted for")
    }
    // Of a file that came again the answers are the first one's, under whatever name.
    if summary["duplicate_of"] != nil {
      return number("rows") == 0 ? faults : faults + ["\(name): came again, and has rows"]
    }
    if number("rows") != envelopes.count {
      faults.append("\(name) has \(envelopes.count) envelopes for \(number("rows")) rows")
    }
    let accepted = envelopes.filter { $0["ok"]?.bool == true }
    if accepted.count != number("accepted") { faults.append("\(name): \(accepted.count) envelopes say ok") }
    for (index, envelope) in envelopes.enumerated() {
      let row = (envelope["data"] ?? envelope["error"])?["row"]?.int
      if row != index + 1 { faults.append("\(name): envelope \(index + 1) is of row \(row ?? -1)") }
    }
    var jobs = 0
    for envelope in accepted {
      guard let id = envelope["data"]?["request_id"]?.string, case .array(let listed)? = envelope["data"]?["jobs"]
      else {
        continue
      }
      let promised = listed.map { "\($0["job_id"]?.string ?? "?") \($0["send_at"]?.string ?? "?")" }.sorted()
      let planned = state.jobs.filter { $0.request == id && $0.revision == 0 }.map { "\($0.id) \($0.sendAt)" }.sorted()
      if promised != planned { faults.append("\(name), \(id): promises \(promised) and the calendar has \(planned)") }
      jobs += promised.count
    }
    if jobs != number("jobs") { faults.append("\(name) planned \(jobs) jobs and says \(number("jobs"))") }
    return faults
  }
}
