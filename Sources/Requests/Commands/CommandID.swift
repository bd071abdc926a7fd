internal import Outreach

/// A command's name for ever after, as answers and the ledger's `by` give it.
///
/// A command about a lead is named like a request for it. One that knows only an address has no lead to be named after
/// and takes its row: `row.17-20261123T101512.345678Z`, with `-2` behind it if the batch holds another such row. No lead
/// id has a dot, so nobody takes it for a lead's.
package struct CommandID: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  package let batch: BatchID

  package init(_ request: RequestID) {
    description = request.description
    batch = request.batch
  }

  /// - Parameter ordinal: 1 for the first row of that number in its batch.
  package init(row: Int, batch: BatchID, ordinal: Int = 1) {
    description = "row.\(row)-\(batch)" + (ordinal == 1 ? "" : "-\(ordinal)")
    self.batch = batch
  }
}
