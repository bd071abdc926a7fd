internal import Outreach
package import Records
package import Requests
package import Storage

/// The answers that were given to requests with a reference, kept beside them in `processed/`, so that the same
/// request dropped again gets the same answer and plans nothing.
package struct FirstAnswers {
  package let spool: SpoolDirectories
  package let files: any FileSystem

  package enum Earlier {
    case same([UInt8])
    case refused(Refusal)
  }

  /// Where the first answer to a request with a reference is kept, beside the request.
  package static func fileName(for request: FileName) -> FileName {
    FileName(bytes: Array(".answer-".utf8) + request.bytes)
  }

  /// Nil if no request of this name has been accepted before.
  package func find(_ name: FileName, checksum: UInt64, in roster: Roster) throws(FileError) -> Earlier? {
    guard let known = roster.answer(to: name) else { return nil }
    guard known.checksum == checksum else {
      return .refused(
        Refusal(
          .duplicateRequest,
          "\"\(name)\" was answered in batch \(known.batch) with other content; give the new request a reference of its own."
        ))
    }
    guard let answer = try read(name, of: known.batch) else {
      return .refused(
        Refusal(
          .duplicateRequest,
          "\"\(name)\" was answered in batch \(known.batch), and that answer is no longer kept; nothing was planned again."
        ))
    }
    return .same(answer)
  }

  /// From `processed/`, or from `processing/` as long as that batch cannot be finished.
  private func read(_ name: FileName, of batch: BatchID) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      let day = try files.openDirectory(FileName(batch.time.day.iso8601), in: spool.processed)
      defer { files.close(day) }
      if let answer = try read(name, of: batch, below: day) { return answer }
    } catch  where error.isNotFound {}
    return try read(name, of: batch, below: spool.processing)
  }

  private func read(_ name: FileName, of batch: BatchID, below parent: Directory) throws(FileError) -> [UInt8]? {
    let directory: Directory
    do throws(FileError) {
      directory = try files.openDirectory(batch.fileName, in: parent)
    } catch  where error.isNotFound {
      return nil
    }
    defer { files.close(directory) }
    let answer = Self.fileName(for: name)
    for name in [answer, BatchFiles.stagedName(answer, of: batch)] {
      do throws(FileError) { return try files.readFile(name, in: directory) } catch  where error.isNotFound {}
    }
    return nil
  }
}
