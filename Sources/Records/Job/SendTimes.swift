package import Formats
package import Outreach

/// When the steps of a sequence go out, and how that is spelled: answers and jobs repeat it for every lead of a batch.
package struct SendTimes: Sendable {
  package let times: [Timestamp]
  /// Twenty bytes a time.
  private let spellings: [UInt8]

  private static let length = 20

  package init(_ times: [Timestamp]) {
    self.times = times
    spellings = times.flatMap(\.iso8601Bytes)
  }

  /// Writes ``Timestamp/iso8601`` of a step, counted from 0.
  package func append(_ step: Int, to out: inout JSONWriter) {
    spellings.withUnsafeBufferPointer {
      out.raw(UnsafeBufferPointer(rebasing: $0[(step * Self.length)..<((step + 1) * Self.length)]))
    }
  }
}
