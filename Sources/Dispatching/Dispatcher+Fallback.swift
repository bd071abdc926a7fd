internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// A person who cannot be reached on the channel that was chosen for them is written to on the other one.
extension Dispatcher {
  /// Drops the request once more, for e-mail, if it left the channel to us (`"channel":"auto"`, its own or the
  /// configuration's) and its first message reached nobody. Of a request for both channels the other one's messages are
  /// planned already.
  func fallBack(from job: DeliveryJob) throws(FileError) {
    guard job.channel == .whatsapp, job.step == 1, let id = JobID(job.id),
      let members = try request(of: id.request),
      leavesChannelToUs(members)
    else { return }
    let kept = members.filter { !["channel", "start_at", "on_contacted"].contains($0.key) }
    var out = JSONWriter(capacity: 512)
    // That a message reached nobody is no contact.
    out.value(
      .object(
        [
          JSONMember(key: "channel", value: .string(Channel.email.rawValue)),
          JSONMember(key: "on_contacted", value: .string("allow")),
        ] + kept))
    out.raw("\n")
    try drop(FileName("\(job.lead)@fallback-\(Self.reference(job)).json"), out.bytes)
  }

  private func leavesChannelToUs(_ members: [JSONMember]) -> Bool {
    let named = members.last { $0.key == "channel" && $0.value != .null }?.value
    return named.map { $0 == .string("auto") } ?? settings.choosesChannel
  }

  /// The request as it came, if it was a file of its own.
  private func request(of id: RequestID) throws(FileError) -> [JSONMember]? {
    let inbox = try files.openDirectory(at: settings.inbox)
    defer { files.close(inbox) }
    let path: [FileName] = ["processed", FileName(id.batch.time.day.iso8601), id.batch.fileName]
    guard let batch = try open(path, below: inbox) else { return nil }
    defer { files.close(batch) }
    let names = try files.list(batch).map(\.name).filter { name in
      guard case .enqueue(let lead, _) = RequestName(name) else { return false }
      return lead == id.lead
    }
    // Of several it is not known whose the job is.
    guard names.count == 1, let name = names.first,
      case .object(let members)? = try? JSONValue(
        parsing: try files.readFile(name, in: batch, upTo: 1 << 20))
    else { return nil }
    return members
  }

  private func open(_ path: [FileName], below parent: Directory) throws(FileError) -> Directory? {
    var directory: Directory?
    for name in path {
      let next = try files.openIfThere(name, in: directory ?? parent)
      if let directory { files.close(directory) }
      guard let next else { return nil }
      directory = next
    }
    return directory
  }
}
