internal import Requests
internal import Storage

/// Files that were read although nobody can say whether they are still being written.
///
/// A lease tells of every writer; where none can be had, size and time are looked at again before what was read counts.
struct UnleasedFiles: Sendable {
  private var seen: [(name: FileName, status: FileStatus)] = []

  mutating func add(_ files: [ClaimedFile]) {
    for file in files { if let status = file.unleased { seen.append((file.name, status)) } }
  }

  /// Those that are not what was read any more.
  func changed(in batch: Directory, _ files: any FileSystem) throws(FileError) -> [FileName] {
    var changed: [FileName] = []
    for (name, status) in seen where try !files.status(of: name, in: batch).hasSameContent(as: status) {
      changed.append(name)
    }
    return changed
  }
}
