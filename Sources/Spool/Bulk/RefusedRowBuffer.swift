internal import Requests

/// Refused rows on their way into their file, whose head comes before the first of them.
struct RefusedRowBuffer {
  private let rows: RefusedRows
  private var hasHead: Bool
  /// To be written on.
  private(set) var bytes: [UInt8] = []

  /// - Parameter hasHead: whether the file has its head from an earlier slice.
  init(_ rows: RefusedRows, hasHead: Bool) {
    self.rows = rows
    self.hasHead = hasHead
  }

  mutating func append(_ row: ArraySlice<UInt8>, _ refusal: Refusal) {
    addHead()
    rows.append(row, refusal, to: &bytes)
  }

  /// Part of what cannot be told apart, as it is.
  mutating func append(_ part: ArraySlice<UInt8>) {
    guard !part.isEmpty else { return }
    addHead()
    bytes += part
  }

  mutating func dropWritten() { bytes.removeAll(keepingCapacity: true) }

  private mutating func addHead() {
    if !hasHead { bytes += rows.head }
    hasHead = true
  }
}
