internal import Outreach
internal import Requests
internal import Spool
internal import Storage

/// What was answered, in sentences for a person.
enum AnswersText {
  /// `20 requests answered in 1.2 s: 18 accepted, 2 refused; 1 file with 200,000 rows: 199,000 accepted, 1,000 refused (990
  /// skipped); 398,000 jobs planned.`, and a sentence for each file that was not read to its end.
  ///
  /// - Parameter isWhole: whether nothing was left for want of anything.
  static func summary(of tally: Worker.Tally, seconds: Double, isWhole: Bool) -> String {
    let single = singleRequests(tally)
    let rows = tally.rowsAccepted + tally.rowsRejected
    let files = tally.files.count { $0.rows > 0 }
    let unread = tally.files.compactMap { file in
      file.rows == 0 ? line(of: file) : file.unread.map { "\(file.file): \($0)" }
    }
    guard single.answered > 0 || files > 0 || rows > 0 || !unread.isEmpty else {
      return isWhole ? "Nothing to answer." : "Nothing was answered."
    }
    var parts: [String] = []
    if single.answered > 0 {
      parts.append(
        "\(counted(single.answered, "request")) answered in \(seconds) s: \(grouped(single.accepted)) accepted, "
          + "\(grouped(single.refused)) refused")
    }
    if files > 0 || rows > 0 {
      let what = files > 0 ? counted(files, "file") : "a part of a file"
      let time = single.answered > 0 ? "" : " answered in \(seconds) s"
      parts.append(
        "\(what) with \(counted(rows, "row"))\(time): "
          + outcome(tally.rowsAccepted, rejected: tally.rowsRejected, skipped: tally.rowsSkipped))
    }
    if parts.isEmpty { return unread.joined(separator: "\n") }
    let answered = parts.joined(separator: "; ") + "; \(counted(tally.jobs, "job")) planned."
    return ([answered] + unread).joined(separator: "\n")
  }

  /// A bulk file that was answered to its end.
  static func line(of file: FinishedFile) -> String {
    if let refusal = file.refusal { return "\(file.file) was refused: \(refusal)" }
    if let earlier = file.duplicateOf {
      return "\(file.file) has the same bytes as the file of batch \(earlier); nothing was planned again."
    }
    guard file.rows > 0 || file.isRefused else { return "\(file.file) has no rows; nothing was to be done." }
    guard file.rows > 0 else {
      return "\(file.file) was refused; \(BulkName(file.file)?.summary.description ?? "") says why."
    }
    let unread = file.unread.map { " \($0)" } ?? ""
    return "\(file.file): \(counted(file.rows, "row")) answered: "
      + outcome(file.accepted, rejected: file.rejected, skipped: file.skipped)
      + ", \(counted(file.jobs, "job")).\(unread)"
  }

  /// What was refused and has to be mended, and where that is; a line each.
  static func toMend(_ refused: [RefusedFile]) -> [String] {
    let shown = refused.prefix(mostShown).map(line(of:))
    let others = refused.count - shown.count
    return others > 0 ? shown + ["  and \(counted(others, "more file")) in failed/; status names the latest"] : shown
  }

  /// `  to mend: 140.json, INVALID_FIELD: inbox/failed/…/140.json`
  static func line(of refused: RefusedFile) -> String {
    let codes = refused.codes.map { $0.count == 1 ? $0.code : "\(grouped($0.count)) × \($0.code)" }
    return "  to mend: \(([refused.file.description] + codes).joined(separator: ", ")): \(refused.path)"
  }

  private static let mostShown = 20

  /// Nil if no drop has left anything.
  static func leftovers(_ tally: Worker.Tally) -> String? {
    guard !tally.staleDrops.isEmpty else { return nil }
    return
      "removed \(Outreach.counted(tally.staleDrops.count, "unfinished copy", plural: "unfinished copies")) from the inbox, left by a "
      + "drop that was stopped more than an hour ago; drop those files again if they were not"
  }

  /// Files with one request; bulk files count as requests, too.
  static func singleRequests(_ tally: Worker.Tally) -> (answered: Int, accepted: Int, refused: Int, jobs: Int) {
    let acceptedFiles = tally.files.count { !$0.isRefused }
    let refusedFiles = tally.files.count - acceptedFiles
    return (
      tally.requests - tally.files.count, tally.processed - acceptedFiles, tally.failed - refusedFiles,
      tally.jobs - tally.rowJobs
    )
  }

  private static func outcome(_ accepted: Int, rejected: Int, skipped: Int) -> String {
    let aside = skipped > 0 ? " (\(grouped(skipped)) skipped)" : ""
    return "\(grouped(accepted)) accepted, \(grouped(rejected)) refused\(aside)"
  }

  /// `1 row`, `1,200,000 rows`
  static func counted(_ number: Int, _ noun: String) -> String {
    Outreach.counted(number, noun, digits: grouped(number))
  }

  /// 1,200,000
  static func grouped(_ number: Int) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }
}
