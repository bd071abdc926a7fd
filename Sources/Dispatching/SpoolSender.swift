package import Outreach
internal import Records
package import Storage

/// Puts messages into `outbox/due/<channel>/`, from where another program fetches them.
///
/// They are made ready under dot-names first: a message whose sending was written down, and whose file nobody has seen,
/// is shown by the next dispatcher; one that is nowhere any more was fetched.
package struct SpoolSender: ChannelSender {
  private let outbox: String
  private let channel: Channel
  private let files: any FileSystem

  package init(outbox: String, channel: Channel, files: any FileSystem) {
    self.outbox = outbox
    self.channel = channel
    self.files = files
  }

  package func prepare(_ jobs: [DeliveryJob]) throws {
    try inDirectory { (directory) throws(FileError) in
      for job in jobs {
        let name = ReleasedFile.stagedName(of: job.id)
        // Of a dispatcher that died before it wrote down that it is sending.
        do throws(FileError) { try files.remove(name, in: directory) } catch  where error.isNotFound {}
        try files.createFile(name, in: directory, bytes: job.line + [0x0A], durable: true)
      }
      try files.sync(directory)
    }
  }

  package func send(_ jobs: [DeliveryJob], _ report: (Int, DeliveryOutcome?) -> Void) throws {
    try inDirectory { (directory) throws(FileError) in
      for (index, job) in jobs.enumerated() {
        do throws(FileError) {
          let (staged, name) = (ReleasedFile.stagedName(of: job.id), ReleasedFile.name(of: job.id))
          try files.rename(staged, in: directory, to: name, in: directory, replacing: false)
          report(index, nil)
        } catch {
          report(index, DeliveryOutcome(.retry, error: error.description))
        }
      }
      try files.sync(directory)
    }
  }

  private func inDirectory(_ body: (Directory) throws(FileError) -> Void) throws(FileError) {
    let outbox = try files.openDirectory(at: outbox)
    defer { files.close(outbox) }
    let due = try files.openOrMakeDirectory(ReleasedFile.directory, in: outbox)
    defer { files.close(due) }
    for name: FileName in ["sent", "failed"] { files.close(try files.openOrMakeDirectory(name, in: due)) }
    let directory = try files.openOrMakeDirectory(ReleasedFile.directory(of: channel), in: due)
    defer { files.close(directory) }
    try body(directory)
  }
}
