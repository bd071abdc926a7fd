package import Storage

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
  package var rows: Int
  package var accepted: Int
  package var rejected: Int
  /// Those of the rejected in which there is nothing to be mended.
  package var skipped: Int
  package var jobs: Int
  /// Why it was refused before any of its rows was read.
  package var refusal: String?
  /// What was not read of it, and where that is; nil if all was.
  package var unread: String?
}
