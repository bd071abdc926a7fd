package import Formats
package import Outreach
internal import Records
package import Requests
internal import Scheduling
package import Storage

/// A bulk file that comes again, under whatever name.
extension Worker {
  /// What tells the file from every other.
  ///
  /// - Throws: ``BulkIdentity/Unread`` if the time is over before the file is read.
  package mutating func identity(
    of home: BulkFile, _ source: OpenFile, defaults: [JSONMember], verb: CommandVerb?,
    until deadline: Timestamp
  ) throws -> UInt64 {
    tally.bulk = BulkState(file: home.file, bytes: 0, ofBytes: UInt64(try files.status(source).size), rows: 0)
    var identity = bulkFiles[home.batch]?.identity ?? BulkIdentity()
    defer { bulkFiles[home.batch, default: BulkFileMemory()].identity = identity }
    try identity.read(source, files) { clock() >= deadline }
    return identity.value(with: defaults, verb)
  }

  /// - Throws: ``RepeatedFile`` if this file was answered within the cool-down.
  func checkRepeat(of identity: UInt64, now: Timestamp) throws(RepeatedFile) {
    let cooldown = Int64(planner.configuration.cooldownDays) * 86_400
    guard let earlier = roster.file(identity), now.seconds - earlier.time.seconds < cooldown else { return }
    throw RepeatedFile(earlier: earlier)
  }
}

/// The same bytes were answered before: nothing is planned again, and nothing is wrong with that.
struct RepeatedFile: Error {
  /// The batch that its summary names.
  var earlier: BatchID
}
