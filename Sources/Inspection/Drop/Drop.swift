internal import Requests
internal import Spool
package import Storage

/// Puts whole files into the inbox, in order, never over one that waits there.
///
/// A file is written and made durable under a name that the inbox ignores and then renamed, so that no reader ever
/// sees half of it. Nothing is renamed before everything is written.
package struct Drop {
  /// A file that is to be put into the inbox under a name.
  package struct Item: Sendable {
    /// Where its bytes are.
    package enum Content: Sendable {
      case bytes([UInt8])
      /// A file of any size, and what it was like when it was checked.
      case copy(of: String, FileStatus)
    }

    package var name: FileName
    package var content: Content

    package init(name: FileName, content: Content) {
      self.name = name
      self.content = content
    }

    package init(name: FileName, bytes: [UInt8]) { self.init(name: name, content: .bytes(bytes)) }
  }

  /// What became of a drop.
  package struct Dropped: Sendable {
    package var dropped: [FileName] = []
    /// Names that wait in the inbox already. If one was taken while this drop was under way, the items from it on
    /// were not dropped.
    package var taken: [FileName] = []
    /// Paths of files that somebody wrote to after they were checked: nothing was dropped.
    package var changed: [String] = []
  }

  private let inbox: Directory
  private let files: any CommandFileSystem
  /// Tells this drop's unfinished files from everybody else's.
  private let mark: String

  package init(inbox: Directory, files: any CommandFileSystem, mark: String) {
    self.inbox = inbox
    self.files = files
    self.mark = mark
  }

  /// Drops the items so that they arrive in this order, but defaults before the files that they may be for.
  ///
  /// - Throws: when the disk does; what was renamed by then is in the inbox and whole, and nothing else is left.
  package func put(_ items: [Item]) throws(FileError) -> Dropped {
    let defaults = items.filter { RequestName($0.name) == .defaults }
    return try putInOrder(defaults + items.filter { RequestName($0.name) != .defaults })
  }

  private func putInOrder(_ items: [Item]) throws(FileError) -> Dropped {
    var staged = 0
    var outcome = Dropped()
    for item in items where try files.exists(item.name, in: inbox) { outcome.taken.append(item.name) }
    guard outcome.taken.isEmpty else { return outcome }
    defer {
      for index in outcome.dropped.count..<staged { try? files.remove(temporaryName(index), in: inbox) }
    }
    var first = FileTime(seconds: 0)
    for (index, item) in items.enumerated() {
      let file = try files.create(temporaryName(index), in: inbox)
      staged = index + 1
      defer { files.close(file) }
      guard try write(item, to: file) else {
        if case .copy(let path, _) = item.content { outcome.changed.append(path) }
        return outcome
      }
      try files.share(file, withOwnerOf: inbox)
      if index == 0 { first = try files.status(file).modified }
      // Within one tick of the file system's clock all would be of an age, and their names would decide.
      try files.setModified(file, to: first.adding(nanoseconds: Int64(index) * 1000))
      try files.sync(file)
    }
    for (index, item) in items.enumerated() {
      do throws(FileError) {
        try files.rename(temporaryName(index), in: inbox, to: item.name, in: inbox, replacing: false)
      } catch  where error.isTaken {
        outcome.taken = [item.name]
        break
      }
      outcome.dropped.append(item.name)
    }
    if !outcome.dropped.isEmpty { try files.sync(inbox) }
    return outcome
  }

  /// False if the file that is copied is no longer the one that was checked.
  private func write(_ item: Item, to file: OpenFile) throws(FileError) -> Bool {
    switch item.content {
    case .bytes(let bytes):
      try files.write(bytes, to: file)
      return true
    case .copy(let path, let checked):
      let source = try files.open(at: path)
      defer { files.close(source) }
      var position: UInt64 = 0
      while true {
        let bytes = try files.read(source, at: position, count: 1 << 20)
        if bytes.isEmpty { break }
        try files.write(bytes, to: file)
        position += UInt64(bytes.count)
      }
      let now = try files.status(source)
      return (now.device, now.inode) == (checked.device, checked.inode) && now.hasSameContent(as: checked)
        && position == UInt64(checked.size)
    }
  }

  private func temporaryName(_ index: Int) -> FileName { FileName("\(StaleDrops.prefix)\(mark)-\(index)") }
}
