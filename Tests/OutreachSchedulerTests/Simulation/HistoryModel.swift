import Outreach

@testable import Formats
@testable import Inspection
@testable import Records
@testable import Requests
@testable import Spool

/// What a spool should hold, by the contract and in the simplest form: all sequences there ever were, who has opted out,
/// who was let go. No roster, no hashes, no files.
struct HistoryModel {
  struct Job {
    var id: String
    var step: Int
    var sendAt: Timestamp
    var isSent = false
    /// Failed, bounced or cancelled.
    var hasEnded = false
    var hasBounced = false

    var isPending: Bool { !isSent && !hasEnded }
  }

  struct Sequence {
    var request: String
    var lead: Int
    var channel: Channel
    var to: String
    var objective: String
    var jobs: [Job]
    /// When it was asked for, as its name has it.
    var begun: Timestamp
    /// The latest time that any of its messages was ever planned for.
    var plannedUntil: Timestamp
    /// Replaced before anything was sent.
    var isNoContact = false

    var isPending: Bool { jobs.contains(where: \.isPending) }
    var holders: [Holder] { [.lead(lead), .address(to)] }
    var pending: [String] { jobs.filter(\.isPending).map(\.id) }
  }

  enum Holder: Hashable {
    case lead(Int)
    case address(String)
  }

  struct Place: Hashable {
    var holder: Holder
    var channel: Channel
  }

  private(set) var sequences: [Sequence] = []
  /// The last word about being written to: the later one counts, on a tie the no.
  private(set) var words: [Place: (at: Int64, isOptedOut: Bool)] = [:]
  /// Messages that came back from an address, by the jobs they were of, each once.
  private var bounces: [Place: [(at: Int64, isSoft: Bool)]] = [:]
  /// The last time that a sequence there was ended by a reply or a cancel.
  private(set) var stops: [Place: Timestamp] = [:]
  /// What requests with a reference said; nil for those that were rows.
  private var answered: [String: String?] = [:]
  static let cooldown: Int64 = 90 * 86_400

  var jobs: [Job] { sequences.flatMap(\.jobs) }
  var pending: Set<String> { Set(sequences.flatMap(\.pending)) }

  /// Leads 1 to 30 have both, but 8 has no phone, and 9 the one of 1.
  static func address(of lead: Int, on channel: Channel) -> String? {
    switch channel {
    case .whatsapp:
      lead == 8 ? nil : "+9053211122" + (lead == 9 ? "01" : lead < 10 ? "0\(lead)" : "\(lead)")
    case .email: "info@firma\(lead).example"
    }
  }

  private static func channel(of address: String) -> Channel { address.contains("@") ? .email : .whatsapp }

  // MARK: References

  /// Nil if the reference is new: else whether the same was asked before.
  func repeats(_ name: String, _ document: String?) -> Bool? {
    answered[name].map { $0 == document && document != nil }
  }

  mutating func noteAnswer(_ name: String, _ document: String?) { answered[name] = .some(document) }

  // MARK: Sequences

  /// Why a sequence is refused: any of these codes; none if it is accepted.
  func refusals(_ wish: HistoryRequest.Wish, lead: Int, now: Timestamp) -> Set<String> {
    let targets = wish.channels.compactMap { channel in Self.address(of: lead, on: channel).map { (channel, $0) } }
    if targets.isEmpty { return ["CHANNEL_UNREACHABLE"] }
    var codes: Set<String> = []
    for (channel, to) in targets {
      for holder in [Holder.lead(lead), .address(to)] {
        let place = Place(holder: holder, channel: channel)
        if isOptedOut(place) { codes.insert("OPTED_OUT") }
        if isClosed(place) { codes.insert("CHANNEL_UNREACHABLE") }
        if !wish.allowsContacted, let stop = stops[place], isWithinCooldown(stop, now) {
          codes.insert("RECENTLY_CONTACTED")
        }
        for sequence in sequences(at: place) {
          if sequence.isPending, !wish.replaces { codes.insert("ALREADY_ACTIVE") }
          let isReplaced = sequence.isPending && wish.replaces && !sequence.jobs.contains(where: \.isSent)
          if !wish.allowsContacted, !isReplaced, !sequence.isNoContact, sequence.objective == wish.objective,
            isWithinCooldown(min(sequence.plannedUntil, now), now)
          {
            codes.insert("RECENTLY_CONTACTED")
          }
        }
      }
    }
    return codes
  }

