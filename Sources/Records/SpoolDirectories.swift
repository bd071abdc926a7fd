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
  /// Whether one sync reaches both inbox and outbox.
  package let shareFileSystem: Bool

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
      for (parent, name): (Directory, FileName) in [
        (inbox, "processing"), (inbox, "processed"), (inbox, "failed"), (outbox, "responses"), (outbox, "jobs"),
        (outbox, "roster"), (outbox, "ledger"),
      ] {
        opened.append(try files.openOrMakeDirectory(name, in: parent))
      }
      let devices = (try files.status(of: ".", in: inbox).device, try files.status(of: ".", in: outbox).device)
      return SpoolDirectories(
        inbox: inbox, processing: opened[2], processed: opened[3], failed: opened[4], outbox: outbox,
        responses: opened[5], jobs: opened[6], roster: opened[7], ledger: opened[8],
        shareFileSystem: devices.0 == devices.1)
    } catch {
      for directory in opened { files.close(directory) }
      throw error
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
