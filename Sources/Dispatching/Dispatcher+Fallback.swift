internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Spool
internal import Storage

/// A person who cannot be reached on the channel that was chosen for them is written to on the other one.
extension Dispatcher {
  /// Drops the request once more, for e-mail, if it left the channel to us (`"channel":"auto"`, its own or the
  /// configuration's) and its first message reached nobody. Of a request for both channels the other one's messages are
  /// planned already.
  mutating func fallBack(from job: DeliveryJob) throws(FileError) {
    guard job.channel == .whatsapp, job.step == 1, let id = JobID(job.id) else { return }
    var found: [JSONMember]?
    // What became of the message is written down all the same.
    do throws(FileError) { found = try request(of: id.request) } catch  where error.isNotFound || error.isRefused {}
    guard let members = found, leavesChannelToUs(members) else { return }
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

  /// The request as it came: a file of its own, or a bulk file's row. Of several it is not known whose the job is.
  private mutating func request(of id: RequestID) throws(FileError) -> [JSONMember]? {
    let inbox = try files.openDirectory(at: settings.inbox)
    defer { files.close(inbox) }
    if let batch = try open(["processed", FileName(id.batch.time.day.iso8601), id.batch.fileName], below: inbox) {
      defer { files.close(batch) }
      return try request(of: id.lead, among: batch)
    }
    guard let home = try home(ofSlice: id.batch, below: inbox), let directory = try open(home, below: inbox) else {
      return nil
    }
    defer { files.close(directory) }
    guard let batch = home.last.flatMap({ BatchID($0) }),
      let file = BulkFile(batch: batch, directory: directory, names: try files.list(directory).map(\.name))
    else { return nil }
    let rows = try file.rows(of: id.lead, answeredIn: id.batch, settings.columns, files)
    guard rows.count == 1, let row = rows.first, !row.facts.optedOut.contains(.email) else { return nil }
    return row.requestMembers
  }

  private func request(of lead: LeadID, among batch: Directory) throws(FileError) -> [JSONMember]? {
    let names = try files.list(batch).map(\.name).filter { name in
      guard case .enqueue(let other, _) = RequestName(name) else { return false }
      return other == lead
    }
    guard names.count == 1, let name = names.first,
      case .object(let members)? = try? JSONValue(parsing: try files.readFile(name, in: batch, upTo: 1 << 20))
    else { return nil }
    return members
  }

  /// Where the bulk file lies of which a slice was part: it may be at work still, and was claimed on that day or earlier.
  private mutating func home(ofSlice slice: BatchID, below inbox: Directory) throws(FileError) -> [FileName]? {
    if let known = homes[slice] { return known }
    let record = BatchRecord.settledSliceName(slice)
    var places: [[FileName]] = [["processing"]]
    if let processed = try files.openIfThere("processed", in: inbox) {
      defer { files.close(processed) }
      let days = try files.list(processed).compactMap { $0.name.text.flatMap { CivilDay(iso8601: $0) } }
      places += days.filter { $0 <= slice.time.day }.sorted(by: >).map { ["processed", FileName($0.iso8601)] }
    }
    for place in places {
      guard let directory = try open(place, below: inbox) else { continue }
      defer { files.close(directory) }
      for home in try files.list(directory).compactMap({ BatchID($0.name) }) where home < slice {
        guard let batch = try files.openIfThere(home.fileName, in: directory) else { continue }
        defer { files.close(batch) }
        guard try files.exists(record, in: batch) else { continue }
        homes[slice] = place + [home.fileName]
        return homes[slice]
      }
    }
    return nil
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
