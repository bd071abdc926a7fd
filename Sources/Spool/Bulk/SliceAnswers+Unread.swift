internal import Formats
internal import Outreach
internal import Records
internal import Requests

/// What cannot be read of a bulk file: a row that is too long, or all that stands behind one that never ends.
extension SliceAnswers {
  /// Counts the row from which on the file cannot be read as one that is refused. A file without any accepted row is kept
  /// whole, so it is done with that.
  mutating func giveUp(_ refusal: Refusal, _ name: BulkName) {
    progress.isGivenUp = true
    refuseUnread(refusal, progress.unread(of: name))
    progress.isDone = progress.accepted == 0
  }

  /// Keeps the next bytes of the file, which cannot be read, among those to be mended; none: it is done.
  ///
  /// - Parameter limit: bytes that are kept in all: what never ends must not fill the disk. What is no text, as the holes of a
  ///   file are none, is not kept either.
  mutating func keepUnread(_ bytes: [UInt8], upTo limit: Int) {
    let room = min(bytes.count, max(0, limit - progress.unreadKept))
    let hole = bytes.withUnsafeBytes { Self.hole(in: UnsafeRawBufferPointer(rebasing: $0[..<room])) }
    let part = bytes[..<(hole ?? room)]
    progress.unreadKept += part.count
    progress.offset += UInt64(part.count)
    if part.count < bytes.count {
      progress.unreadCut = 1
      progress.offset = max(progress.offset, UInt64(progress.size))
    }
    progress.isDone = bytes.isEmpty || progress.unreadCut == 1
    rejected.append(part)
  }

  /// More NULs than any encoding of text has in a row.
  private static let noText = [UInt8](repeating: 0, count: 16)

  private static func hole(in bytes: UnsafeRawBufferPointer) -> Int? {
    noText.withUnsafeBytes { bytes.firstOffset(of: $0) }
  }

  /// Refuses a row that is too long to be read. Its beginning is kept, and the next row is answered.
  mutating func refuseLongRow(_ refusal: Refusal, _ name: BulkName) {
    refuseUnread(
      refusal, "Only its beginning is in failed/, as \(name.rejected); the row itself is where the file is kept.")
    progress.longRow = LongRow()
  }

  /// Keeps the next bytes of such a row; none: the file ends with it.
  ///
  /// - Parameters:
  ///   - delimiter: the table's; nil for lines of NDJSON.
  ///   - limit: bytes of the row that are kept: one that never ends must not fill the disk.
  mutating func keepLongRow(_ bytes: [UInt8], delimiter: UInt8?, upTo limit: Int) {
    guard var row = progress.longRow else { return }
    var taken = row
    let (count, isEnd) = taken.take(bytes, delimiter: delimiter)
    let copy = row.keep(bytes[..<count], upTo: limit, delimiter: delimiter)
    (row.place, row.lines) = (taken.place, taken.lines)
    progress.offset += UInt64(count)
    rejected.append(copy[...])
    progress.longRow = isEnd || bytes.isEmpty ? nil : row
    if isEnd { progress.line += row.lines }
    if bytes.isEmpty {
      progress.isDone = true
      // A quote that was never closed has taken all other rows for text.
      progress.isGivenUp = row.isQuoted && row.lines > 0
    }
  }

  /// Answers the row from which on nothing can be read.
  ///
  /// - Parameter place: where its bytes are, in a sentence.
  private mutating func refuseUnread(_ refusal: Refusal, _ place: String?) {
    let message = [refusal.message, place].compactMap(\.self).joined(separator: " ")
    responses.append(
      ResponseEnvelope.refused(
        Refusal(refusal.code, message), leadID: nil, requestID: nil, ref: nil, row: progress.rows + 1))
    progress.count(refusal.code)
  }
}
