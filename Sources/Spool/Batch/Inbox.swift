internal import Formats
internal import Outreach
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

    fileprivate var isCommand: Bool { if case .command = request { true } else { false } }

    /// The lead of a request that plans a sequence for one.
    var askedFor: LeadID? {
      if case .enqueue(let lead, _) = request, kind == .regular { lead } else { nil }
    }

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

  /// The order in which requests count: by their modification times, then requests before commands, then their names.
  ///
  /// Times are whole seconds in many archives and on many file systems: whoever asks for a sequence and takes it back within
  /// one has taken it back.
  static func comesFirst(_ a: Candidate, _ b: Candidate) -> Bool {
    (a.modified, a.isCommand ? 1 : 0, a.name) < (b.modified, b.isCommand ? 1 : 0, b.name)
  }

  /// The leads about whom there are commands.
  static func commanded(_ found: [Candidate]) -> Set<LeadID> {
    Set(found.lazy.compactMap { $0.isCommand ? $0.request.lead : nil })
  }

  /// A bulk file's defaults are none: they wait for their file.
  static func isRequest(_ entry: DirectoryEntry) -> Bool {
    entry.kind != .directory && !RequestName.isIgnored(entry.name) && RequestName(entry.name) != .defaults
  }
}
