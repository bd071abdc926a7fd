internal import Outreach

/// A bulk file that comes again, under whatever name.
extension Spool {
  /// What tells the file from every other: its bytes and its defaults, whatever it is called.
  func identity(of source: OpenFile, _ defaults: [JSONMember]) throws(FileError) -> UInt64 {
    var checksum = Checksum.Running()
    var position: UInt64 = 0
    while true {
      let bytes = try files.read(source, at: position, count: 1 << 20)
      if bytes.isEmpty { break }
      checksum.add(bytes)
      position += UInt64(bytes.count)
    }
    var text = JSONWriter()
    text.value(.object(defaults.sorted { $0.key < $1.key }))
    checksum.add(text.bytes)
    return checksum.value
  }

  /// - Throws: a ``Refusal`` if this file was answered within the cool-down.
  func refuseRepeat(of identity: UInt64, now: Timestamp) throws(Refusal) {
    let cooldown = Int64(planner.configuration.cooldownDays) * 86_400
    guard let earlier = roster.file(identity), now.seconds - earlier.time.seconds < cooldown else { return }
    throw Refusal(
      .duplicateRequest,
      "A file with the same bytes was answered in batch \(earlier); nothing was planned again. Files may repeat after "
        + "\(planner.configuration.cooldownDays) days (cooldown_days), or with something changed in them.")
  }
}
