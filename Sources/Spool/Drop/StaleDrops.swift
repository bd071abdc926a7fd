internal import Outreach
package import Storage

/// What a `drop` that was killed has left in the inbox: copies under names that nobody else looks at.
package struct StaleDrops {
  /// What the name of every unfinished copy begins with.
  package static let prefix: StaticString = ".drop-"

  /// How long a drop may take, in nanoseconds; one that is still writing is told by its open file besides.
  package static let patience: Int64 = 3_600_000_000_000

  package let inbox: Directory
  package let files: any FileSystem

  /// Removes the copies of drops of which nothing was touched for an hour. They are copies, so nothing is lost.
  /// What cannot be looked at or removed stays, which is no reason to answer nothing.
  ///
  /// - Returns: what was removed.
  package func remove(now: FileTime) -> [FileName] {
    let found = ((try? files.list(inbox)) ?? []).map(\.name).filter { Self.drop($0) != nil }
    var removed: [FileName] = []
    // The copies of one drop are finished together: the first of them waits for the last.
    for copies in Dictionary(grouping: found, by: Self.drop).values {
      guard copies.allSatisfy({ isStale($0, now) }) else { continue }
      for copy in copies where (try? files.remove(copy, in: inbox)) != nil { removed.append(copy) }
    }
    return removed.sorted()
  }

  /// `.drop-4711-1795428912000000-0` without the number of the copy; nil for names that nobody but a drop gives.
  private static func drop(_ name: FileName) -> [UInt8]? {
    guard name.hasPrefix(prefix) else { return nil }
    let parts = name.bytes.dropFirst(prefix.utf8CodeUnitCount)
      .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }) else {
      return nil
    }
    return Array(parts[0]) + [UInt8(ascii: "-")] + Array(parts[1])
  }

  private func isStale(_ name: FileName, _ now: FileTime) -> Bool {
    guard let status = try? files.status(of: name, in: inbox), status.kind == .regular,
      now.nanoseconds(since: status.changed) >= Self.patience, let file = try? files.open(name, in: inbox)
    else { return false }
    defer { files.close(file) }
    return files.takeLease(file) != .busy
  }
}
