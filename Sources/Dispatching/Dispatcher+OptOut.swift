internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// What a provider knows of a person's wishes goes the way of everybody's word: into the inbox.
extension Dispatcher {
  /// Drops an opt-out of the channel; the same one again is there already.
  func passOn(optOutOf job: DeliveryJob) throws(FileError) {
    let inbox = try files.openDirectory(at: settings.inbox)
    defer { files.close(inbox) }
    // References have no dots, and job ids are longer than references may be.
    let ref = "provider-\(String(Checksum.of(Array(job.id.utf8)), radix: 16))"
    let name = FileName("\(job.lead).opt-out@\(ref).json")
    let staged = FileName(".\(name)")
    var out = JSONWriter(capacity: 128)
    out.raw(#"{"channel":"#)
    out.string(job.channel.rawValue)
    out.raw(#","reason":"the provider says that no such messages are wanted"}"#)
    out.raw("\n")
    // Of a dispatcher that died halfway.
    do throws(FileError) { try files.remove(staged, in: inbox) } catch  where error.isNotFound {}
    try files.createFile(staged, in: inbox, bytes: out.bytes, durable: true)
    do throws(FileError) {
      try files.rename(staged, in: inbox, to: name, in: inbox, replacing: false)
    } catch  where error.isTaken {
      try files.remove(staged, in: inbox)
    }
    try files.sync(inbox)
  }
}
