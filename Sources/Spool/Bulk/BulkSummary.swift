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
  /// Why the file belongs into `failed/`; nil: it does not.
  let code: RefusalCode?

  var isRefused: Bool { code != nil }

  /// - Parameter form: nil if it cannot be told any more; the configuration may have changed.
  package init(home: BulkFile, progress: BulkProgress, form: BulkForm?) {
    let refusal =
      progress.accepted > 0 || Self.hasNothingToMend(home, progress: progress, form: form)
      ? nil : Self.nothingAccepted(home, progress)
    code = refusal?.code
    // Some rows were answered, and it cannot be said that the file was.
    let problem = refusal ?? (progress.isCut ? Self.cut(progress) : nil)
    var outputs = [
      BatchOutput(
        place: .responses, name: home.name.summary,
        bytes: Self.encode(home, progress: progress, form: form, refusal: problem))
    ]
    if let refusal { outputs.append(Self.errorFile(home, refusal)) }
    self.outputs = outputs
  }

  /// A file that was refused before any of its rows was read.
  ///
  /// - Parameter hasRival: whether the summary's name is another file's; then the error file says it alone.
  package static func refused(_ home: BulkFile, _ refusal: Refusal, hasRival: Bool) -> [BatchOutput] {
    let summary = BatchOutput(
      place: .responses, name: home.name.summary,
      bytes: encode(home, progress: BulkProgress(), form: nil, refusal: refusal))
    return (hasRival ? [] : [summary]) + [errorFile(home, refusal)]
  }

  /// A file whose bytes were answered before.
  static func repeated(_ home: BulkFile, _ repeated: RepeatedFile) -> BatchOutput {
    BatchOutput(
      place: .responses, name: home.name.summary,
      bytes: encode(home, progress: BulkProgress(), form: nil, refusal: nil, duplicateOf: repeated.earlier))
  }

  /// Whether no row was accepted and that is as it should be: there was none, or all of them were only skipped.
  private static func hasNothingToMend(_ home: BulkFile, progress: BulkProgress, form: BulkForm?) -> Bool {
    if progress.isGivenUp || progress.isCut { return false }
    return progress.rows == 0 ? form?.mayHaveNoRows ?? home.name.format.isTable : progress.codesToMend.isEmpty
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
    let toMend = progress.codesToMend
    guard let most = (toMend.isEmpty ? progress.codes : toMend).max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      let code = RefusalCode(rawValue: most.key)
    else { return progress.isCut ? cut(progress) : .noRows(home.file, home.name) }
    if let unread = progress.unread(of: home.name) {
      return Refusal(
        code, "None of the \(progress.rows) rows was accepted, \(most.value) of them for \(most.key). \(unread)")
    }
    let isOne = progress.rows - progress.skipped == 1
    let place =
      progress.rejectedBytes > 0
      ? "\(home.rejectedPath) has \(isOne ? "it with the reason" : "them with the reasons"), to be mended and dropped again"
      : "responses/\(home.name.responses) has the reason; mend the file and drop it again"
    if progress.rows == 1 { return Refusal(code, "The only row was not accepted, for \(most.key); \(place).") }
    if progress.skipped == 0 {
      return Refusal(
        code, "None of the \(progress.rows) rows was accepted, \(most.value) of them for \(most.key); \(place).")
    }
    return Refusal(
      code,
      "None of the \(progress.rows) rows was accepted. \(progress.rows - progress.skipped) \(isOne ? "has" : "have") to be mended, "
        + "\(most.value) of them for \(most.key): \(place). \(progress.skipped) \(progress.skipped == 1 ? "was" : "were") only "
        + "skipped; there is nothing to be done about \(progress.skipped == 1 ? "it" : "them").")
  }

  private static func encode(
    _ home: BulkFile, progress: BulkProgress, form: BulkForm?, refusal: Refusal?,
    duplicateOf earlier: BatchID? = nil
  ) -> [UInt8] {
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
    if let earlier {
      out.nextKey("duplicate_of")
      out.string(earlier.description)
    }
    append(progress.skippedRows, of: progress.skipped, to: &out)
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
      warnings(table.columns.consentDoubts + table.columns.notes, to: &out)
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

extension BulkSummary {
  /// Summaries are read whole, so there are bounds.
  private static let mostSkipped = 10_000

  /// `"skipped_rows":[{"row":3,"code":"ALREADY_ACTIVE"},…]`, and how many more there are; nothing if none were.
  private static func append(_ skipped: SkippedRows, of count: Int, to out: inout JSONWriter) {
    if skipped.runs.isEmpty { return }
    out.raw(#","skipped_rows":["#)
    var told = 0
    for run in skipped.runs {
      for row in run.rows.prefix(mostSkipped - told) {
        out.raw(told > 0 ? #",{"row":"# : #"{"row":"#)
        out.int(row)
        out.raw(#","code":"#)
        out.string(run.code.rawValue)
        out.raw("}")
        told += 1
      }
    }
    out.raw("]")
    if count > told {
      out.nextKey("skipped_rows_left_out")
      out.int(count - told)
    }
  }
}

extension Refusal {
  /// Of a bulk file in which nobody is asked about.
  package static func noRows(_ file: FileName, _ name: BulkName?) -> Refusal {
    Refusal(name?.format.isTable ?? true ? .invalidCSV : .invalidJSON, "\"\(file)\" has no rows.")
  }
}
