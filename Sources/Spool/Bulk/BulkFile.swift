internal import Outreach
internal import Records
package import Requests
internal import Scheduling
package import Storage

/// A bulk file's directory below `processing/`: the file, its defaults, and a record of each slice.
///
/// The file stays in the directory of the batch that claimed it, while every slice is a batch of its own.
package struct BulkFile {
  /// The batch that claimed the file; answers that grow slice by slice are staged in its name.
  package let batch: BatchID
  package let directory: Directory
  package let file: FileName
  package let name: BulkName
  /// Nil if the file has none.
  package let defaults: FileName?
  /// A slice that was being published when its worker went away.
  package let unsettled: BatchID?
  /// The last one that was published.
  package let last: BatchID?

  /// Nil if the directory is no bulk file's.
  package init?(batch: BatchID, directory: Directory, names: [FileName]) {
    guard let (file, name) = names.lazy.compactMap({ file in RequestName(file).bulk.map { (file, $0) } }).first else {
      return nil
    }
    self.batch = batch
    self.directory = directory
    self.file = file
    self.name = name
    defaults = names.first { $0 == name.defaults }
    unsettled = names.lazy.compactMap { BatchRecord.slice($0) }.first
    last = names.lazy.compactMap { BatchRecord.settledSlice($0) }.max()
  }

  /// How far the file has been answered.
  ///
  /// - Throws: if the last slice's record is damaged: going on without it would answer rows twice.
  package func progress(_ files: any FileSystem) throws(FileError) -> BulkProgress {
    guard let last else { return BulkProgress() }
    let record = BatchRecord.settledSliceName(last)
    guard let progress = BatchRecord(try files.readFile(record, in: directory))?.slice else {
      throw FileError("understand", directory.path(of: record), code: FileError.damaged)
    }
    return progress
  }

  /// The file, or why it is none that may be read.
  package func open(_ rules: ClaimRules, _ files: any FileSystem) throws(FileError) -> Result<OpenFile, Refusal> {
    do throws(FileError) {
      let opened = try files.open(file, in: directory)
      var isOurs = false
      defer { if !isOurs { files.close(opened) } }
      let status = try files.status(opened)
      let refusal = status.kind == .regular ? rules.refusal(of: file, .bulk(name), status) : Claim.notRegular(file)
      isOurs = refusal == nil
      return refusal.map { .failure($0) } ?? .success(opened)
    } catch {
      if error.isLink || error.isNotOpenable { return .failure(Claim.notRegular(file)) }
      if error.isRefused { return .failure(Claim.unreadable(file)) }
      throw error
    }
  }

  /// The answers that grow, under the names they have until the file is done.
  package var staged: (responses: FileName, rejected: FileName, skipped: FileName) {
    (
      BatchFiles.stagedName(name.responses, of: batch), BatchFiles.stagedName(name.rejected, of: batch),
      BatchFiles.stagedName(name.skipped, of: batch)
    )
  }

  /// Where refused rows are to be found, from the inbox.
  var rejectedPath: String { "failed/\(batch.time.day.iso8601)/\(batch)/\(name.rejected)" }

  /// What the rows leave open.
  ///
  /// - Throws: a ``Refusal`` of the whole file if the defaults are wrong.
  func rowDefaults(_ planner: SequencePlanner, _ files: any FileSystem, largest: Int) throws -> RowDefaults {
    guard let defaults else { return .none }
    let bytes = try read(defaults, files, upTo: largest + 1)
    return try RowDefaults(parsing: bytes, named: defaults, planner, largest: largest)
  }

  /// What is no readable file is its dropper's fault, and no reason to wait.
  private func read(_ defaults: FileName, _ files: any FileSystem, upTo limit: Int) throws -> [UInt8] {
    let status = try files.status(of: defaults, in: directory)
    guard status.kind == .regular else { throw Claim.notRegular(defaults) }
    do throws(FileError) {
      return try files.readFile(defaults, in: directory, upTo: limit)
    } catch  where error.isRefused {
      throw Claim.unreadable(defaults)
    }
  }
}
