internal import Outreach

/// What each sequence was for, which its jobs do not say: from the requests that are kept, and from their answers.
///
/// Of archived batches only the answers in `responses/` are looked at: their sequences ended longer ago than the cool-down,
/// after which it does not matter.
struct Objectives {
  private var byRequest: [String: String] = [:]
  /// For requests without an answer that is still there.
  private var byLead: [Key: String] = [:]

  private struct Key: Hashable {
    var lead: LeadID
    var batch: BatchID
  }

  init(_ batches: [ProcessedBatch], _ view: SpoolView) throws(FileError) {
    for batch in batches {
      for request in batch.requests { try read(request, of: batch, view) }
    }
  }

  func objective(of id: RequestID) -> String? {
    byRequest[id.description] ?? byLead[Key(lead: id.lead, batch: id.batch)]
  }

  private mutating func read(_ request: FileName, of batch: ProcessedBatch, _ view: SpoolView) throws(FileError) {
    guard let lead = RequestName(request).lead else { return }
    var answer = try batch.bytes(FirstAnswers.fileName(for: request), view)
    if answer == nil { answer = try response(request, view) }
    if let data = answer.flatMap({ try? JSONValue(parsing: $0) })?["data"], let id = data["request_id"]?.string,
      let objective = data["objective"]?.string, RequestID(parsing: id)?.batch == batch.id
    {
      byRequest[id] = objective
      return
    }
    if let bytes = try batch.bytes(request, view),
      let objective = (try? JSONValue(parsing: bytes))?["objective"]?.string
    {
      byLead[Key(lead: lead, batch: batch.id)] = objective
    }
  }

  private func response(_ name: FileName, _ view: SpoolView) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try view.withDirectory(["responses"], below: view.outbox) { (directory) throws(FileError) in
        try view.files.readFile(name, in: directory)
      }
    } catch  where error.isNotFound {
      return nil
    }
  }
}
