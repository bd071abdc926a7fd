internal import Records
package import Requests

/// How far a bulk file has been answered: what a slice's record says, and all that the next slice needs to know.
package struct BulkProgress: Hashable, Sendable {
  /// Where the next row begins in the file, in bytes.
  package var offset: UInt64 = 0
  /// Tells the file from every other.
  package var identity: UInt64 = 0
  /// The line of the file that this is, from 1.
  package var line = 1
  /// Rows answered; always ``accepted`` + ``rejected``.
  package var rows = 0
  package var accepted = 0
  /// Refused for whatever reason, those in ``skipped`` included.
  package var rejected = 0
  /// Refused because the lead is or was being contacted: nothing to be mended.
  package var skipped = 0
  package var jobs = 0
  /// The file's size when the last slice began.
  package var size = 0
  /// What the file had, if it was found shorter at a later slice; else 0.
  package var cutFrom = 0
  /// Rows from the first on whose answers somebody has removed before they were published.
  package var lostAnswers = 0
  /// Lines at the end that are no data.
  package var footerLines = 0
  /// Bytes that count of each of the growing files.
  package var responseBytes = 0
  package var rejectedBytes = 0
  package var skippedBytes = 0
  /// How often each reason came up.
  package var codes: [String: Int] = [:]
  /// Which rows were skipped.
  package private(set) var skippedRows = SkippedRows()
  /// Whether a row has been come upon behind which none can be found: the bytes from ``offset`` on are kept unread.
  var isGivenUp = false
  /// How many of those bytes are kept so far, and 1 if that is not all of them.
  var unreadKept = 0
  var unreadCut = 0
  /// The row that begins in ``line``, if it is too long to be read and not kept to its end yet.
  var longRow: LongRow?
  /// Whether every row has been answered.
  var isDone = false

  /// Counts a refused row.
  package mutating func count(_ code: RefusalCode) {
    rows += 1
    rejected += 1
    if code.isNothingToMend {
      skipped += 1
      skippedRows.add(rows, code)
    }
    codes[code.rawValue, default: 0] += 1
  }

  /// Reasons for which something is to be mended, and how often each came up.
  package var codesToMend: [String: Int] {
    codes.filter { RefusalCode(rawValue: $0.key)?.isNothingToMend == false }
  }

  /// Whether a row has asked for a sequence and got it.
  package func hasPlanned(since earlier: BulkProgress) -> Bool { jobs > earlier.jobs }

  /// What a person should know of a file that could not be read to its end; nil if it was, as far as it has been answered.
  package func unread(of name: BulkName) -> String? {
    guard isGivenUp else { return nil }
    // Without an accepted row the file itself lies there.
    let place =
      accepted > 0
      ? (unreadCut > 0 ? "its first \(unreadKept) bytes are" : "it is")
        + " kept as it came in failed/ as \(name.rejected): mend it there and drop that file"
        + (unreadCut > 0 ? ". The rest is only where the file itself lies, in processed/" : "")
      : "mend the file and drop it again"
    return "Nothing from line \(line) on was read; \(place)."
  }

  /// Notes how long the file is when a slice begins.
  package mutating func see(size now: Int) {
    if now < size { cutFrom = max(cutFrom, size) }
    size = now
  }

  /// Whether the file has lost bytes since it was claimed: then what stood in them was not answered.
  package var isCut: Bool { cutFrom > 0 }

  // MARK: As lines of a record

  private static let numbers: [(name: String, path: any WritableKeyPath<BulkProgress, Int> & Sendable)] = [
    ("line", \.line), ("rows", \.rows), ("accepted", \.accepted), ("rejected", \.rejected), ("skipped", \.skipped),
    ("jobs", \.jobs), ("footer", \.footerLines), ("response-bytes", \.responseBytes),
    ("rejected-bytes", \.rejectedBytes), ("skipped-bytes", \.skippedBytes),
    ("size", \.size), ("cut-from", \.cutFrom),
    ("unread-kept", \.unreadKept), ("unread-cut", \.unreadCut), ("lost-answers", \.lostAnswers),
  ]

  /// More of anything is in no file, so counting on never overflows.
  private static let most: UInt64 = 1 << 52

  /// `slice offset=… line=… rows=… … done=0 INVALID_FIELD=3`
  var encoded: String {
    var words =
      ["slice", "offset=\(offset)", "identity=\(identity)"]
      + Self.numbers.map { "\($0.name)=\(self[keyPath: $0.path])" }
    if isGivenUp { words.append("given-up=1") }
    if let longRow {
      words += [
        "long-row=\(longRow.place.rawValue)", "long-row-lines=\(longRow.lines)", "long-row-kept=\(longRow.kept)",
      ]
    }
    if !skippedRows.runs.isEmpty { words.append("skipped-rows=\(skippedRows.encoded)") }
    if skippedRows.others > 0 { words.append("skipped-others=\(skippedRows.others)") }
    words.append("done=\(isDone ? 1 : 0)")
    words += codes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return words.joined(separator: " ")
  }

  package init() {}

  /// Nil if the words behind `slice` are not what ``encoded`` wrote.
  package init?(words: some Sequence<String>) {
    var (skipped, others): (Substring, Int) = ("", 0)
    for word in words {
      let pair = word.split(separator: "=")
      if pair.count == 2, pair[0] == "skipped-rows" {
        skipped = pair[1]
        continue
      }
      guard pair.count == 2, let value = UInt64(pair[1]), value <= Self.most || pair[0] == "identity" else {
        return nil
      }
      switch String(pair[0]) {
      case "offset": offset = value
      case "identity": identity = value
      case "given-up": isGivenUp = value == 1
      case "done": isDone = value == 1
      case let name:
        guard let number = Int(exactly: value) else { return nil }
        if name == "long-row", let place = LongRow.Position(rawValue: number) {
          longRow = LongRow(place: place)
          continue
        }
        if name == "skipped-others" {
          others = number
          continue
        }
        if name == "long-row-lines", longRow != nil {
          longRow?.lines = number
          continue
        }
        if name == "long-row-kept", longRow != nil {
          longRow?.kept = number
          continue
        }
        if let known = Self.numbers.first(where: { $0.name == name }) {
          self[keyPath: known.path] = number
        } else if RefusalCode(rawValue: name) != nil {
          codes[name] = number
        } else {
          return nil
        }
      }
    }
    guard let rows = SkippedRows(encoded: skipped, others: others) else { return nil }
    skippedRows = rows
  }
}

extension RefusalCode {
  /// Whether the row is in order, and only its time has not come: somebody writes to the lead already, or just did.
  package var isNothingToMend: Bool {
    self == .alreadyActive || self == .recentlyContacted || self == .duplicateRequest
  }
}
