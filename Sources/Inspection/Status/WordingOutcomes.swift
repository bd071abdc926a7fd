internal import Formats
internal import Leads
package import Outreach
internal import Records
internal import Requests
package import Storage

/// How people took what they were sent, by what it was written with. Reads only.
package struct WordingOutcomes: Sendable {
  /// One wording: messages of a row have the same words, save for whom they are about.
  package struct Row: Hashable, Sendable {
    /// Empty, as tone and language, if nobody remembers.
    package var objective: String
    package var tone: String
    package var language: String
    package var channel: Channel
    package var step: Int
    package var variant: String
  }

  package struct Counts: Hashable, Sendable {
    /// Every message there is, whatever became of it.
    package var planned = 0
    /// What went out and did not come back.
    package var sent = 0
    /// Messages that were the last one sent before a reply.
    package var replies = 0
    /// The same for opt-outs. A reply that asks to be left alone is both.
    package var optOuts = 0

    /// Replies by messages sent; nil if there were none.
    package var replyRate: Double? { sent > 0 ? Double(replies) / Double(sent) : nil }
    package var optOutRate: Double? { sent > 0 ? Double(optOuts) / Double(sent) : nil }
  }

  /// What is to be compared stands together, the wording that got the most replies first.
  package private(set) var rows: [(row: Row, counts: Counts)] = []

  package init(_ view: SpoolView) throws(FileError) {
    let log = try LedgerLog(view).entries
    let fold = JobFold(log)
    let answers = Reactions(log)
    let wordings = try SequenceWordings(try ProcessedBatch.all(view), view)
    let calendar = JobCalendar(view: view)
    let found = try calendar.gather(try calendar.list(), fold, into: Found()) { found, job, file in
      let row = Row(job, wordings.wording(of: job.request, batch: job.revision == 0 ? file.batch : nil))
      found.counts[row, default: Counts()].planned += 1
      guard fold.status(of: job).status == .sent else { return }
      found.counts[row, default: Counts()].sent += 1
      if answers.mayConcern(job), let at = fold.sentAt(job.id) { found.answerable.append(.init(job, at: at, row: row)) }
    }
    var counts: [Row: Counts] = [:]
    for part in found { counts.merge(part.counts) { $0 + $1 } }
    answers.attribute(to: found.flatMap(\.answerable)) { row, kind in
      if kind == .replied { counts[row]?.replies += 1 } else { counts[row]?.optOuts += 1 }
    }
    rows = counts.map { (row: $0.key, counts: $0.value) }.sorted {
      if !$0.row.isComparable(with: $1.row) { return $0.row.place < $1.row.place }
      let rates = ($0.counts.replyRate ?? -1, $1.counts.replyRate ?? -1)
      return rates.0 == rates.1 ? $0.row.variant < $1.row.variant : rates.0 > rates.1
    }
  }

  /// What one file of jobs has.
  private struct Found: Sendable {
    package var counts: [Row: Counts] = [:]
    var answerable: [SentMessage] = []
  }
}

extension WordingOutcomes.Row {
  fileprivate init(_ job: CalendarJob, _ wording: Wording?) {
    self.init(
      objective: wording?.objective ?? "", tone: wording?.tone ?? "", language: wording?.language ?? "",
      channel: job.channel, step: job.step, variant: job.variant)
  }

  /// Without the variant, in the order in which they are shown.
  fileprivate var place: (String, String, String, String, Int) { (objective, tone, language, channel.rawValue, step) }

  /// Whether only the variant differs.
  fileprivate func isComparable(with other: Self) -> Bool { place == other.place }
}

extension WordingOutcomes.Counts {
  fileprivate static func + (a: Self, b: Self) -> Self {
    .init(planned: a.planned + b.planned, sent: a.sent + b.sent)
  }
}

/// A message that went out to somebody who has answered at some time.
private struct SentMessage: Sendable {
  package var job: String
  package var lead: LeadID
  package var to: String
  package var channel: Channel
  package var at: Timestamp
  package var row: WordingOutcomes.Row

