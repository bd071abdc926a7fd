internal import Storage

/// Whether what is written stays, and whether there is room for it.
extension DirectoryProbe {
  /// How long the two kinds of sync take. `elapsed` in seconds.
  func syncs(elapsed: () -> Double) -> Finding {
    let cost = "Answers could be lost in a power cut."
    return tried("syncs", cost: cost) { () throws(FileError) in
      let start = elapsed()
      try files.createFile(name("sync"), in: directory, bytes: [UInt8](repeating: 32, count: 4096), durable: true)
      try files.sync(directory)
      let between = elapsed()
      try files.syncFileSystem(of: directory)
      let end = elapsed()
      let text =
        "making a file durable takes \(milliseconds((between - start) * 1000)), a whole batch "
        + milliseconds((end - between) * 1000)
      guard end - start > 2 else { return finding(.ok, topic: "syncs", message: text) }
      return finding(
        .warning, topic: "syncs", message: text, cost: "Every batch waits that long before its answers appear.")
    }
  }

  func room(_ facts: DirectoryFacts) -> [Finding] {
    let mebibytes = facts.freeBytes >> 20
    let space = mebibytes >= 10 << 10 ? "\(mebibytes >> 10) GiB are free" : "\(mebibytes) MiB are free"
    var findings: [Finding] = []
    if facts.isReadOnly {
      findings.append(
        finding(
          .failure, topic: "read_only", message: "\(directory.path) is mounted read-only", cost: "Nothing is answered.")
      )
    }
    let full = "Nothing is lost when it is full, but nothing is answered either."
    let spaceLevel: Finding.Level = mebibytes < 16 ? .failure : mebibytes < 1024 ? .warning : .ok
    findings.append(finding(spaceLevel, topic: "space", message: space, cost: spaceLevel == .ok ? nil : full))
    if let left = facts.freeFiles {
      let level: Finding.Level = left < 1000 ? .failure : left < 100_000 ? .warning : .ok
      let inodes = "\(left) more files can be made"
      findings.append(
        finding(
          level, topic: "inodes", message: inodes, cost: level == .ok ? nil : "Each request needs about three. " + full)
      )
    }
    return findings
  }
}
