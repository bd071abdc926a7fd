package import Outreach
package import Records
package import Requests
package import Storage

/// Who is being written to: what a batch's requests and commands are decided by, and what they change.
///
/// The roster tells most of it; calendar and ledger files are read for the few that meet an earlier sequence; what the
/// batch itself has decided so far is in neither yet. A class, since requests and commands take turns over the same one.
package final class ActiveSequencesOnFile {
  package internal(set) var roster: Roster
  package let batch: BatchID
  /// The clock's time, whatever the batch is called: names may run ahead of it.
  package let now: Timestamp
  let planned: PlannedSequences
  /// All that a sequence can have; asked for only when one is replaced or moved, since finding them may cost reading all
  /// the words there are.
  let objectives: () -> [String]
  /// The calendar lines of a request accepted earlier in this batch.
  package var drafted: (RequestID) -> [PlannedJob] = { _ in [] }
  /// Places taken in this batch, whose jobs are in no calendar yet.
  let taken = TakenPlaces()
  /// What this batch's commands did to single jobs, which is in no ledger yet.
  var touched = TouchedJobs()
  private let batchEnding: String
  private var ordinals = KeyTable<Int>(filler: 0)
  private var rowOrdinals: [Int: Int] = [:]

  package init(
    roster: Roster, batch: BatchID, now: Timestamp? = nil, objectives: @autoclosure @escaping () -> [String],
    planned: PlannedSequences
  ) {
    self.roster = roster
    self.batch = batch
    self.now = now ?? batch.time
    self.objectives = objectives
    self.planned = planned
    batchEnding = "-\(batch)"
  }

  /// Makes room for that many proposals.
  package func expect(_ count: Int) {
    ordinals.reserve(count)
    roster.expect(count)
  }

  /// The next request id of this lead in this batch.
  package func identify(_ lead: LeadID) -> RequestID {
    // Of the seed alone: the roster is a dozen references.
    let key = Roster.PlaceID(.lead(lead), on: .whatsapp, roster.seed).active
    var ordinal = 1
    if let earlier = ordinals.insert(key, ordinal) {
      ordinal = earlier + 1
      ordinals.set(key, to: ordinal)
    }
    return RequestID(lead: lead, batch: batch, ordinal: ordinal, batchEnding: batchEnding)
  }

  /// The next id of a command that has no lead, in the row of that number.
  package func identify(row: Int) -> CommandID {
    let ordinal = rowOrdinals[row, default: 0] + 1
    rowOrdinals[row] = ordinal
    return CommandID(row: row, batch: batch, ordinal: ordinal)
  }

  /// Remembers the answer to a request that has a reference, by the checksum of the request's bytes.
  package func noteAnswer(to name: FileName, checksum: UInt64) {
    roster.noteAnswer(to: name, batch: batch, checksum: checksum)
  }
}
