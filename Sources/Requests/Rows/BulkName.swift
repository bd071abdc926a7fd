package import Storage

/// The name of a bulk file taken apart: `autumn-fair.csv`.
package struct BulkName: Hashable, Sendable {
  package enum Format: String, CaseIterable, Hashable, Sendable {
    case csv, tsv, ndjson, jsonl

    package var isTable: Bool { self == .csv || self == .tsv }
  }

  /// What the names of its answers begin with. UTF-8.
  package var stem: String
  package var format: Format
  /// As the file spells it, with its dot: `.CSV`.
  package var ending: String

  /// Longer ones would leave no room for what is added to them.
  static let longestStem = 190

  /// Nil if the name does not end as a bulk file's; the stem may still be unusable.
  package init?(_ name: FileName) {
    guard let text = name.text, let dot = text.lastIndex(of: "."), dot != text.startIndex,
      let format = Format(rawValue: text[text.index(after: dot)...].lowercased())
    else { return nil }
    stem = String(text[..<dot])
    ending = String(text[dot...])
    self.format = format
  }

  package var defaults: FileName { FileName(stem + Self.defaultsEnding) }
  package var responses: FileName { FileName(stem + ".ndjson") }
  package var summary: FileName { FileName(stem + ".summary.json") }
  /// The rows to be mended.
  package var rejected: FileName { FileName(stem + Self.rejectedEnding + ending) }
  /// The rows that were left out because their leads are or were being contacted.
  package var skipped: FileName { FileName(stem + Self.skippedEnding + ending) }

  package static let defaultsEnding = ".defaults.json"
  private static let rejectedEnding = ".rejected"
  private static let skippedEnding = ".skipped"

  /// Whether a file in `failed/` is one of those that the scheduler wrote itself.
  package static func isRefusedRows(_ name: FileName) -> Bool {
    guard let bulk = BulkName(name) else { return false }
    return original(bulk.stem) != bulk.stem
  }

  /// Whether it holds rows to be mended: `fair.rejected.csv`.
  package static func isRejectedRows(_ name: FileName) -> Bool {
    BulkName(name)?.stem.hasSuffix(rejectedEnding) ?? false
  }

  /// The file, as it was dropped, whose rows these are: `fair.csv` of `fair.rejected.csv`, `fair.skipped.csv`; nil if
  /// the name is another kind of file's.
  package static func original(ofRejectedRows name: FileName) -> FileName? {
    guard let kept = BulkName(name), let ending = [rejectedEnding, skippedEnding].first(where: kept.stem.hasSuffix)
    else {
      return nil
    }
    return FileName(String(kept.stem.dropLast(ending.count)) + kept.ending)
  }

  /// The stem of the file whose refused rows these are, however often they were refused; any other's is its own.
  package static func original(_ stem: String) -> String {
    for ending in [rejectedEnding, skippedEnding] where stem.hasSuffix(ending) {
      return original(String(stem.dropLast(ending.count)))
    }
    return stem
  }
}
