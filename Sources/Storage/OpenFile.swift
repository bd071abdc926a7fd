/// An open directory. `path` is for messages.
package struct Directory: Hashable, Sendable {
  package let descriptor: Int32
  package let path: String

  /// For messages; names that are no UTF-8 show as �.
  package func path(of name: FileName) -> String { path + "/" + name.description }
}

/// An open file; its directory and name are for messages, put together only when one is needed.
package struct OpenFile: Sendable {
  package let descriptor: Int32
  package let directory: Directory
  package let name: FileName

  package var path: String { directory.path(of: name) }
}

extension OpenFile {
  /// A file that was opened by its path from wherever the process stands.
  package init(descriptor: Int32, at path: String) {
    let slash = path.lastIndex(of: "/")
    self.init(
      descriptor: descriptor,
      // Its descriptor is never asked for.
      directory: Directory(descriptor: -1, path: slash.map { String(path[..<$0]) } ?? "."),
      name: FileName(slash.map { String(path[path.index(after: $0)...]) } ?? path))
  }
}

/// A name in a directory, as listing it shows.
package struct DirectoryEntry: Hashable, Sendable {
  package var name: FileName
  package var kind: FileKind
}

/// What a name points to.
package enum FileKind: Sendable {
  case regular, directory, link, other
  /// The directory listing did not tell; ask for the status.
  case unknown
}

/// What the system knows of a file.
package struct FileStatus: Hashable, Sendable {
  package var kind: FileKind
  /// With `inode` what tells the file from every other, whatever it is called.
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int
  /// The number of the user it belongs to.
  package var owner: UInt32
  /// Anybody may set it, to any year.
  package var modified: FileTime
  /// Unlike `modified` nobody can set it.
  package var changed: FileTime
  /// As of `chmod`.
  package var permissions: UInt32 = 0o640

  /// Whether it was not written to in between, as far as size and time tell.
  package func hasSameContent(as other: FileStatus) -> Bool { size == other.size && modified == other.modified }
}

/// What became of asking for a lease.
package enum Lease: Sendable {
  /// Nobody has the file open for writing.
  case granted
  /// Somebody has the file open for writing.
  case busy
  /// Not ours to take (another owner), or not supported here.
  case unavailable
}
