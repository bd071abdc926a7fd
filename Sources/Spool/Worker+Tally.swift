package import Requests
package import Storage

extension Worker {
  /// What has been done since the start, or since the last ``takeTally()``.
  package struct Tally: Sendable, Equatable {
    /// Bulk files' slices count.
    package var batches = 0
    /// Files that were answered, bulk files included.
    package var requests = 0
    /// Those that were accepted: of a bulk file at least one row.
    package var processed = 0
    /// Those that were refused.
    package var failed = 0
    /// Jobs that were planned.
    package var jobs = 0
    /// Rows of bulk files.
    package var rowsAccepted = 0
    package var rowsRejected = 0
    /// Those of the rejected rows in which there is nothing to be mended.
    package var rowsSkipped = 0
    /// Those of the jobs that rows have planned.
    package var rowJobs = 0
    /// Bulk files that were answered to their end.
    package var files: [FinishedFile] = []
    /// What was refused and waits for somebody, one-lead requests and bulk files alike.
    package var refused: [RefusedFile] = []
    /// The bulk file in hand, if there is one.
    package var bulk: BulkState?
    /// Copies that a drop which was killed had left in the inbox, and which are gone now.
    package var staleDrops: [FileName] = []
    /// Files that somebody may still be writing, as of the last look.
    package var notReady = 0
    /// The last batch, if its name is ahead of the clock: see ``NameAhead``.
    package var nameAhead: String?
    /// What went wrong with single files or batches, which are all still where they were; one sentence each.
    package var troubles: [String] = []
    /// Whether all of it was want of room or of a permission.
    package var onlyRefused = true

    package init() {}

    /// Whether something was refused that has to be mended: rows that were only skipped have not.
    package var needsMending: Bool { failed > 0 || rowsRejected > rowsSkipped }

    /// Remembers what went wrong, in a sentence for people.
    package mutating func note(_ error: FileError, _ sentence: String) {
      troubles.append(sentence)
      onlyRefused = onlyRefused && (error.isRefused || error.isFull)
    }
  }
}

/// How far a bulk file in hand is, for whoever waits for it.
package struct BulkState: Sendable, Equatable {
  package var file: FileName
  /// Read so far.
  package var bytes: UInt64
  package var ofBytes: UInt64
  package var rows: Int
}

/// What came of a bulk file, all its slices together.
package struct FinishedFile: Sendable, Equatable {
  package var file: FileName
  package var rows = 0
  package var accepted = 0
  package var rejected = 0
  /// Those of the rejected in which there is nothing to be mended.
  package var skipped = 0
  package var jobs = 0
  /// Whether it lies in `failed/`.
  package var isRefused: Bool
  /// Why it was refused before any of its rows was read.
  package var refusal: String?
  /// What was not read of it, and where that is; nil if all was.
  package var unread: String?
  /// The batch that answered the same bytes before.
  package var duplicateOf: BatchID?
}