  private func sequences(at place: Place) -> [Sequence] {
    sequences.filter { $0.channel == place.channel && $0.holders.contains(place.holder) }
  }

  private func isWithinCooldown(_ time: Timestamp, _ now: Timestamp) -> Bool {
    now < time.adding(seconds: Self.cooldown)
  }

  /// Takes in what was planned for a sequence that was accepted.
  ///
  /// - Returns: what is wrong with it.
  mutating func plan(
    _ wish: HistoryRequest.Wish, lead: Int, request: String, planned: [(channel: Channel, job: Job)], begun: Timestamp,
    now: Timestamp
  ) -> [String] {
    let targets = wish.channels.compactMap { channel in Self.address(of: lead, on: channel).map { (channel, $0) } }
    for (channel, to) in targets {
      for index in sequences.indices
      where sequences[index].channel == channel && sequences[index].isPending
        && (sequences[index].lead == lead || sequences[index].to == to)
      {
        end(index)
        if !sequences[index].jobs.contains(where: \.isSent) { sequences[index].isNoContact = true }
      }
      let jobs = planned.filter { $0.channel == channel }.map(\.job)
      if jobs.map(\.step) != Array(1...wish.followUps + 1) { return ["\(request) has the steps \(jobs.map(\.step))"] }
      sequences.append(
        Sequence(
          request: request, lead: lead, channel: channel, to: to, objective: wish.objective, jobs: jobs,
          begun: begun, plannedUntil: jobs.map(\.sendAt).max() ?? Timestamp(seconds: 0)))
    }
    if planned.count != targets.count * (wish.followUps + 1) { return ["\(request) has \(planned.count) jobs"] }
    return []
  }

  @discardableResult
  private mutating func end(_ index: Int) -> [String] {
    let ended = sequences[index].pending
    for job in sequences[index].jobs.indices where sequences[index].jobs[job].isPending {
      sequences[index].jobs[job].hasEnded = true
    }
    return ended
  }

  // MARK: Commands

  /// What a command comes to.
  enum Outcome: Equatable {
    case refused(String)
    /// The jobs that it ended, or may move.
    case done(Set<String>)
  }

  mutating func obey(_ request: HistoryRequest, now: Timestamp) -> Outcome {
    switch request.ask {
    case .enqueue: .refused("not a command")
    case .cancel: request.jobID.map { cancel($0, request, now) } ?? cancel(request, now)
    case .reschedule: reschedule(request)
    case .reply(let text, _): .done(reply(request, isOptOut: text == "STOP", now))
    case .optOut: .done(optOut(request.lead, request.to, request.channel, request.said ?? now))
    case .optIn: optIn(request, request.said ?? now)
    case .report(let report, let isSoft): .done(note(report, isSoft, request.jobID ?? "", now))
    }
  }

  private func pending(_ lead: Int?, _ to: String?, _ channel: Channel?) -> [Int] {
    sequences.indices.filter { index in
      let sequence = sequences[index]
      return sequence.isPending && (channel == nil || sequence.channel == channel)
        && (lead == sequence.lead || to == sequence.to)
    }
  }

  private func find(_ job: String) -> (sequence: Int, job: Int)? {
    for (s, sequence) in sequences.enumerated() {
      if let j = sequence.jobs.firstIndex(where: { $0.id == job }) { return (s, j) }
    }
    return nil
  }

  private mutating func stop(_ index: Int, _ now: Timestamp) {
    for holder in sequences[index].holders { stop(Place(holder: holder, channel: sequences[index].channel), now) }
  }

