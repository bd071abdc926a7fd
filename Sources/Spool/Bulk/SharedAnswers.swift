internal import Records
internal import Requests
internal import Storage

/// Bulk files whose names differ in their endings only, `fair.csv` and `fair.ndjson`: their answers have the same names.
/// A newer file's answers replace an older one's, as those of a file with the same name do, but not before the older
/// file has got all of them.
extension BulkFile {
  /// The file of this sort that was claimed before and has not got to its end; nil if there is none.
  func rival(_ spool: SpoolDirectories, _ files: any FileSystem) throws(FileError) -> FileName? {
    for other in try files.list(spool.processing).compactMap({ BatchID($0.name) }) where other < batch {
      guard let directory = try files.openIfThere(other.fileName, in: spool.processing) else { continue }
      defer { files.close(directory) }
      let home = BulkFile(batch: other, directory: directory, names: try files.list(directory).map(\.name))
      if let home, home.name.responses == name.responses, home.file != file { return home.file }
    }
    return nil
  }

  func refuseRival(_ spool: SpoolDirectories, _ files: any FileSystem) throws {
    guard let other = try rival(spool, files) else { return }
    throw Refusal(
      .invalidFileName,
      "The answers to \"\(file)\" would have the names of those to \"\(other)\", which is still being answered; rename "
        + "the file and drop it again, or drop it again when the other one is done.")
  }
}
