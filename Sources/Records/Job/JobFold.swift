package import Outreach
internal import Requests

/// A job's status: its plan folded with its events.
///
/// A pure function of the events as a set: neither their order nor their number of copies matters.
///
/// Where lines of the ledger cannot be read, an end may be missing. Whom they were about can be told in part only, so the
/// roster, which was changed with every end that a batch decided, has to vouch for what is still to be sent.
package struct JobFold: Sendable {
  package struct Standing: Hashable, Sendable {
    package var status: CalendarJob.Status
    /// Why it is so, in a word; nil for pending and sent.
    package var reason: String?
  }

  /// Events that end what they are about, in the order of their places.
  private var byJob: [String: [LedgerEntry]] = [:]
  private var byRequest: [String: [LedgerEntry]] = [:]
  private var byLead: [LeadID: [LedgerEntry]] = [:]
  private var byAddress: [String: [LedgerEntry]] = [:]
  /// Requests of which a single message was given up: others may wait behind it for ever.
  private var broken: Set<String> = []
  /// Why jobs were put off that are to be tried again.
  private var troubles: [String: String] = [:]
  private var revisions: [String: Int] = [:]
  /// Where jobs were moved to, by their last revisions.
  private var moves: [String: Timestamp] = [:]

  private let damage: [LedgerDamage]
  private let roster: Roster?

  /// - Parameters:
  ///   - damage: the lines among them that could not be read.
  ///   - roster: asked only if there are any; nil: there is none that can be read.
  package init(_ entries: [LedgerEntry] = [], damage: [LedgerDamage] = [], roster: Roster? = nil) {
    self.damage = damage
    self.roster = roster
    for entry in entries.sorted(by: { $0.place < $1.place }) { note(entry) }
  }

  /// Events that were written since.
  package mutating func add(_ entries: [LedgerEntry]) {
    for entry in entries.sorted(by: { $0.place < $1.place }) { note(entry) }
  }

  private mutating func note(_ entry: LedgerEntry) {
    switch entry.kind {
    case .retrying:
      if let job = entry.job { troubles[job] = entry.error }
      return
    case .sending, .optedIn, .delivered, .read: return
    case .rescheduled:
      guard let job = entry.job, let revision = entry.revision else { return }
      guard revision > revisions[job] ?? 0 else { return }
      revisions[job] = revision
      moves[job] = entry.sendAt
      return
    case .sent, .failed, .bounced, .unknown:
      // What happened to one message says nothing of others.
      if let job = entry.job { byJob[job, default: []].append(entry) }
      if entry.kind != .sent { noteBroken(entry) }
      return
    case .cancelled, .replied, .optedOut, .expired: if entry.isLate { return }
    }
    if let job = entry.job {
      byJob[job, default: []].append(entry)
      if entry.kind == .cancelled { noteBroken(entry) }
    } else if let request = entry.request {
      byRequest[request, default: []].append(entry)
    } else if let lead = entry.lead {
      byLead[lead, default: []].append(entry)
    } else if let to = entry.to {
      byAddress[to, default: []].append(entry)
    }
  }

  private mutating func noteBroken(_ entry: LedgerEntry) {
    if let id = entry.job.flatMap(JobID.init) { broken.insert(id.request.description) }
  }

  /// Whether a step before the job has ended without going out: unless somebody says that it did, this one never goes.
  package func isBehindEnded(_ job: CalendarJob) -> Bool {
    guard job.step > 1, broken.contains(job.request), let request = RequestID(parsing: job.request) else {
      return false
    }
    return (1..<job.step).contains { step in
      guard let end = ownEnd(ofJob: request.job(job.channel, step: step)) else { return false }
      return end.kind != .sent && end.kind != .expired
    }
  }

  /// The jobs, requests, leads and addresses that it has events about, as lines of the calendar have them.
  var names: [String] {
    [
      Array(byJob.keys), Array(byRequest.keys), Array(broken), byLead.keys.map(\.text), Array(byAddress.keys),
      Array(revisions.keys),
    ]
    .flatMap(\.self)
  }

  /// Whether something about this job cannot be read. Then it is not due: its recipient may have opted out.
  package func isUnreadable(_ job: CalendarJob) -> Bool {
    if damage.isEmpty { return false }
    return damage.contains { $0.concerns(job) } || !(roster?.holds(job) ?? false)
  }

  /// Whether this line is the one that counts, of all with the job's id.
  package func isEffective(_ job: CalendarJob) -> Bool { job.revision == revision(of: job.id) }

  /// How often a job has been rescheduled.
  package func revision(of job: String) -> Int { revisions.isEmpty ? 0 : revisions[job] ?? 0 }

  /// Why the last attempt to send a job was put off; nil if there was none.
  package func trouble(of job: String) -> String? { troubles.isEmpty ? nil : troubles[job] }

  /// Where a job was moved to; nil if it stands where it was planned.
  package func moved(_ job: String) -> Timestamp? { moves.isEmpty ? nil : moves[job] }

  /// What ended a single job, of events about nothing but it; nil if there is none. That it went out counts more than
  /// anything else, save that it came back or never arrived.
  package func ownEnd(ofJob id: String) -> LedgerEntry? {
    guard let own = byJob[id] else { return nil }
    return own.first { $0.kind == .bounced } ?? Self.refutation(own) ?? own.first { $0.kind == .sent }
      ?? Self.first(own)
  }

  /// That nobody knew what became of a message is over with whatever somebody says of it.
  private static func first(_ own: [LedgerEntry]) -> LedgerEntry? { own.first { $0.kind != .unknown } ?? own.first }

  /// The word of the provider that took a message, by its own name for it, that it reached nobody after all. WhatsApp takes
  /// every message first and says so later.
  private static func refutation(_ own: [LedgerEntry]) -> LedgerEntry? {
    own.first { failed in
      failed.kind == .failed && failed.providerID != nil
        && own.contains { $0.kind == .sent && $0.providerID == failed.providerID }
    }
  }

  package func status(of job: CalendarJob) -> Standing {
    let own = byJob.isEmpty ? [] : byJob[job.id] ?? []
    if own.contains(where: { $0.kind == .sent }) {
      if own.contains(where: { $0.kind == .bounced }) { return Standing(status: .failed, reason: "bounced") }
      return Self.refutation(own).map(Self.outcome) ?? Standing(status: .sent, reason: nil)
    }
    return end(of: job, own).map(Self.outcome) ?? Standing(status: .pending, reason: nil)
  }

  /// When a job went out, which its sender may know better than the ledger's file; nil if nobody said that it did.
  package func sentAt(_ job: String) -> Timestamp? {
    byJob[job]?.first { $0.kind == .sent }.map { $0.at ?? $0.place.batch.time }
  }

  /// The event by which a job was over: the first of all that reach it, whatever a sender reported later; nil if there
  /// is none.
  package func end(of job: CalendarJob) -> LedgerEntry? { end(of: job, byJob[job.id] ?? []) }

  /// The first report that the job was sent.
  package func sent(_ job: CalendarJob) -> LedgerEntry? {
    byJob.isEmpty ? nil : byJob[job.id]?.first { $0.kind == .sent }
  }

  private func end(of job: CalendarJob, _ own: [LedgerEntry]) -> LedgerEntry? {
    var first = Self.first(own)
    let take = { (entry: LedgerEntry) in
      if first.map({ entry.place < $0.place }) ?? true { first = entry }
    }
    if !byRequest.isEmpty, let events = byRequest[job.request] {
      for entry in events where reaches(entry, job) { take(entry) }
    }
    if let entry = earliest(byLead[job.lead], of: job) { take(entry) }
    if let entry = earliest(byAddress[job.to], of: job) { take(entry) }
    return first
  }

  /// Of events about a lead or an address: those of later batches than the job's.
  private func earliest(_ entries: [LedgerEntry]?, of job: CalendarJob) -> LedgerEntry? {
    guard let entries, let batch = job.batch else { return nil }
    return entries.first { batch < $0.place.batch && reaches($0, job) }
  }

  /// A reply ends the conversation on every channel, wherever it came in.
  private func reaches(_ entry: LedgerEntry, _ job: CalendarJob) -> Bool {
    entry.kind == .replied || entry.channel == nil || entry.channel == job.channel
  }

  private static func outcome(_ entry: LedgerEntry) -> Standing {
    switch entry.kind {
    case .failed: Standing(status: .failed, reason: entry.reason ?? "failed")
    case .bounced: Standing(status: .failed, reason: "bounced")
    case .unknown: Standing(status: .failed, reason: "unknown")
    case .cancelled: Standing(status: .cancelled, reason: entry.reason ?? "cancelled")
    case .replied, .optedOut, .expired: Standing(status: .cancelled, reason: entry.kind.rawValue)
    case .sent, .sending, .retrying, .rescheduled, .optedIn, .delivered, .read: Standing(status: .pending, reason: nil)
    }
  }
}
