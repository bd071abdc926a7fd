internal import Outreach
internal import Records
internal import Requests
package import Storage

/// A refused file, or a bulk file with refused rows: what is to be mended, why, and where it lies.
package struct RefusedFile: Sendable, Equatable {
  /// As it was dropped.
  package var file: FileName
  /// How often each reason came up, the most frequent first.
  package var codes: [Reason]
  /// What is to be mended and dropped again.
  package var path: String

  package struct Reason: Sendable, Equatable {
    package var code: String
    package var count: Int
  }

  package init(file: FileName, codes: [String: Int], path: String) {
    self.file = file
    self.codes = codes.map { Reason(code: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    self.path = path
  }
}

extension SpoolDirectories {
  /// Where what a batch refused lies.
  func failedPath(of batch: BatchID) -> String { "\(failed.path)/\(batch.time.day.iso8601)/\(batch)" }
}
