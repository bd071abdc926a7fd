internal import Formats
package import Requests
package import Storage

/// Finds the jobs of messages by what the provider calls them, in the ledger's lines about what was sent.
package enum SentMessages {
  /// Days of the ledger that are looked through; nobody answers much later than that, and the address is left as a way.
  private static let days = 60

  /// - Parameter ids: what the provider calls them.
  /// - Returns: the jobs of those that were found.
  package static func jobs(
    of ids: Set<String>, outbox: Directory, files: some FileSystem
  ) throws(FileError) -> [String: JobID] {
    var found: [String: JobID] = [:]
    guard !ids.isEmpty, let ledger = try files.openIfThere("ledger", in: outbox) else { return found }
    defer { files.close(ledger) }
    for day in try files.list(ledger).map(\.name).sorted().suffix(days).reversed() {
      guard let directory = try? files.openIfThere(day, in: ledger) else { continue }
      defer { files.close(directory) }
      for name in try files.list(directory).map(\.name) where name.hasSuffix(".ndjson") && !name.hasPrefix(".") {
        let contents = try files.contents(of: name, in: directory)
        for line in contents.bytes.split(separator: 0x0A) {
          guard let (id, job) = sent(UnsafeRawBufferPointer(rebasing: line)), ids.contains(id), found[id] == nil
          else { continue }
          found[id] = job
        }
        if found.count == ids.count { return found }
      }
    }
    return found
  }

  private static let mark = Array(#""provider_id""#.utf8)

  private static func sent(_ line: UnsafeRawBufferPointer) -> (String, JobID)? {
    // Most lines say nothing of a provider, and need not be read.
    guard mark.withUnsafeBytes({ line.firstOffset(of: $0) }) != nil,
      let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)), value["event"]?.string == "sent",
      let id = value["provider_id"]?.string, let job = value["job_id"]?.string.flatMap({ JobID($0) })
    else { return nil }
    return (id, job)
  }
}
