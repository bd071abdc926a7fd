import Outreach

@testable import Inspection
@testable import Records
@testable import Requests

/// What the roster must know: just what calendar and ledger say.
extension SpoolInvariants {
  static func roster(_ disk: MemoryDisk) -> Roster? {
    let files = MemoryFileSystem(disk)
    guard let spool = try? SpoolDirectories.open(inbox: "inbox", outbox: "outbox", in: files) else { return nil }
    return try? RosterStore.load(spool, files, known: Roster())
  }

  static func rosterFaults(_ state: SpoolState, _ roster: Roster, _ disk: MemoryDisk) -> [String] {
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
          // Of late messages the last may go out first; the clock may have been set back since.
          let isPast = entry.until.microseconds * 1000 <= disk.clock || disk.wasSetBack
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
  static func consentFaults(_ state: SpoolState, _ roster: Roster) -> [String] {
    // The later word counts, on a tie the no.
    var words: [Place: (at: String, isOptedOut: Bool)] = [:]
    for event in state.events.sorted(by: { $0.batch < $1.batch }) where ["opted_out", "opted_in"].contains(event.name) {
      let holder = event.lead.map { "lead \($0)" } ?? event.to ?? "nobody"
      for channel in event.channel.map({ [$0] }) ?? ["whatsapp", "email"] {
        let place = Place(holder: holder, channel: channel)
        let word = (at: event.at, isOptedOut: event.name == "opted_out")
        guard let known = words[place] else {
          words[place] = word
          continue
        }
        if word.at > known.at || word.at == known.at && word.isOptedOut { words[place] = word }
      }
    }
    return words.mapValues(\.isOptedOut).compactMap { place, expected in
      guard let channel = Channel(rawValue: place.channel) else { return "\(place) is nowhere" }
      let lead = place.holder.hasPrefix("lead ") ? LeadID(String(place.holder.dropFirst(5))) : nil
      let holder = lead.map { Roster.Holder.lead($0) } ?? .address(place.holder)
      let known = roster.notice(holder, on: channel)?.isOptedOut ?? false
      return known == expected
        ? nil : "roster: \(place.holder) on \(place.channel) opted out: \(known), the ledger: \(expected)"
    }
  }
}
