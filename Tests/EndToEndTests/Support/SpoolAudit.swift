import Foundation
import Outreach
import Requests
import Storage

/// Reads a spool at rest and says everything that its promises do not allow.
///
/// It knows the contract's files and nothing of the program's code, so that it cannot share its mistakes.
struct SpoolAudit {
  let workplace: Workplace
  /// What was dropped under each name, as often as it was dropped.
  let dropped: [FileName: [[UInt8]]]
  /// Requests may still lie in the inbox, such as those of a run that was stopped.
  var allowsWaiting = false

  let listing: SpoolListing

  init(_ workplace: Workplace, dropped: [FileName: [[UInt8]]], allowsWaiting: Bool = false) {
    self.workplace = workplace
    self.dropped = dropped
    self.allowsWaiting = allowsWaiting
    listing = SpoolListing(inbox: workplace.inbox)
  }

  /// One sentence for each thing that is wrong.
  func problems() -> [String] { requestProblems() + leftovers() + responseProblems() + jobProblems() + bulkProblems() }

  // MARK: Requests

  /// Each request is in exactly one place, with the bytes it came with.
  private func requestProblems() -> [String] {
    var problems: [String] = []
    var found: [FileName: [[UInt8]]] = [:]
    for request in listing.requests {
      found[request.name, default: []].append(request.bytes ?? [])
      if request.place == .processing { problems.append("\(request.name) is still in processing") }
      if request.place == .inbox, !allowsWaiting { problems.append("\(request.name) is still in the inbox") }
    }
    for (name, contents) in dropped {
      let there = found.removeValue(forKey: name) ?? []
      if there.count < contents.count {
        problems.append("\(name) was dropped \(contents.count) times and is there \(there.count) times")
      }
      if there.count > contents.count {
        problems.append("\(name) is there \(there.count) times and was dropped \(contents.count) times")
      }
      if Self.sorted(there) != Self.sorted(contents) {
        problems.append("\(name) has not the bytes it was dropped with")
      }
    }
    for name in found.keys { problems.append("\(name) is there and nobody dropped it") }
    return problems
  }

