internal import Formats
internal import Inspection
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// What a lead book says of those who are to be written to next goes the way of everybody's word: into the inbox.
extension Dispatcher {
  /// Takes out whom a lead book says to leave alone, and drops an opt-out for each. If a book cannot be read it takes out
  /// all: whoever cannot say who said no sends nothing.
  mutating func spareRefused(_ jobs: inout [DueJob], on channel: Channel, _ view: SpoolView) throws(FileError) {
    let refused: [(found: DueJob, refusal: StatedRefusal)]
    do throws(LeadBookError) {
      refused = try bookRefusals.find(in: jobs, view)
      bookTrouble = nil
    } catch {
      queue[channel] = jobs + (queue[channel] ?? [])
      jobs = []
      let trouble = error.message + Self.whyNothingGoes
      if bookTrouble != trouble { tally.troubles.append(trouble) }
      bookTrouble = trouble
      return
    }
    if refused.isEmpty { return }
    for (found, refusal) in refused { try drop(refusal, of: found) }
    let spared = Set(refused.map(\.found.job.id))
    jobs.removeAll { spared.contains($0.job.id) }
    tally.refused += spared.count
  }

  static let whyNothingGoes = " Nothing is sent: it may say who wants no messages."

  private func drop(_ refusal: StatedRefusal, of found: DueJob) throws(FileError) {
    var out = JSONWriter(capacity: 160)
    out.raw(#"{"reason":"#)
    out.string(refusal.reason)
    out.raw(#","source":"lead book""#)
    if refusal.channels.count < Channel.allCases.count {
      out.raw(#","channel":"#)
      out.string(found.job.channel.rawValue)
    }
    if let at = refusal.at {
      out.raw(#","at":"#)
      out.string(at.iso8601)
    }
    out.raw("}\n")
    // A reference of the job's own: a later sequence may meet a later no.
    try drop(FileName("\(found.job.lead).opt-out@book-\(Self.reference(found.job.id)).json"), out.bytes)
  }
}
