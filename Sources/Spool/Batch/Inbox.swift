internal import Formats
package import Requests
package import Storage

/// What lies in the inbox, oldest first.
package enum Inbox {
  /// A request that lies in the inbox, and since when.
  package struct Candidate: Hashable, Sendable {
    package var name: FileName
    package var request: RequestName
    package var kind: FileKind
    package var modified: FileTime

    package init(name: FileName, kind: FileKind, modified: FileTime) {
      self.name = name
      self.request = RequestName(name)
      self.kind = kind
      self.modified = modified
    }
  }

  /// Everything that is not ignored, in the order in which requests count: modification times, then names.
  ///
  /// The whole directory is read each time. A directory's own modification time would say "unchanged" about
  /// files that arrived within the same clock tick.
  package static func scan(_ inbox: Directory, _ files: any FileSystem) throws(FileError) -> [Candidate] {
    let entries = try files.list(inbox).filter(isRequest)
    let found = parallelMap(entries, run: 256) { entry -> Candidate? in
      // Gone or unreadable by now: the next scan tells.
      guard let status = try? files.status(of: entry.name, in: inbox), status.kind != .directory else { return nil }
      return Candidate(name: entry.name, kind: status.kind, modified: status.modified)
    }
    return found.compactMap(\.self).sorted(by: comesFirst)
  }

  /// The order in which requests count: by their modification times, then their names.
  static func comesFirst(_ a: Candidate, _ b: Candidate) -> Bool { (a.modified, a.name) < (b.modified, b.name) }

  /// A bulk file's defaults are none: they wait for their file.
  static func isRequest(_ entry: DirectoryEntry) -> Bool {
    entry.kind != .directory && !RequestName.isIgnored(entry.name) && RequestName(entry.name) != .defaults
  }
}
