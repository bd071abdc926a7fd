import Outreach

@testable import OutreachScheduler

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

  private static func roster(_ disk: MemoryDisk) -> Roster? {
    let files = MemoryFileSystem(disk)
    guard let spool = try? SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files) else { return nil }
    return try? RosterStore.load(spool, files, known: Roster())
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

  // MARK: Answers

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

  private static func answerFaults(_ state: SpoolState, _ dropped: [SimulatedSpool.Dropped]) -> [String] {
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

  // MARK: Roster

  private static func rosterFaults(_ state: SpoolState, _ roster: Roster, _ disk: MemoryDisk) -> [String] {
    var faults: [String] = []
    let current = Set(roster.segments.map(\.name))
    faults += state.tables.filter { !current.contains($0) }.map { "roster/\($0) is superfluous and was not removed" }
    let active = active(state)
    for job in state.jobs {
      guard let channel = Channel(rawValue: job.channel), let lead = LeadID(job.lead) else { continue }
      for (holder, text) in [(Roster.Holder.lead(lead), "lead \(job.lead)"), (.address(job.to), job.to)] {
        let known = roster.active(holder, on: channel).map {
          RequestID(lead: lead, batch: $0.batch, ordinal: $0.ordinal).description
        }
        let actual = active[Place(holder: text, channel: job.channel)]?.first
        // An address may be held by another lead, whose id the roster does not keep.
        let rest = known?.split(separator: "-", maxSplits: 1).last
        if actual == nil, let rest, isSpent(text, job.channel, rest, state) { continue }
        if rest != actual?.split(separator: "-", maxSplits: 1).last {
          faults.append(
            "roster: \(text) on \(job.channel) has \(known ?? "nothing"), the calendar \(actual ?? "nothing")")
        }
        if let entry = roster.active(holder, on: channel), let actual {
          let last = state.pending.filter { $0.request == actual && $0.channel == job.channel }.map(\.sendAt).max()
          // Of late messages the last may go out first.
          let isPast = entry.until.microseconds * 1000 <= disk.clock
          if entry.until.iso8601 != last, !isPast || entry.until.iso8601 < last ?? "" {
            faults.append("roster: \(text) until \(entry.until.iso8601), the calendar \(last ?? "")")
          }
        }
      }
    }
    return Array(Set(faults)).sorted()
  }

  /// Whether all jobs of the sequence that holds the place have ended one by one: then it is only freed when somebody
  /// asks for it.
  ///
  /// - Parameter rest: what follows the lead's id in the sequence's own.
  private static func isSpent(_ holder: String, _ channel: String, _ rest: Substring, _ state: SpoolState) -> Bool {
    let single = Set(
      state.events.compactMap { ["sent", "failed", "bounced", "cancelled"].contains($0.name) ? $0.job : nil })
    let jobs = state.effective.filter { job in
      job.channel == channel && (job.to == holder || "lead \(job.lead)" == holder) && job.request.hasSuffix("-\(rest)")
    }
    return Dictionary(grouping: jobs, by: \.request).values.contains { $0.allSatisfy { single.contains($0.id) } }
  }

  /// Whoever the ledger says has opted out is so in the roster.
  private static func consentFaults(_ state: SpoolState, _ roster: Roster) -> [String] {
    var optedOut: [Place: Bool] = [:]
    for event in state.events.sorted(by: { $0.batch < $1.batch }) where ["opted_out", "opted_in"].contains(event.name) {
      let holder = event.lead.map { "lead \($0)" } ?? event.to ?? "nobody"
      for channel in event.channel.map({ [$0] }) ?? ["whatsapp", "email"] {
        optedOut[Place(holder: holder, channel: channel)] = event.name == "opted_out"
      }
    }
    return optedOut.compactMap { place, expected in
      guard let channel = Channel(rawValue: place.channel) else { return "\(place) is nowhere" }
      let lead = place.holder.hasPrefix("lead ") ? LeadID(String(place.holder.dropFirst(5))) : nil
      let holder = lead.map { Roster.Holder.lead($0) } ?? .address(place.holder)
      let known = roster.notice(holder, on: channel)?.isOptedOut ?? false
      return known == expected
        ? nil : "roster: \(place.holder) on \(place.channel) opted out: \(known), the ledger: \(expected)"
    }
  }
}