  package init(_ job: CalendarJob, at: Timestamp, row: WordingOutcomes.Row) {
    (self.job, lead, to, channel) = (job.id, job.lead, job.to, job.channel)
    (self.at, self.row) = (at, row)
  }
}

/// Replies and opt-outs.
private struct Reactions: Sendable {
  private var entries: [LedgerEntry]
  private var leads: Set<LeadID> = []
  private var addresses: Set<String> = []
  private var jobs: Set<String> = []

  package init(_ log: [LedgerEntry]) {
    // An event about a request ends what its own batch planned, of which nothing had been sent.
    entries = log.filter { ($0.kind == .replied || $0.kind == .optedOut) && ($0.request == nil || $0.job != nil) }
    for entry in entries {
      if let job = entry.job {
        jobs.insert(job)
      } else if let lead = entry.lead {
        leads.insert(lead)
      } else if let to = entry.to {
        addresses.insert(to)
      }
    }
  }

  func mayConcern(_ job: CalendarJob) -> Bool {
    !entries.isEmpty && (leads.contains(job.lead) || addresses.contains(job.to) || jobs.contains(job.id))
  }

  /// Finds, for each answer, the last message before it; none counts twice for the same kind of answer.
  func attribute(to messages: [SentMessage], _ body: (WordingOutcomes.Row, Event.Kind) -> Void) {
    let byJob = Dictionary(grouping: messages, by: \.job)
    let byLead = Dictionary(grouping: messages, by: \.lead)
    let byAddress = Dictionary(grouping: messages, by: \.to)
    var counted: [Event.Kind: Set<String>] = [:]
    for entry in entries {
      let about =
        entry.job.map { byJob[$0] } ?? entry.lead.map { byLead[$0] } ?? entry.to.map { byAddress[$0] } ?? nil
      let time = entry.at ?? entry.place.batch.time
      let earlier = (about ?? []).filter { $0.at <= time }
      // An answer on one channel is most likely one to what was sent there.
      let there = earlier.filter { $0.channel == entry.channel }
      guard let last = (there.isEmpty ? earlier : there).max(by: { ($0.at, $0.job) < ($1.at, $1.job) }),
        counted[entry.kind, default: []].insert(last.job).inserted
      else { continue }
      body(last.row, entry.kind)
    }
  }
}

extension WordingOutcomes {
  /// One line for machines; `null` is what is not known, or a rate of nothing.
  package var json: [UInt8] {
    var out = JSONWriter(capacity: 64 + rows.count * 240)
    out.raw(#"{"variants":["#)
    for (index, (row, counts)) in rows.enumerated() {
      out.raw(index > 0 ? #",{"objective":"# : #"{"objective":"#)
      out.string(Self.known(row.objective))
      out.raw(#","tone":"#)
      out.string(Self.known(row.tone))
      out.raw(#","language":"#)
      out.string(Self.known(row.language))
      out.raw(#","channel":"#)
      out.string(row.channel.rawValue)
      out.raw(#","step":"#)
      out.int(row.step)
      out.raw(#","variant":"#)
      out.string(Self.known(row.variant))
      out.raw(#","planned":"#)
      out.int(counts.planned)
      out.raw(#","sent":"#)
      out.int(counts.sent)
      out.raw(#","replies":"#)
      out.int(counts.replies)
      out.raw(#","opt_outs":"#)
      out.int(counts.optOuts)
      out.raw(#","reply_rate":"#)
      Self.append(counts.replyRate, to: &out)
      out.raw(#","opt_out_rate":"#)
      Self.append(counts.optOutRate, to: &out)
      out.raw("}")
    }
    out.raw("]}\n")
    return out.bytes
  }

  private static func known(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// To a tenth of a per cent.
  private static func append(_ rate: Double?, to out: inout JSONWriter) {
    if let rate { out.double((rate * 1000).rounded() / 1000) } else { out.null() }
  }
}
