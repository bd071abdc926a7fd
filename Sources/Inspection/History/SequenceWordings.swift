internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// What each sequence was written with and for, which its jobs do not say: from the batches' records; where they do not
/// say either, from the requests that are kept, and from their answers.
struct SequenceWordings: Sendable {
  private var byBatch: [BatchID: BatchWordings] = [:]
  private var byRequest: [String: Wording] = [:]
  /// For requests without an answer that is still there: what they ask for themselves.
  private var byLead: [Key: Wording] = [:]

  private struct Key: Hashable {
    package var lead: LeadID
    package var batch: BatchID
  }

  package init(_ batches: [ProcessedBatch], _ view: SpoolView) throws(FileError) {
    for batch in batches {
      for (slice, record) in batch.slices { byBatch[slice] = record.wordings }
      if let wordings = batch.record?.wordings, wordings.common != nil {
        byBatch[batch.id] = wordings
        continue
      }
      for request in batch.requests { try read(request, of: batch, view) }
    }
  }

  /// Nil if nothing is known; what is not known of it is empty.
  ///
  /// - Parameter batch: the one that planned the request, if that is known already.
  package func wording(of request: String, batch: BatchID? = nil) -> Wording? {
    if let batch, let known = byBatch[batch]?.wording(of: request) { return known }
    guard let id = RequestID(parsing: request) else { return nil }
    return byBatch[id.batch]?.wording(of: request) ?? byRequest[request]
      ?? byLead[Key(lead: id.lead, batch: id.batch)]
  }

  package func objective(of id: RequestID) -> String? {
    wording(of: id.description, batch: id.batch).map(\.objective).flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func read(_ request: FileName, of batch: ProcessedBatch, _ view: SpoolView) throws(FileError) {
    guard let lead = RequestName(request).lead else { return }
    var answer = try batch.bytes(FirstAnswers.fileName(for: request), view)
    if answer == nil { answer = try response(request, view) }
    if let data = answer.flatMap({ try? JSONValue(parsing: $0) })?["data"], let id = data["request_id"]?.string,
      RequestID(parsing: id)?.batch == batch.id
    {
      byRequest[id] = Wording(data)
      return
    }
    if let bytes = try batch.bytes(request, view), let document = try? JSONValue(parsing: bytes) {
      byLead[Key(lead: lead, batch: batch.id)] = Wording(document)
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

extension Wording {
  fileprivate init(_ value: JSONValue) {
    self.init(
      tone: value["tone"]?.string ?? "", language: value["language"]?.string ?? "",
      objective: value["objective"]?.string ?? "")
  }
}
