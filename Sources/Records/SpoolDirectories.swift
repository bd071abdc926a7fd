internal import Outreach
package import Requests
package import Storage

/// The spool's standing directories, open.
///
/// Opened anew for each turn under the lock, so that a directory an administrator moved away and made again is
/// not written to by its old handle.
package struct SpoolDirectories: Sendable {
  package let inbox: Directory
  package let processing: Directory
  package let processed: Directory
  package let failed: Directory
  package let outbox: Directory
  package let responses: Directory
  package let jobs: Directory
  package let roster: Directory
  package let ledger: Directory
  /// Whose the outbox is.
  let owner: UInt32
  /// Whether one sync reaches both inbox and outbox.
  package let shareFileSystem: Bool

  /// The names of those below the inbox, and of those below the outbox.
  package static let inboxParts: [FileName] = ["processing", "processed", "failed"]
  package static let outboxParts: [FileName] = ["responses", "jobs", "roster", "ledger"]

  /// Opens what is there and makes what is missing below `inbox` and `outbox`, which themselves must exist.
  package static func open(inbox: String, outbox: String, in files: any FileSystem) throws(FileError)
    -> SpoolDirectories
  {
    var opened: [Directory] = []
    do throws(FileError) {
      let inbox = try files.openDirectory(at: inbox)
      opened.append(inbox)
      let outbox = try files.openDirectory(at: outbox)
      opened.append(outbox)
      for name in inboxParts { opened.append(try files.openOrMakeDirectory(name, in: inbox)) }
      for name in outboxParts { opened.append(try files.openOrMakeDirectory(name, in: outbox)) }
      let (inboxStatus, outboxStatus) = (try files.status(of: ".", in: inbox), try files.status(of: ".", in: outbox))
      let spool = SpoolDirectories(
        inbox: inbox, processing: opened[2], processed: opened[3], failed: opened[4], outbox: outbox,
        responses: opened[5], jobs: opened[6], roster: opened[7], ledger: opened[8],
        owner: outboxStatus.owner, shareFileSystem: inboxStatus.device == outboxStatus.device)
      for directory in [spool.processing, spool.processed, spool.failed] { try spool.trust(directory, files) }
      return spool
    } catch {
      for directory in opened { files.close(directory) }
      throw error
    }
  }

  /// What lies in a directory below the inbox is believed only if nobody else can have put it there: the inbox itself may be
  /// anybody's to write, and a record tells what is to be moved and removed.
  ///
  /// - Throws: ``FileError/foreign`` if it is not this user's or root's, or others may write to it. Root trusts the spool's
  ///   owner, too.
  package func trust(_ directory: Directory, _ files: any FileSystem) throws(FileError) {
    let status = try files.status(of: ".", in: directory)
    let isOurs = status.owner == files.user || status.owner == 0 || (files.user == 0 && status.owner == owner)
    guard isOurs, status.permissions & 0o022 == 0 else {
      throw FileError("trust", directory.path, code: FileError.foreign)
    }
  }

  /// Closes all of them.
  package func close(in files: any FileSystem) {
    for directory in [inbox, processing, processed, failed, outbox, responses, jobs, roster, ledger] {
      files.close(directory)
    }
  }

  /// Whether there is a batch of this name, at work or at rest.
  package func hold(_ batch: BatchID, in files: any FileSystem) throws(FileError) -> Bool {
    if try files.exists(batch.fileName, in: processing) { return true }
    for parent in [processed, failed] {
      do throws(FileError) {
        let day = try files.openDirectory(FileName(batch.time.day.iso8601), in: parent)
        defer { files.close(day) }
        if try files.exists(batch.fileName, in: day) { return true }
      } catch  where error.isNotFound {}
    }
    return false
  }
}
