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
          .warning, topic: "events", message: "inotify is not available: \(String(cString: strerror(errno)))\(limit)",
          cost: cost)
      }
      defer { close(events) }
      guard inotify_add_watch(events, directory.path, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)) >= 0 else {
        let limit = limit("max_user_watches")
        return finding(
          .warning, topic: "events", message: "it cannot be watched: \(String(cString: strerror(errno)))\(limit)",
          cost: cost)
      }
      return tried("events") { () throws(FileError) in
        try files.createFile(name("event"), in: directory, bytes: [])
        var waiting = pollfd(fd: events, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 500) > 0 else {
          return finding(.warning, topic: "events", message: "no event came when a file arrived", cost: cost)
        }
        let limits = limit("max_user_instances") + limit("max_user_watches")
        return finding(.ok, topic: "events", message: "an arriving file wakes the watcher\(limits)")
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
  func whoMayDrop(_ facts: DirectoryFacts) -> [Finding] {
    let isForAll = facts.mode & 0o002 != 0
    let isForGroup = facts.mode & 0o020 != 0
    guard isForAll || isForGroup else {
      return [finding(.ok, topic: "droppers", message: "only its owner may drop requests")]
    }
    let mode = String(facts.mode, radix: 8)
    var findings = [
      isForAll
        ? finding(
          .warning, topic: "droppers", message: "every user of this machine may drop requests (mode \(mode))",
          cost: "Anybody can have messages sent in your name; take the permission away, or set allowed_owners.")
        : finding(.ok, topic: "droppers", message: "the directory's owner and group may drop requests")
    ]
    if facts.mode & 0o1000 == 0 {
      findings.append(
        finding(
          .warning, topic: "sticky",
          message: "whoever may drop here may rename and remove what others dropped (mode \(mode))",
          cost: "allowed_owners can be got round so. Best is the scheduler's user as owner, a group of those who drop, "
            + "and the sticky bit; the setgid bit lets the scheduler read what they drop: chown USER:GROUP \(directory.path); "
            + "chmod 3770 \(directory.path)"))
    } else if files.user != 0, facts.owner != files.user {
      findings.append(
        finding(
          .failure, topic: "sticky", message: "it has the sticky bit and is not this user's",
          cost: "Other users' files cannot be taken out of it; give it to the scheduler's user with chown."))
    }
    if files.user != 0 {
      findings.append(
        finding(
          .warning, topic: "others_files",
          message: "whether another user is still writing a file cannot be seen: leases are an owner's",
          cost:
            "Such a file is taken once it has not changed for settle_seconds, be it half; an empty opt-out, cancel or "
            + "reply is obeyed. Have it written under a name that begins with a dot, and renamed."))
    }
    return findings
  }
}