  private mutating func stop(_ place: Place, _ now: Timestamp) {
    let time = Timestamp(seconds: now.seconds)
    stops[place] = max(stops[place] ?? time, time)
  }

  private mutating func cancel(_ request: HistoryRequest, _ now: Timestamp) -> Outcome {
    let found = pending(request.lead, request.to, request.channel)
    if found.isEmpty { return .refused("NOTHING_PENDING") }
    for index in found { stop(index, now) }
    return .done(Set(found.flatMap { end($0) }))
  }

  private mutating func cancel(_ job: String, _ request: HistoryRequest, _ now: Timestamp) -> Outcome {
    guard let (s, j) = find(job), sequences[s].jobs[j].isPending else { return .refused("NOTHING_PENDING") }
    if let to = request.to, to != sequences[s].to { return .refused("INVALID_FIELD") }
    sequences[s].jobs[j].hasEnded = true
    if !sequences[s].isPending { stop(s, now) }
    return .done([job])
  }

  private func reschedule(_ request: HistoryRequest) -> Outcome {
    if let job = request.jobID {
      guard let (s, j) = find(job), sequences[s].jobs[j].isPending else { return .refused("NOTHING_PENDING") }
      if let to = request.to, to != sequences[s].to { return .refused("INVALID_FIELD") }
      return .done([job])
    }
    let found = pending(request.lead, request.to, nil)
    return found.isEmpty ? .refused("NOTHING_PENDING") : .done(Set(found.flatMap { sequences[$0].pending }))
  }

  /// Takes in where a job was moved to.
  mutating func move(_ job: String, to time: Timestamp) {
    guard let (s, j) = find(job) else { return }
    sequences[s].jobs[j].sendAt = time
    sequences[s].plannedUntil = max(sequences[s].plannedUntil, time)
  }

  private mutating func reply(_ request: HistoryRequest, isOptOut: Bool, _ now: Timestamp) -> Set<String> {
    let said = request.said ?? now
    var leads: Set<Int> = []
    if let lead = request.lead { leads.insert(lead) }
    if let to = request.to { leads.formUnion(correspondents(at: to)) }
    var ended: Set<String> = []
    if isOptOut {
      let channel = request.channel ?? (request.lead == nil ? request.to.map(Self.channel) : nil)
      ended = optOut(request.lead, request.to, channel, said)
    }
    for lead in leads { for channel in Channel.allCases { stop(Place(holder: .lead(lead), channel: channel), said) } }
    if let to = request.to { stop(Place(holder: .address(to), channel: Self.channel(of: to)), said) }
    let found = sequences.indices.filter { index in
      sequences[index].isPending && (leads.contains(sequences[index].lead) || sequences[index].to == request.to)
        && (request.said.map { $0.seconds >= sequences[index].begun.seconds } ?? true || sequences[index].begun > now)
    }
    for index in found {
      stop(index, said)
      ended.formUnion(end(index))
    }
    return ended
  }

  /// Whoever is written to at the address, or was last; else whose request gave it besides; else whose it is.
  private func correspondents(at to: String) -> [Int] {
    let there = sequences.filter { $0.to == to }
    if let known = there.last(where: \.isPending) ?? there.last { return [known.lead] }
    let besides = sequences.last { sequence in
      Channel.allCases.contains { Self.address(of: sequence.lead, on: $0) == to }
    }
    if let besides { return [besides.lead] }
    return (1...30).filter { lead in Self.address(of: lead, on: Self.channel(of: to)) == to }
  }

  // MARK: Consent

  /// The addressee's places; of a lead also those of its addresses.
  private func places(_ lead: Int?, _ to: String?, _ channel: Channel?) -> Set<Place> {
    var places: Set<Place> = []
    if let to, channel == nil || channel == Self.channel(of: to) {
      places.insert(Place(holder: .address(to), channel: Self.channel(of: to)))
    }
    guard let lead else { return places }
    for channel in channel.map({ [$0] }) ?? Channel.allCases {
      places.insert(Place(holder: .lead(lead), channel: channel))
      if let to = Self.address(of: lead, on: channel) { places.insert(Place(holder: .address(to), channel: channel)) }
    }
    return places
  }

