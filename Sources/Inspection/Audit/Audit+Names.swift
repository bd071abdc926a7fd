internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Names: nothing staged that nobody will publish, nothing that nobody put there.
extension Audit {
  private enum Form {
    case known
    /// Of a batch; fine while that is at work.
    case staged
    case unknown
  }

  mutating func examineNames() throws(FileError) {
    var staged: [(root: Directory, path: [FileName], name: FileName)] = []
    let roots: [(root: Directory, directory: FileName, depth: Int, isKnown: (FileName, Int) -> Bool)] = [
      (view.outbox, "responses", 0, { name, _ in !name.hasPrefix(".") || Prune.isScrap(name) }),
      (view.outbox, "jobs", 1, { name, depth in depth == 0 ? Self.isDay(name) : BatchFiles.batch(of: name) != nil }),
      (
        view.outbox, "done", 1,
        { name, depth in depth == 0 ? Self.isDay(name) : BatchFiles.batch(ofDone: name) != nil || Prune.isScrap(name) }
      ),
      (
        view.outbox, "ledger", 1,
        { name, depth in depth == 0 ? Self.isDay(name) : !name.hasPrefix(".") && name.hasSuffix(".ndjson") }
      ),
      (view.outbox, "roster", 0, { name, _ in Roster.span(of: name) != nil }),
      (view.inbox, "processing", 0, { name, _ in BatchID(name) != nil }),
      (view.inbox, "processed", 2, Self.isKnownBelowBatch),
      (view.inbox, "failed", 2, Self.isKnownBelowBatch),
    ]
    for (root, directory, depth, isKnown) in roots {
      try walk(root, path: [directory], depth: depth) { path, name in
        if isKnown(name, path.count - 1) { return }
        if Self.form(of: name) == .staged {
          staged.append((root, path, name))
        } else {
          find(self.path(root, path: path, name: name), "nobody knows what this is; it is not ours")
        }
      }
    }
    // A batch at work has since published what it had staged, or is still at it.
    var atWork = Set(
      try view.list(["processing"], below: view.inbox).filter { $0.kind != .regular && BatchID($0.name) != nil }.map(
        \.name))
    // A bulk file's slices are batches of their own.
    for home in atWork {
      atWork.formUnion(
        try view.list(["processing", home], below: view.inbox).compactMap { BatchRecord.slice($0.name)?.fileName })
    }
    for (root, path, name) in staged {
      let batch = FileName(bytes: name.bytes.dropFirst().prefix(23))
      if atWork.contains(batch) { continue }
      let isThere = try view.withDirectory(path, below: root) { (directory) throws(FileError) in
        try view.files.exists(name, in: directory)
      }
      if isThere ?? false { find(self.path(root, path: path, name: name), "it was staged and left behind") }
    }
  }

  /// Calls `body` with every name below a directory, with the path to it, as deep as said.
  private func walk(
    _ root: Directory, path: [FileName], depth: Int, _ body: ([FileName], FileName) -> Void
  ) throws(FileError) {
    for entry in try view.list(path, below: root).sorted(by: { $0.name < $1.name }) {
      body(path, entry.name)
      if depth > 0, entry.kind != .regular, !entry.name.hasPrefix(".") {
        try walk(root, path: path + [entry.name], depth: depth - 1, body)
      }
    }
  }

  private static func isKnownBelowBatch(_ name: FileName, _ depth: Int) -> Bool {
    switch depth {
    case 0: isDay(name) || DayArchive.day(of: name) != nil || Prune.isScrap(name)
    case 1: BatchID(name) != nil
    default:
      !name.hasPrefix(".") || name == BatchRecord.name || name.hasPrefix(".answer-")
        || BatchRecord.settledSlice(name) != nil
    }
  }

  private static func isDay(_ name: FileName) -> Bool { name.text.flatMap { CivilDay(iso8601: $0) } != nil }

  private static func form(of name: FileName) -> Form {
    guard name.hasPrefix(".") else { return .unknown }
    let rest = name.bytes.dropFirst()
    return rest.count > 23 && BatchID(rest.prefix(23)) != nil || name.hasPrefix(".rebuild~") ? .staged : .unknown
  }

  private func path(_ root: Directory, path: [FileName], name: FileName) -> String {
    ([root.path] + (path + [name]).map(\.description)).joined(separator: "/")
  }
}