  private static func sorted(_ contents: [[UInt8]]) -> [[UInt8]] {
    contents.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Nothing staged, no batch in processing.
  private func leftovers() -> [String] {
    var problems: [String] = []
    for entry in Files.list("\(workplace.inbox)/processing") { problems.append("processing/\(entry.name) is left") }
    for file in listing.ownFiles where !file.name.hasPrefix(".record") && !file.name.hasPrefix(".answer-") {
      problems.append("\(file.path) is left")
    }
    for path in Self.tree(workplace.outbox) where path.split(separator: "/").last?.hasPrefix(".") == true {
      if path != "\(workplace.outbox)/.lock" { problems.append("\(path) is left") }
    }
    return problems
  }

  static func tree(_ directory: String) -> [String] {
    Files.list(directory).flatMap { entry -> [String] in
      let path = "\(directory)/\(entry.name)"
      return entry.isDirectory ? tree(path) : [path]
    }
  }

  // MARK: Responses

  private func responseProblems() -> [String] {
    var problems: [String] = []
    var errors: [FileName: [[UInt8]]] = [:]
    for file in listing.errorFiles {
      if Workplace.object(file.bytes)["ok"] as? Bool != false { problems.append("\(file.name) is no refusal") }
      errors[file.name, default: []].append(file.bytes)
    }
    let answered = listing.requests.filter { $0.place == .processed || $0.place == .failed }
    for request in answered {
      guard RequestName(request.name).lead != nil else { continue }
      guard let bytes = workplace.response(request.name) else {
        problems.append("\(request.name) has no response")
        continue
      }
      let isAccepted = Workplace.object(bytes)["ok"] as? Bool
      if isAccepted == nil { problems.append("the response to \(request.name) is no envelope") }
      guard dropped[request.name]?.count == 1 else { continue }
      if isAccepted != (request.place == .processed) {
        problems.append("\(request.name) lies in \(request.place.rawValue) and its response says otherwise")
      }
      let error = FileName(bytes: Array(request.name.bytes.dropLast(5)) + Array(".error.json".utf8))
      if request.place == .failed, errors[error]?.contains(bytes) != true {
        problems.append("\(request.name): the .error.json is not the response")
      }
    }
    let refused = listing.requests.count { $0.place == .failed && RequestName($0.name) != .defaults }
    if refused != listing.errorFiles.count {
      problems.append("\(refused) requests are in failed, with \(listing.errorFiles.count) .error.json files")
    }
    let names = Set(
      answered.flatMap { request -> [FileName] in
        guard let bulk = BulkName(request.name) else { return [request.name] }
        return [FileName(bulk.stem + ".ndjson"), FileName(bulk.stem + ".summary.json")]
      })
    for entry in Files.list("\(workplace.outbox)/responses")
    where !names.contains(entry.name) && !entry.name.hasPrefix(".") {
      problems.append("responses/\(entry.name) answers no request")
    }
    return problems
  }

  // MARK: Jobs

  struct Job: Hashable {
    var id: String
    var request: String
    var lead: String
    var channel: String
    var to: String
    var day: String
  }

  /// All planned jobs; a line that is none is nil.
  static func jobs(of workplace: Workplace) -> [(path: String, job: Job?)] {
    tree("\(workplace.outbox)/jobs").filter { $0.hasSuffix(".ndjson") && !$0.contains("/.") }.flatMap { path in
      (Files.read(path) ?? []).split(separator: UInt8(ascii: "\n")).map { line in
        let object = Workplace.object(Array(line))
        guard let id = object["job_id"] as? String, let request = object["request_id"] as? String,
          let lead = object["lead_id"], let channel = object["channel"] as? String, let to = object["to"] as? String,
          let sendAt = object["send_at"] as? String
        else { return (path, nil) }
        let job = Job(
          id: id, request: request, lead: "\(lead)", channel: channel, to: to, day: String(sendAt.prefix(10)))
        return (path, job)
      }
    }
  }

  private func jobProblems() -> [String] {
    var problems: [String] = []
    var seen: Set<String> = []
    var requests: [String: Set<String>] = [:]
    var byHolder: [String: Set<String>] = [:]
    for (path, job) in Self.jobs(of: workplace) {
      guard let job else {
        problems.append("\(path) has a line that is no job")
        continue
      }
      if !seen.insert(job.id).inserted { problems.append("job \(job.id) is there twice") }
      if !path.contains("/\(job.day)/") { problems.append("job \(job.id) of \(job.day) is in \(path)") }
      requests[job.request, default: []].insert(job.id)
      byHolder["lead \(job.lead) on \(job.channel)", default: []].insert(job.request)
      byHolder["\(job.to) on \(job.channel)", default: []].insert(job.request)
    }
    let isReplacing = !Files.list("\(workplace.outbox)/ledger").isEmpty
    for (holder, sequences) in byHolder where sequences.count > 1 && !isReplacing {
      problems.append("\(holder) has \(sequences.count) active sequences: \(sequences.sorted())")
    }
    for request in listing.requests where request.place == .processed && dropped[request.name]?.count == 1 {
      guard let data = workplace.answer(request.name)["data"] as? [String: Any], let id = data["request_id"] as? String
      else { continue }
      let told = Set((data["jobs"] as? [[String: Any]] ?? []).compactMap { $0["job_id"] as? String })
      if told.isEmpty { problems.append("\(request.name) was accepted and has no jobs") }
      if requests.removeValue(forKey: id) != told {
        problems.append("\(request.name): the calendar and the response differ")
      }
    }
    for (file, told) in promisedByRows() {
      for (id, jobs) in told where requests.removeValue(forKey: id) != jobs {
        problems.append("\(id) of \(file): the calendar and the response differ")
      }
    }
    if dropped.values.allSatisfy({ $0.count == 1 }) {
      for id in requests.keys { problems.append("jobs of \(id) belong to no accepted request") }
    }
    return problems
  }
}