  func isOptedOut(_ place: Place) -> Bool { words[place]?.isOptedOut ?? false }

  private mutating func say(_ isOptedOut: Bool, _ at: Timestamp, _ place: Place) {
    let word = (at: at.seconds, isOptedOut: isOptedOut)
    guard let known = words[place] else {
      words[place] = word
      return
    }
    if word.at > known.at || word.at == known.at && isOptedOut { words[place] = word }
  }

  private mutating func optOut(_ lead: Int?, _ to: String?, _ channel: Channel?, _ said: Timestamp) -> Set<String> {
    var places = places(lead, to, channel)
    // From an address that nothing was ever sent to, it is about the messages that go to whoever gave it besides.
    if lead == nil, let to, channel == nil || channel == Self.channel(of: to),
      !sequences.contains(where: { $0.to == to }),
      let whose = sequences.last(where: { Self.address(of: $0.lead, on: Self.channel(of: to)) == to })?.lead
    {
      places.formUnion(self.places(whose, nil, Self.channel(of: to)))
    }
    for place in places { say(true, said, place) }
    let found = sequences.indices.filter { index in
      sequences[index].isPending
        && sequences[index].holders.contains {
          let place = Place(holder: $0, channel: sequences[index].channel)
          return places.contains(place) && isOptedOut(place)
        }
    }
    return Set(found.flatMap { end($0) })
  }

  private mutating func optIn(_ request: HistoryRequest, _ said: Timestamp) -> Outcome {
    for place in places(request.lead, request.to, request.channel) { say(false, said, place) }
    return .done([])
  }

  /// Whether messages to the address come back: since the last opt-in one hard bounce, or three soft ones in a month.
  func isClosed(_ place: Place) -> Bool {
    guard case .address = place.holder, let bounces = bounces[place] else { return false }
    let optedIn = words[place].flatMap { $0.isOptedOut ? nil : $0.at } ?? Int64.min
    let counting = bounces.filter { $0.at >= optedIn }
    if counting.contains(where: { !$0.isSoft }) { return true }
    let soft = Set(counting.map(\.at)).sorted()
    return soft.indices.dropFirst(2).contains { soft[$0] - soft[$0 - 2] <= 30 * 86_400 }
  }

  // MARK: Senders

  /// What a sender says of one job in the ledger.
  mutating func note(event: String, _ job: String) {
    guard let (s, j) = find(job) else { return }
    if event == "sent" { sequences[s].jobs[j].isSent = true } else { sequences[s].jobs[j].hasEnded = true }
    if event == "bounced" { sequences[s].jobs[j].hasBounced = true }
  }

  private mutating func note(
    _ report: HistoryRequest.Report, _ isSoft: Bool, _ name: String, _ now: Timestamp
  ) -> Set<String> {
    guard let (s, j) = find(name) else { return [] }
    let place = Place(holder: .address(sequences[s].to), channel: sequences[s].channel)
    let job = sequences[s].jobs[j]
    var changed: Set<String> = []
    switch report {
    case .sent: if !job.isSent, !job.hasBounced { changed = [name] }
    case .failed: if job.isPending { changed = [name] }
    case .bounce:
      if job.isPending || job.isSent && !job.hasBounced { changed = [name] }
      // Nothing comes back before it was planned, by its name.
      let at = max(now.seconds, sequences[s].begun.seconds)
      if !isSoft || !job.hasBounced { bounces[place, default: []].append((at, isSoft)) }
      // Nothing more goes to an address that is closed; a full mailbox may take the next message.
      if isSoft, !isClosed(place) { break }
      for index in pending(nil, sequences[s].to, sequences[s].channel) { changed.formUnion(end(index)) }
    }
    note(event: report == .bounce ? "bounced" : report.rawValue, name)
    return changed
  }
}
