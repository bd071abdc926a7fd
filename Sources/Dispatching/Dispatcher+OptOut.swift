internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// What a provider knows of a person's wishes goes the way of everybody's word: into the inbox.
extension Dispatcher {
  /// Drops an opt-out of the channel.
  func passOn(optOutOf job: DeliveryJob) throws(FileError) {
    var out = JSONWriter(capacity: 128)
    out.raw(#"{"channel":"#)
    out.string(job.channel.rawValue)
    out.raw(#","reason":"the provider says that no such messages are wanted"}"#)
    out.raw("\n")
    try drop(FileName("\(job.lead).opt-out@provider-\(Self.reference(job.id)).json"), out.bytes)
  }

  /// The same for the same job, for ever: references have no dots, and job ids are longer than references may be.
  static func reference(_ job: String) -> String { String(Checksum.of(Array(job.utf8)), radix: 16) }

  /// Puts a file into the inbox, whole and durable; one of the same name that waits there is it already.
  func drop(_ name: FileName, _ bytes: [UInt8]) throws(FileError) {
    let inbox = try files.openDirectory(at: settings.inbox)
    defer { files.close(inbox) }
    let staged = FileName(".\(name)")
    // Of a dispatcher that died halfway.
    do throws(FileError) { try files.remove(staged, in: inbox) } catch  where error.isNotFound {}
    try files.createFile(staged, in: inbox, bytes: bytes, durable: true)
    do throws(FileError) {
      try files.rename(staged, in: inbox, to: name, in: inbox, replacing: false)
    } catch  where error.isTaken {
      try files.remove(staged, in: inbox)
    }
    try files.sync(inbox)
  }
}
