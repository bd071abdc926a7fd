internal import Outreach
internal import Records
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How well the inbox can tell a whole file from one that is still being written.
extension DirectoryProbe {
  /// Whether leases see writers.
  func leases(settle: Double) -> Finding {
    let wait =
      "Files are taken once they have not changed for \(settle) s (settle_seconds), so answers come that much later."
    return tried("leases") { () throws(FileError) in
      let writer = try files.create(name("lease"), in: directory)
      let reader = try files.open(name("lease"), in: directory)
      let during = files.takeLease(reader)
      files.close(reader)
      files.close(writer)
      let second = try files.open(name("lease"), in: directory)
      let after = files.takeLease(second)
      files.close(second)
      let isTrusted = files.leasesAreTrusted(in: directory)
      switch (during, after) {
      case (.busy, .granted) where isTrusted:
        return finding(.ok, topic: "leases", message: "a lease tells at once whether a file is still being written")
      case (.busy, .granted):
        return finding(
          .warning, topic: "leases",
          message: "leases work, but other machines' writers would not be seen here, so they are not trusted",
          cost: wait)
      case (.granted, _) where isTrusted:
        return finding(
          .failure, topic: "leases", message: "a lease is granted while the file is open for writing",
          cost: "Half-written requests would be read.")
      default:
        return finding(.warning, topic: "leases", message: "there are no leases here", cost: wait)
      }
    }
  }

  /// The steps in which this file system's time goes, whether a rename counts as a change, and how its clock compares.
  func times(settle: Double, now: () -> Timestamp) -> [Finding] {
    do throws(FileError) {
      let file = try files.create(name("time"), in: directory)
      defer { files.close(file) }
      let before = FileTime(now())
      let own = try files.now(by: file)
      let middle = before.adding(nanoseconds: FileTime(now()).nanoseconds(since: before) / 2)
      var findings = [clock(offset: own.nanoseconds(since: middle), settle: settle)]
      let first = try nextTick(after: own, file)
      let second = try nextTick(after: first, file)
      findings.append(grain(second.nanoseconds(since: first), settle: settle))
      let changed = try files.status(of: name("time"), in: directory).changed
      try files.createFile(name("tick"), in: directory, bytes: [])
      let other = try files.open(name("tick"), in: directory)
      defer { files.close(other) }
      _ = try nextTick(after: changed, other)
      try files.rename(name("time"), in: directory, to: name("moved"), in: directory, replacing: false)
      findings.append(renames(areChanges: try files.status(of: name("moved"), in: directory).changed > changed))
      return findings
    } catch {
      return [finding(.failure, topic: "times", message: "\(error)")]
    }
  }

  /// Touches the file until its time moves on, for three seconds at most.
  private func nextTick(after time: FileTime, _ file: OpenFile) throws(FileError) -> FileTime {
    for _ in 0..<15_000 {
      let next = try files.now(by: file)
      if next > time { return next }
      usleep(200)
    }
    throw FileError("see time pass at", file.path, code: ETIMEDOUT)
  }

  private func grain(_ nanoseconds: Int64, settle: Double) -> Finding {
    let text = "times are kept in steps of \(milliseconds(Double(nanoseconds) / 1e6))"
    guard Double(nanoseconds) / 1e9 > settle / 2 else { return finding(.ok, topic: "time_grain", message: text) }
    return finding(
      .warning, topic: "time_grain", message: text,
      cost: "A file could be taken for settled while it is written; raise settle_seconds well above that.")
  }

  private func renames(areChanges: Bool) -> Finding {
    guard !areChanges else {
      return finding(.ok, topic: "time_of_renames", message: "a rename moves a file's change time")
    }
    return finding(
      .warning, topic: "time_of_renames", message: "a rename leaves a file's change time as it was",
      cost: "status counts waiting from when a file was written, not from when it arrived.")
  }

  private func clock(offset: Int64, settle: Double) -> Finding {
    let seconds = Double(offset) / 1e9
    guard abs(seconds) > 1 else { return finding(.ok, topic: "clock", message: "its clock and this machine's agree") }
    let tenths = (abs(seconds) * 10).rounded() / 10
    return finding(
      .warning, topic: "clock",
      message: "the file system's clock is \(tenths) s \(seconds > 0 ? "ahead of" : "behind") this machine's",
      cost:
        "Readiness goes by the file system's clock and is not harmed; the ages that status shows are off by that much.")
  }

  package func milliseconds(_ value: Double) -> String {
    if value < 0.01 { return "less than 0.01 ms" }
    return value >= 10 ? "\(Int(value.rounded())) ms" : "\((value * 100).rounded() / 100) ms"
  }
}
