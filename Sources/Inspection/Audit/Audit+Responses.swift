internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Answers that are still there: readers may delete them, a later batch may replace them, and nobody edits them.
extension Audit {
  mutating func noteAnswers(of record: BatchRecord, _ batch: BatchID) {
    // Of a bulk file that came again nothing was answered: what there is is an earlier batch's.
    for output in record.outputs where output.place == .responses && (output.checksum != 0 || output.size > 0) {
      if let known = answers[output.name], known.batch > batch { continue }
      answers[output.name] = (batch, output)
    }
  }

  mutating func examineAnswers() throws(FileError) {
    let answers = answers
    let damaged = try view.withDirectory(["responses"], below: view.outbox) {
      (directory) throws(FileError) -> [FileName] in
      let names = try view.files.list(directory).map(\.name).filter { answers[$0] != nil }
      let results = parallelMap(names, run: 64) { [view] name -> Result<FileName?, FileError> in
        do throws(FileError) {
          guard let (batch, output) = answers[name] else { return .success(nil) }
          return .success(try Self.isAsPublished(output, by: batch, in: directory, view) ? nil : name)
        } catch { return .failure(error) }
      }
      var found: [FileName] = []
      for result in results { if let name = try result.get() { found.append(name) } }
      return found
    }
    for name in damaged ?? [] {
      guard let batch = answers[name]?.batch else { continue }
      find(
        "\(outbox)/responses/\(name)", "it is not as batch \(batch) answered; readers may delete it, to be rid of it")
    }
  }

  /// True also of what is gone, and of what a later batch has answered.
  private static func isAsPublished(
    _ output: BatchRecord.Output, by batch: BatchID, in responses: Directory, _ view: SpoolView
  ) throws(FileError) -> Bool {
    do throws(FileError) {
      let contents = try view.files.contents(of: output.name, in: responses)
      // Of a bulk file's answers, which may have gigabytes, only the size is on record.
      let isSame = { output.checksum == 0 || Checksum.of(contents.bytes) == output.checksum }
      if contents.bytes.count == output.size, isSame() { return true }
      // A bulk file's answers are as many as its rows; whose they are its summary tells.
      let summary = BulkName(output.name).map(\.summary)
      let teller =
        summary == nil ? Array(contents.bytes) : try view.files.readFile(summary ?? output.name, in: responses)
      return ResponseEnvelope.batch(of: teller).map { $0 > batch } ?? (summary != nil)
    } catch  where error.isNotFound {
      return true
    }
  }
}
