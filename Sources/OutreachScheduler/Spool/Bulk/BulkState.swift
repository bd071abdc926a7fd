/// How far a bulk file in hand is, for whoever waits for it.
package struct BulkState: Sendable, Equatable {
  package var file: FileName
  /// Read so far.
  package var bytes: UInt64
  package var ofBytes: UInt64
  package var rows: Int
}
