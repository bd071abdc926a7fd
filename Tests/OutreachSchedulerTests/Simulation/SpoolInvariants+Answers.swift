import Outreach

@testable import Formats
@testable import Inspection
@testable import Requests
@testable import Storage

/// What must hold of the answers to one-lead requests.
extension SpoolInvariants {
  /// A request that came to an end: where, and in which batch.
  private struct Answered {
    var name: FileName
    var batch: String
    var lead: String
    var ref: String?
    var isCommand: Bool
  }

  private static func answered(_ state: SpoolState, _ dropped: [SimulatedSpool.Dropped], in end: FileName) -> [Answered]
  {
    dropped.compactMap { request in
      guard let place = state.places[request.inode]?.first, place.count == 5, place[1] == end else { return nil }
      let name = RequestName(request.name)
      if name.bulk != nil || name == .defaults { return nil }
      return Answered(
        name: request.name, batch: place[3].description, lead: name.lead?.text ?? "", ref: name.ref,
        isCommand: name.verb != nil)
    }
  }

  static func answerFaults(_ state: SpoolState, _ dropped: [SimulatedSpool.Dropped]) -> [String] {
    var faults: [String] = []
    let accepted = answered(state, dropped, in: "processed")
    let refused = answered(state, dropped, in: "failed")

    // One error file for each refused request, beside it, and none beside nobody.
    for batch in Set(refused.map(\.batch)).union(
      state.errors.map { String($0.directory.split(separator: "/").last ?? "") })
    {
      let requests = refused.count { $0.batch == batch } + refusedFiles(state, dropped, in: batch)
      let errors = state.errors.filter { $0.directory.hasSuffix("/" + batch) }
      if requests != errors.count {
        faults.append("failed/\(batch) has \(requests) requests and \(errors.count) error files")
      }
      for error in errors where error.envelope["ok"]?.bool != false || error.envelope["error"]?["code"]?.string == nil {
        faults.append("an error file in \(error.directory) is no refusal")
      }
    }

    // Accepted requests of a lead in a batch, and the sequences that were planned for them.
    var expected: [String: Int] = [:]
    for request in accepted where !request.isCommand && !isRepeat(request, state) {
      expected["\(request.lead)-\(request.batch)", default: 0] += 1
    }
    for id in bulkAccepted(state) { expected["\(id.lead)-\(id.batch)", default: 0] += 1 }
    var planned: [String: Set<String>] = [:]
    for job in state.jobs where job.revision == 0 {
      planned["\(job.lead)-\(job.batch)", default: []].insert(job.request)
    }
    for key in Set(expected.keys).union(planned.keys) where expected[key] ?? 0 != planned[key]?.count ?? 0 {
      faults.append("\(key): \(expected[key] ?? 0) requests accepted, \(planned[key]?.count ?? 0) sequences planned")
    }

    // The response is the newest answer, and agrees with the calendar.
    for (name, requests) in Dictionary(
      grouping: accepted.map { ($0, true) } + refused.map { ($0, false) }, by: \.0.name)
    {
      guard RequestName(name).lead != nil, let (newest, isAccepted) = requests.max(by: { $0.0.batch < $1.0.batch })
      else { continue }
      guard let response = state.responses[name] else {
        faults.append("\(name) has no response")
        continue
      }
      guard response["ok"]?.bool == isAccepted else {
        faults.append("\(name) was \(isAccepted ? "accepted" : "refused") and its response says otherwise")
        continue
      }
      if isAccepted, isRepeat(newest, state) { continue }
      faults += agreement(name, response, newest.batch, state)
    }
    for name in state.responses.keys where !dropped.contains(where: { $0.name == name }) {
      faults.append("responses/\(name) answers nobody")
    }
    return faults
  }

  /// Whether this request got the first answer to another one of the same name again.
  private static func isRepeat(_ request: Answered, _ state: SpoolState) -> Bool {
    guard request.ref != nil else { return false }
    let name = request.name.description
    if state.firstAnswers["\(request.batch)/\(name)"] != nil { return false }
    return state.firstAnswers.contains { $0.key.hasSuffix("/" + name) && $0.key < "\(request.batch)/" }
  }

  private static func agreement(_ name: FileName, _ response: JSONValue, _ batch: String, _ state: SpoolState)
    -> [String]
  {
    let body = response["data"] ?? response["error"]
    guard let id = body?["request_id"]?.string, id.contains(batch) else {
      return ["responses/\(name) is not the answer of batch \(batch)"]
    }
    if let command = body?["command"]?.string {
      return RequestName(name).verb?.rawValue == command ? [] : ["responses/\(name) answers the command \(command)"]
    }
    let inCalendar = state.jobs.filter { $0.request == id && $0.revision == 0 }
    guard case .array(let listed)? = body?["jobs"] else {
      return inCalendar.isEmpty ? [] : ["\(name) was refused and has jobs in the calendar"]
    }
    let promised = listed.map { "\($0["job_id"]?.string ?? "?") \($0["send_at"]?.string ?? "?")" }.sorted()
    let planned = inCalendar.map { "\($0.id) \($0.sendAt)" }.sorted()
    if promised != planned { return ["\(name) promises \(promised) and the calendar has \(planned)"] }
    if promised.isEmpty { return ["\(name) was accepted without jobs"] }
    return []
  }
}
