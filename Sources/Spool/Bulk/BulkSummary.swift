internal import Formats
internal import Leads
internal import Outreach
internal import Records
package import Requests
package import Storage

/// What came of a bulk file, in one object: `responses/<name>.summary.json`.
struct BulkSummary {
  /// The summary, and with no accepted row the reason why the file is in `failed/`.
  package let outputs: [BatchOutput]

  /// - Parameter form: nil if it cannot be told any more; the configuration may have changed.
  package init(home: BulkFile, progress: BulkProgress, form: BulkForm?) {
    let refusal = progress.accepted > 0 ? nil : Self.nothingAccepted(home, progress)
    // Some rows were answered, and it cannot be said that the file was.
    let problem = refusal ?? (progress.isCut ? Self.cut(progress) : nil)
    var outputs = [
      BatchOutput(
        place: .responses, name: home.name.summary, bytes: Self.encode(home, progress, form, problem))
    ]
    if let refusal { outputs.append(Self.errorFile(home, refusal)) }
    self.outputs = outputs
  }

  /// A file that was refused before any of its rows was read.
  ///
  /// - Parameter hasRival: whether the summary's name is another file's; then the error file says it alone.
  package static func refused(_ home: BulkFile, _ refusal: Refusal, hasRival: Bool) -> [BatchOutput] {
    let summary = BatchOutput(
      place: .responses, name: home.name.summary, bytes: encode(home, BulkProgress(), nil, refusal))
    return (hasRival ? [] : [summary]) + [errorFile(home, refusal)]
  }

  private static func errorFile(_ home: BulkFile, _ refusal: Refusal) -> BatchOutput {
    var taken: Set<FileName> = []
    return BatchOutput(
      place: .failed, name: ErrorFile.name(for: home.file, taken: &taken),
      bytes: ResponseEnvelope.refused(refusal, leadID: nil, requestID: nil, ref: nil))
  }

  private static func cut(_ progress: BulkProgress) -> Refusal {
    Refusal(
      .unreadable,
      "The file was cut from \(progress.cutFrom) to \(progress.size) bytes while it was answered: what stood behind row "
        + "\(progress.rows) (line \(progress.line)) was not. Drop the whole file again; rows that were accepted are then "
        + "refused as such.")
  }

  private static func nothingAccepted(_ home: BulkFile, _ progress: BulkProgress) -> Refusal {
    guard let most = progress.codes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      let code = RefusalCode(rawValue: most.key)
    else { return progress.isCut ? cut(progress) : .noRows(home.file, home.name) }
    if let unread = progress.unread(of: home.name) {
      return Refusal(
        code, "None of the \(progress.rows) rows was accepted, \(most.value) of them for \(most.key). \(unread)")
    }
    let place =
      if progress.rejectedBytes > 0 {
        progress.rows == 1
          ? "\(home.name.rejected) has it with the reason, to be mended and dropped again"
          : "\(home.name.rejected) has them with the reasons, to be mended and dropped again"
      } else if progress.skippedBytes > 0 {
        "\(home.name.skipped) has \(progress.rows == 1 ? "it" : "them")"
      } else {
        "responses/\(home.name.responses) has the reason; mend the file and drop it again"
      }
    if progress.rows == 1 { return Refusal(code, "The only row was not accepted, for \(most.key); \(place).") }
    return Refusal(
      code, "None of the \(progress.rows) rows was accepted, \(most.value) of them for \(most.key); \(place).")
  }

  private static func encode(_ home: BulkFile, _ progress: BulkProgress, _ form: BulkForm?, _ refusal: Refusal?)
    -> [UInt8]
  {
    var out = JSONWriter(capacity: 1024)
    out.raw(#"{"ok":"#)
    out.bool(refusal == nil)
    out.nextKey("file")
    out.string(home.name.stem + home.name.ending)
    out.nextKey("batch")
    out.string(home.batch.description)
    for (key, number) in [
      ("rows", progress.rows), ("accepted", progress.accepted), ("rejected", progress.rejected),
      ("skipped", progress.skipped), ("jobs", progress.jobs), ("footer_lines", progress.footerLines),
    ] {
      out.raw(",")
      out.string(key)
      out.raw(":")
      out.int(number)
    }
    out.raw(#","codes":{"#)
    for (i, code) in progress.codes.sorted(by: { $0.key < $1.key }).enumerated() {
      if i > 0 { out.raw(",") }
      out.string(code.key)
      out.raw(":")
      out.int(code.value)
    }
    out.raw("}")
    if let unread = progress.unread(of: home.name) {
      out.nextKey("unread")
      out.raw(#"{"from_line":"#)
      out.int(progress.line)
      out.nextKey("message")
      out.string(unread)
      out.raw("}")
    }
    if progress.lostAnswers > 0 {
      out.nextKey("lost_answers")
      out.raw(#"{"up_to_row":"#)
      out.int(progress.lostAnswers)
      out.nextKey("message")
      out.string(
        "The answers to rows 1 to \(progress.lostAnswers) were removed from responses/ or failed/ before they were "
          + "published; what was planned for these rows stands, and history tells of each lead.")
      out.raw("}")
    }
    if case .table(let dialect, let table)? = form?.rows {
      out.nextKey("encoding")
      out.string(dialect.encoding.rawValue)
      out.nextKey("delimiter")
      out.string(String(UnicodeScalar(dialect.delimiter)))
      out.raw(#","custom_columns":["#)
      for (i, name) in table.unknown.enumerated() {
        if i > 0 { out.raw(",") }
        out.string(name)
      }
      out.raw("]")
      warnings(table.columns.doubtfulConsent.map(LeadColumns.doubt(aboutConsent:)), to: &out)
    }
    if let refusal {
      out.nextKey("error")
      out.raw(ResponseEnvelope.error(refusal, leadID: nil, requestID: nil, ref: nil))
    }
    out.raw("}\n")
    return out.bytes
  }

  private static func warnings(_ warnings: [String], to out: inout JSONWriter) {
    guard !warnings.isEmpty else { return }
    out.raw(#","warnings":["#)
    for (i, warning) in warnings.enumerated() {
      if i > 0 { out.raw(",") }
      out.string(warning)
    }
    out.raw("]")
  }
}

extension Refusal {
  /// Of a bulk file in which nobody is asked about.
  package static func noRows(_ file: FileName, _ name: BulkName?) -> Refusal {
    Refusal(name?.format.isTable ?? true ? .invalidCSV : .invalidJSON, "\"\(file)\" has no rows.")
  }
}
