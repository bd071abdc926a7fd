internal import Storage

/// Tries out, with files of its own in one directory, what the spool relies on there.
///
/// Its files have names that the inbox ignores; ``removeTraces()`` takes them all away.
struct DirectoryProbe {
  /// `inbox` or `outbox`, for topics and sentences.
  let role: String
  package let directory: Directory
  package let files: any CommandFileSystem
  package let prefix: String

  package init(role: String, directory: Directory, files: any CommandFileSystem, mark: String) {
    self.role = role
    self.directory = directory
    self.files = files
    prefix = ".doctor-\(mark)-"
  }

  package func name(_ suffix: String) -> FileName { FileName(prefix + suffix) }

  package func finding(_ level: Finding.Level, topic: String, message: String, cost: String? = nil) -> Finding {
    Finding(level, "\(role).\(topic)", because: "\(role): \(message)", cost: cost)
  }

  func removeTraces() {
    guard let entries = try? files.list(directory) else { return }
    for entry in entries where entry.name.bytes.starts(with: Array(prefix.utf8)) {
      if entry.kind == .directory {
        try? files.removeDirectory(entry.name, in: directory)
      } else {
        try? files.remove(entry.name, in: directory)
      }
    }
  }

  // MARK: Writing

  /// Whether files can be made, read back and removed here, and directories too.
  package func writing() -> Finding {
    do throws(FileError) {
      let bytes = Array("outreach".utf8)
      try files.createFile(name("write"), in: directory, bytes: bytes)
      let back = try files.readFile(name("write"), in: directory)
      try files.remove(name("write"), in: directory)
      try files.makeDirectory(name("directory"), in: directory)
      try files.removeDirectory(name("directory"), in: directory)
      guard back == bytes else {
        return finding(
          .failure, topic: "writing", message: "what is written to \(directory.path) does not read back the same",
          cost: "Nothing can be trusted to this file system.")
      }
      return finding(.ok, topic: "writing", message: "\(directory.path) can be listed and written by this user")
    } catch {
      return finding(
        .failure, topic: "writing", message: "\(error)",
        cost: "Nothing is answered: requests could not be claimed, or answers not written.")
    }
  }

  // MARK: Exclusiveness

  /// Whether making a file that is there already is refused.
  func exclusiveCreation() -> Finding {
    tried("exclusive_creation") { () throws(FileError) in
      try files.createFile(name("created"), in: directory, bytes: [])
      do throws(FileError) {
        try files.createFile(name("created"), in: directory, bytes: [])
      } catch  where error.isTaken {
        return finding(.ok, topic: "exclusive_creation", message: "a file is never made over another (O_EXCL)")
      }
      return finding(
        .failure, topic: "exclusive_creation", message: "a file can be made over another: O_EXCL does not hold",
        cost: "Two workers could write one file, and answers would be lost.")
    }
  }

  /// Whether a rename onto a taken name is refused.
  func exclusiveRename() -> Finding {
    let cost = "A request that comes twice could overwrite the first, and a second worker an answer."
    return tried("exclusive_rename", cost: cost) { () throws(FileError) in
      try files.createFile(name("from"), in: directory, bytes: [])
      try files.createFile(name("to"), in: directory, bytes: [])
      let kept = try files.status(of: name("to"), in: directory).inode
      do throws(FileError) {
        try files.rename(name("from"), in: directory, to: name("to"), in: directory, replacing: false)
      } catch  where error.isTaken {
        guard try files.status(of: name("to"), in: directory).inode == kept else {
          return finding(
            .failure, topic: "exclusive_rename", message: "a refused rename replaced the file nevertheless", cost: cost)
        }
        return finding(.ok, topic: "exclusive_rename", message: "a rename never overwrites unless it is meant to")
      }
      return finding(.failure, topic: "exclusive_rename", message: "a rename overwrites what is there", cost: cost)
    }
  }

  /// Whether `a` and `A` are two names.
  func caseOfNames() -> Finding {
    tried("case") { () throws(FileError) in
      try files.createFile(name("case-a"), in: directory, bytes: [])
      guard try files.exists(name("CASE-A"), in: directory) else {
        return finding(.ok, topic: "case", message: "names that differ in upper and lower case are different names")
      }
      return finding(
        .warning, topic: "case", message: "names that differ only in upper and lower case are one name",
        cost: "Requests for leads such as \"a1\" and \"A1\" get in each other's way; use ids that differ otherwise.")
    }
  }

  package func tried(_ topic: String, cost: String? = nil, _ probe: () throws(FileError) -> Finding) -> Finding {
    do throws(FileError) { return try probe() } catch {
      return finding(.failure, topic: topic, message: "\(error)", cost: cost)
    }
  }
}
