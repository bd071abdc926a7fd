internal import Formats
internal import Outreach
internal import Requests
internal import Spool
internal import Storage

/// What `responses/` says last under a name: by that one knows of a refused file whether anything came of it since.
struct LatestAnswers {
  /// What a bulk file's summary says.
  struct Summary {
    /// The batch that claimed the file; of one that came again, the first one's.
    var batch: BatchID
    /// How often rows were refused for a reason that has to be mended; nil if it is not said there.
    var codes: [String: Int]?
  }

  let view: SpoolView

  /// Nil if it is not there, or none.
  func summary(_ name: BulkName) throws(FileError) -> Summary? {
    guard let value = try value(name.summary) else { return nil }
    if let first = value["duplicate_of"]?.string { return BatchID(first.utf8).map { Summary(batch: $0, codes: nil) } }
    guard let batch = value["batch"]?.string.flatMap({ BatchID($0.utf8) }) else { return nil }
    var codes: [String: Int] = [:]
    if case .object(let members)? = value["codes"] {
      for member in members {
        guard let code = RefusalCode(rawValue: member.key), !code.isNothingToMend else { continue }
        codes[member.key] = member.value.int
      }
    }
    return Summary(batch: batch, codes: codes)
  }

  /// Whether a file of this name, or the rows that it left to be mended, came again after this batch and was answered.
  func hasCome(_ file: FileName, since batch: BatchID) throws(FileError) -> Bool {
    guard let bulk = BulkName(file) else {
      guard RequestName(file).lead != nil, let envelope = try value(file) else { return false }
      let answer = envelope["data"] ?? envelope["error"]
      return answer?["request_id"]?.string.flatMap { RequestID(parsing: $0) }.map { $0.batch > batch } ?? false
    }
    if let summary = try summary(bulk), summary.batch > batch { return true }
    guard let rejected = BulkName(bulk.rejected), let summary = try summary(rejected) else { return false }
    return summary.batch > batch
  }

  /// Whether a refused request waits for somebody: it has not come again, and there is something to be mended in it.
  ///
  /// - Parameter code: why it was refused; only asked for a one-lead request.
  func waits(_ request: FileName, since batch: BatchID, code: () -> String?) throws(FileError) -> Bool {
    guard try !hasCome(request, since: batch) else { return false }
    return RequestName(request).lead == nil || code().flatMap(RefusalCode.init)?.isNothingToMend != true
  }

  private func value(_ name: FileName) throws(FileError) -> JSONValue? {
    do throws(FileError) {
      let bytes = try view.withDirectory(["responses"], below: view.outbox) { (responses) throws(FileError) in
        try view.files.readFile(name, in: responses, upTo: 1 << 22)
      }
      return bytes.flatMap { try? JSONValue(parsing: $0) }
    } catch  where error.isNotFound {
      return nil
    }
  }
}
