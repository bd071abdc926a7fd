internal import Outreach

/// What a `drop` that was killed has left in the inbox: copies under names that nobody else looks at.
struct StaleDrops {
  /// What the name of every unfinished copy begins with.
  static let prefix: StaticString = ".drop-"

  /// How long a drop may take, in nanoseconds; one that is still writing is told by its open file besides.
  static let patience: Int64 = 3_600_000_000_000

  let inbox: Directory
  let files: any FileSystem

  /// Removes the copies of drops of which nothing was touched for an hour. They are copies, so nothing is lost.
  ///
  /// - Parameter now: in nanoseconds since 1970.
  /// - Returns: what was removed.
  func remove(now: Int64) throws(FileError) -> [FileName] {
    let found = try files.list(inbox).map(\.name).filter { $0.hasPrefix(Self.prefix) }
    var removed: [FileName] = []
    // The copies of one drop are finished together: the first of them waits for the last.
    for copies in Dictionary(grouping: found, by: Self.drop).values {
      var areStale = true
      for copy in copies where areStale { areStale = try isStale(copy, now) }
      for copy in copies where areStale {
        do throws(FileError) {
          try files.remove(copy, in: inbox)
          removed.append(copy)
        } catch  where error.isNotFound || error.isRefused {}
      }
    }
    return removed.sorted()
  }

  /// `.drop-4711-1795428912000000-0` without the number of the copy.
  private static func drop(_ name: FileName) -> ArraySlice<UInt8> {
    let bytes = Array(name.bytes)
    return bytes[..<(bytes.lastIndex(of: UInt8(ascii: "-")) ?? bytes.count)]
  }

  private func isStale(_ name: FileName, _ now: Int64) throws(FileError) -> Bool {
    do throws(FileError) {
      let status = try files.status(of: name, in: inbox)
      guard status.kind == .regular, now - status.changed >= Self.patience else { return false }
      let file = try files.open(name, in: inbox)
      defer { files.close(file) }
      return files.takeLease(file) != .busy
    } catch  where error.isNotFound || error.isRefused {
      return error.isNotFound
    }
  }
}
