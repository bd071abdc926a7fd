internal import Outreach

/// The answers that were given to requests with a reference, kept beside them in `processed/`, so that the same
/// request dropped again gets the same answer and plans nothing.
struct FirstAnswers {
  let spool: SpoolDirectories
  let files: any FileSystem

  enum Earlier {
    case same([UInt8])
    case refused(Refusal)
  }

  static func fileName(for request: FileName) -> FileName {
    FileName(bytes: Array(".answer-".utf8) + request.bytes)
  }

  /// Nil if no request of this name has been accepted before.
  func find(_ name: FileName, checksum: UInt64, in roster: Roster) throws(FileError) -> Earlier? {
    guard let known = roster.answer(to: name) else { return nil }
    guard known.checksum == checksum else {
      return .refused(
        Refusal(
          .duplicateRequest,
          "\"\(name)\" was answered in batch \(known.batch) with other content; give the new request a reference of its own."))
    }
    guard let answer = try read(name, of: known.batch) else {
      return .refused(
        Refusal(
          .duplicateRequest,
          "\"\(name)\" was answered in batch \(known.batch), and that answer is no longer kept; nothing was planned again."))
    }
    return .same(answer)
  }

  private func read(_ name: FileName, of batch: BatchID) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      let day = try files.openDirectory(FileName(batch.time.day.iso8601), in: spool.processed)
      defer { files.close(day) }
      let directory = try files.openDirectory(batch.fileName, in: day)
      defer { files.close(directory) }
      return try files.readFile(Self.fileName(for: name), in: directory)
    } catch where error.isNotFound {
      return nil
    }
  }
}
