internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How the inbox gets its files: who may drop them, and who tells of it.
extension DirectoryProbe {
  /// Whether an event comes when a file arrives.
  package func events() -> Finding {
    let cost = "watch looks every poll_seconds instead, so answers come that much later."
    #if os(Linux)
      let events = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard events >= 0 else {
        let limit = limit("max_user_instances")
        return finding(
          .warning, "events", "inotify is not available: \(String(cString: strerror(errno)))\(limit)", cost: cost)
      }
      defer { close(events) }
      guard inotify_add_watch(events, directory.path, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)) >= 0 else {
        let limit = limit("max_user_watches")
        return finding(
          .warning, "events", "it cannot be watched: \(String(cString: strerror(errno)))\(limit)", cost: cost)
      }
      return tried("events") { () throws(FileError) in
        try files.createFile(name("event"), in: directory, bytes: [])
        var waiting = pollfd(fd: events, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 500) > 0 else {
          return finding(.warning, "events", "no event came when a file arrived", cost: cost)
        }
        let limits = limit("max_user_instances") + limit("max_user_watches")
        return finding(.ok, "events", "an arriving file wakes the watcher\(limits)")
      }
    #else
      return finding(.warning, "events", "this system has no inotify", cost: cost)
    #endif
  }

  private func limit(_ name: String) -> String {
    guard let file = try? files.open(at: "/proc/sys/fs/inotify/\(name)") else { return "" }
    defer { files.close(file) }
    guard let bytes = try? files.read(file, upTo: 32) else { return "" }
    return ", \(name) \(String(decoding: bytes.prefix { $0 > 32 }, as: UTF8.self))"
  }

  /// Whose files can get here at all, and what becomes of another owner's.
  func whoMayDrop(_ facts: DirectoryFacts) -> Finding {
    let isForAll = facts.mode & 0o002 != 0
    let isForGroup = facts.mode & 0o020 != 0
    let others =
      "another owner's files are taken once they have not changed for settle_seconds, unless this user is root"
    if isForAll {
      return finding(
        .warning, "droppers", "every user of this machine may drop requests (mode \(String(facts.mode, radix: 8)))",
        cost: "Anybody can have messages sent in your name; take the permission away, or set allowed_owners.")
    }
    return finding(
      .ok, "droppers",
      isForGroup ? "the directory's owner and group may drop requests; \(others)" : "only its owner may drop requests")
  }
}
