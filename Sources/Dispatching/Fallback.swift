internal import Formats
package import Leads
internal import Outreach
package import Requests
internal import Spool
package import Storage

/// The request that is dropped where a first message reaches nobody on the channel that was chosen for the person.
///
/// A provider says so at once, which dispatch hears, or later, which `inbound` hears; the same job makes the same file.
package struct Fallback {
  private let files: any FileSystem
  /// Its path.
  private let inbox: String
  /// What bulk files' columns mean.
  private let columns: ColumnMapping
  /// Whether a request that names no channel leaves it to us.
  private let choosesChannel: Bool
  /// Where bulk files lie, by the slices that were looked for.
  private var homes: [BatchID: [FileName]] = [:]

  package init(inbox: String, columns: ColumnMapping, choosesChannel: Bool, files: any FileSystem) {
    self.inbox = inbox
    self.columns = columns
    self.choosesChannel = choosesChannel
    self.files = files
  }

  /// The job's request once more, for e-mail, if it left the channel to us (`"channel":"auto"`, its own or the
  /// configuration's) and the job is its first message; nil if nothing follows. Of a request for both channels the other
  /// one's messages are planned already.
  package mutating func request(for job: JobID) throws(FileError) -> (name: FileName, bytes: [UInt8])? {
    guard job.channel == .whatsapp, job.step == 1 else { return nil }
    var found: [JSONMember]?
    // What became of the message is written down all the same.
    do throws(FileError) { found = try members(of: job.request) } catch  where error.isNotFound || error.isRefused {}
    guard let members = found, leavesChannelToUs(members) else { return nil }
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
    return (FileName("\(job.request.lead)@fallback-\(Dispatcher.reference(job.description)).json"), out.bytes)
  }

  private func leavesChannelToUs(_ members: [JSONMember]) -> Bool {
    let named = members.last { $0.key == "channel" && $0.value != .null }?.value
    return named.map { $0 == .string("auto") } ?? choosesChannel
  }

  /// The request as it came: a file of its own, or a bulk file's row. Of several it is not known whose the job is.
  private mutating func members(of id: RequestID) throws(FileError) -> [JSONMember]? {
    let inbox = try files.openDirectory(at: self.inbox)
    defer { files.close(inbox) }
    if let batch = try open(["processed", FileName(id.batch.time.day.iso8601), id.batch.fileName], below: inbox) {
      defer { files.close(batch) }
      return try members(of: id.lead, among: batch)
    }
    guard let home = try home(ofSlice: id.batch, below: inbox), let directory = try open(home, below: inbox) else {
      return nil
    }
    defer { files.close(directory) }
    guard let batch = home.last.flatMap({ BatchID($0) }),
      let file = BulkFile(batch: batch, directory: directory, names: try files.list(directory).map(\.name))
    else { return nil }
    let rows = try file.rows(of: id.lead, answeredIn: id.batch, columns, files)
    guard rows.count == 1, let row = rows.first, !row.facts.optedOut.contains(.email) else { return nil }
    return row.requestMembers
  }

  private func members(of lead: LeadID, among batch: Directory) throws(FileError) -> [JSONMember]? {
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
