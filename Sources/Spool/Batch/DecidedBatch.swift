internal import Records
internal import Requests
internal import Storage

/// A batch whose answers are known, until it lies in `processed/`: staged, published, settled.
///
/// Nothing of the worker takes part in it, so another core can do it while the next batch is claimed.
struct DecidedBatch: Sendable {
  let batch: BatchID
  /// `inbox/processing/<batch>`; closed at the end.
  let directory: Directory
  let answers: BatchAnswers
  let unleased: UnleasedFiles
  let spool: SpoolDirectories
  let lock: SpoolLock
  let files: any FileSystem

  enum Ending: Sendable {
    case published(Published)
    /// Nothing is final, and what was staged is gone: the requests stay claimed, and are answered afresh. Without an error
    /// if somebody has written on in one of them.
    case undone((any Error)?)
    /// Its outputs are staged and its record is durable, and not all of it could be published.
    case unpublished(any Error)
  }

  struct Published: Sendable {
    /// The roster's new table.
    var table: Roster.Fold?
    /// Requests that were written to between the last look and the answer: nobody will read them again.
    var changed: [FileName]
    /// Why it could not be settled.
    var unsettled: (any Error)?
  }

  func end() -> Ending {
    var publication = Publication(batch: batch, directory: directory, spool: spool, files: files)
    defer {
      publication.close()
      files.close(directory)
    }
    let (table, record): (Roster.Fold?, BatchRecord)
    do {
      (table, record) = try stage(&publication)
      guard try unleased.changed(in: directory, files).isEmpty else {
        try undo()
        return .undone(nil)
      }
    } catch {
      try? undo()
      return .undone(error)
    }
    var published: Published
    do {
      try publication.publish(record, under: lock)
      published = Published(table: table, changed: try unleased.changed(in: directory, files))
    } catch {
      return .unpublished(error)
    }
    do throws(FileError) { try publication.settle(record) } catch { published.unsettled = error }
    return .published(published)
  }

  private func stage(_ publication: inout Publication) throws(FileError) -> (Roster.Fold?, BatchRecord) {
    try lock.confirm(in: spool.outbox, files)
    let table = try answers.roster.fold(for: batch, in: spool.roster, files)
    let record = try publication.stage(
      answers.outputs, staged: table.map { [BatchRecord.Output($0)] } ?? [], requests: answers.requests,
      refused: answers.refused, accepted: answers.accepted, absorbed: table?.absorbed ?? [],
      wordings: BatchWordings(answers.wordings))
    return (table, record)
  }

  private func undo() throws(FileError) {
    try Recovery(batch: batch, directory: directory, spool: spool, files: files).undo()
  }
}
