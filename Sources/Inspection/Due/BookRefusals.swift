package import Leads
internal import Outreach
internal import Records
package import Requests
internal import Scheduling
internal import Storage

/// What the lead books say at the time of sending: they may have been written anew since a message was planned.
package struct BookRefusals: Sendable {
  private var books: LeadBook

  package init(_ books: LeadBook) { self.books = books }

  /// Those of the jobs whose leads a book says to leave alone on the job's channel, and what it says. A yes that was said
  /// later takes it back, as it does when messages are planned.
  ///
  /// - Throws: if a book cannot be read: it may say no to any of them.
  package mutating func find(
    in jobs: [DueJob], _ view: SpoolView
  ) throws(LeadBookError) -> [(found: DueJob, refusal: StatedRefusal)] {
    if books.isEmpty || jobs.isEmpty { return [] }
    let known = try books.facts(for: jobs.map(\.job.lead)).facts
    var roster: Roster?
    return jobs.compactMap { found in
      guard let facts = known[found.job.lead], let refusal = SequencePlanner.stated(found.job.lead, [facts]),
        refusal.channels.contains(found.job.channel)
      else { return nil }
      if let at = refusal.at {
        roster = roster ?? Self.roster(view)
        if let word = roster?.notice(.lead(found.job.lead), on: found.job.channel)?.consent, !word.isOptedOut,
          word.at > at
        {
          return nil
        }
      }
      return (found, refusal)
    }
  }

  /// Nil if it cannot be read; then no yes is known.
  private static func roster(_ view: SpoolView) -> Roster? {
    guard
      let spool = try? SpoolDirectories.open(inbox: view.inbox.path, outbox: view.outbox.path, in: view.files)
    else { return nil }
    defer { spool.close(in: view.files) }
    return try? RosterStore.load(spool, view.files, known: Roster())
  }
}
