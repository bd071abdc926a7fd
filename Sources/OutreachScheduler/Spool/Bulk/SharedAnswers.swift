internal import Outreach

/// Bulk files whose names differ in their endings only, `fair.csv` and `fair.ndjson`: their answers have the same names,
/// and nobody's answers are written over another file's.
extension BulkHome {
  /// The file whose answers this one's would replace; nil if there is none.
  func rival(_ spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) -> FileName? {
    if let waiting = try rivalAtWork(spool, files) { return waiting }
    let summary: [UInt8]
    do throws(FileError) {
      summary = try files.readFile(name.summary, in: spool.responses)
    } catch  where error.isNotFound {
      return nil
    }
    guard let other = (try? JSONValue(parsing: summary))?["file"]?.string.map({ FileName($0) }), other != file else {
      return nil
    }
    return other
  }

  /// One that was claimed before, and has not got to its end.
  private func rivalAtWork(_ spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) -> FileName? {
    for other in try files.list(spool.processing).compactMap({ BatchID($0.name) }) where other < batch {
      guard let directory = try files.openIfThere(other.fileName, in: spool.processing) else { continue }
      defer { files.close(directory) }
      let home = BulkHome(batch: other, directory: directory, names: try files.list(directory).map(\.name))
      if let home, home.name.responses == name.responses, home.file != file { return home.file }
    }
    return nil
  }

  func refuseRival(_ spool: SpoolDirectories, _ files: any FileSystem) throws {
    guard let other = try rival(spool, files) else { return }
    throw Refusal(
      .invalidFileName,
      "The answers to \"\(file)\" would replace those to \"\(other)\", which have the same names; rename the file and drop "
        + "it again, or delete responses/\(name.responses) and responses/\(name.summary) first.")
  }
}
