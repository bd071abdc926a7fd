package import Outreach
internal import Records
internal import Requests
internal import Spool
package import Storage

/// Examines a spool's actual directories: do they keep the promises the scheduler rests on?
///
/// Everything is tried out, not looked up, and nothing is left behind.
package struct Doctor {
  /// What is examined, and against what.
  package struct Settings: Sendable {
    package var inbox: String
    package var outbox: String
    /// Seconds.
    package var settle = 2.0
    /// Tells this examination's files from everybody else's.
    package var mark: String

    package init(inbox: String, outbox: String, mark: String) {
      self.inbox = inbox
      self.outbox = outbox
      self.mark = mark
    }
  }

  /// What only the command line knows how to ask.
  package struct Instruments: Sendable {
    /// The system's clock.
    package var now: @Sendable () -> Timestamp
    /// A clock that only goes forward, in seconds.
    package var elapsed: @Sendable () -> Double
    /// Whether another process can take the lock on this file of a directory; nil if none could be started.
    package var otherProcessCanLock: @Sendable (_ directory: String, _ file: String) -> Bool?

    package init(
      now: @escaping @Sendable () -> Timestamp, elapsed: @escaping @Sendable () -> Double,
      otherProcessCanLock: @escaping @Sendable (_ directory: String, _ file: String) -> Bool?
    ) {
      self.now = now
      self.elapsed = elapsed
      self.otherProcessCanLock = otherProcessCanLock
    }
  }

  private let settings: Settings
  private let files: any CommandFileSystem
  private let instruments: Instruments

  package init(_ settings: Settings, files: any CommandFileSystem, instruments: Instruments) {
    self.settings = settings
    self.files = files
    self.instruments = instruments
  }

  /// The findings, and whether inbox or outbox is missing altogether.
  package func examine() -> (findings: [Finding], isMissing: Bool) {
    var findings: [Finding] = []
    let inbox = open(settings.inbox, as: "inbox", &findings)
    let outbox = open(settings.outbox, as: "outbox", &findings)
    let isMissing = findings.contains { $0.topic.hasSuffix(".missing") }
    defer { for directory in [inbox, outbox] { directory.map(files.close) } }
    let inboxFacts = inbox.flatMap { try? files.examine($0) }
    let outboxFacts = outbox.flatMap { try? files.examine($0) }
    if let inbox, let inboxFacts { findings += examineInbox(inbox, inboxFacts) }
    if let outbox, let outboxFacts { findings += examineOutbox(outbox, facts: outboxFacts, inbox: inboxFacts) }
    if let inboxFacts, let outboxFacts { findings.append(sharing(inboxFacts, outboxFacts)) }
    if let inbox, let outbox, let outboxFacts {
      findings += Ownership(inbox: inbox, outbox: outbox, facts: outboxFacts, files: files).findings()
    }
    return (findings, isMissing)
  }

  private func open(_ path: String, as role: String, _ findings: inout [Finding]) -> Directory? {
    do throws(FileError) {
      return try files.openDirectory(at: path)
    } catch {
      let advice = error.isNotFound ? "; name the right directory, or make it with run --create" : ""
      findings.append(
        Finding(
          .failure, "\(role).\(error.isNotFound ? "missing" : "unreadable")", because: "\(role): \(error)\(advice)",
          cost: "Nothing is answered."))
      return nil
    }
  }

  // MARK: One directory

  private func examineInbox(_ directory: Directory, _ facts: DirectoryFacts) -> [Finding] {
    let probe = DirectoryProbe(role: "inbox", directory: directory, files: files, mark: settings.mark)
    defer { probe.removeTraces() }
    var findings = common(probe, facts)
    guard findings.allSatisfy({ $0.topic != "inbox.writing" || $0.level == .ok }) else { return findings }
    findings.append(probe.leases(settle: settings.settle))
    findings += probe.times(settle: settings.settle, now: instruments.now)
    findings += probe.room(facts)
    findings.append(probe.syncs(elapsed: instruments.elapsed))
    findings.append(probe.events())
    findings += probe.whoMayDrop(facts)
    return findings + parts(of: directory, probe, facts: facts, names: SpoolDirectories.inboxParts)
  }

  private func examineOutbox(_ directory: Directory, facts: DirectoryFacts, inbox: DirectoryFacts?) -> [Finding] {
    let probe = DirectoryProbe(role: "outbox", directory: directory, files: files, mark: settings.mark)
    defer { probe.removeTraces() }
    var findings = common(probe, facts)
    guard findings.allSatisfy({ $0.topic != "outbox.writing" || $0.level == .ok }) else { return findings }
    findings.append(locks(probe))
    findings += names(in: directory)
    if facts.device != inbox?.device {
      findings += probe.room(facts)
      findings.append(probe.syncs(elapsed: instruments.elapsed))
    }
    return findings
      + parts(
        of: directory, probe, facts: facts, names: SpoolDirectories.outboxParts + [".lock", ".dispatch"])
  }

  private func common(_ probe: DirectoryProbe, _ facts: DirectoryFacts) -> [Finding] {
    let writing = probe.writing()
    guard writing.level == .ok else { return [writing] }
    return [
      writing, kind(probe, facts), probe.exclusiveCreation(), probe.exclusiveRename(), probe.caseOfNames(),
    ]
  }

  private func kind(_ probe: DirectoryProbe, _ facts: DirectoryFacts) -> Finding {
    switch FileSystemKind(magic: facts.fileSystem) {
    case .local(let name): return probe.finding(.ok, topic: "file_system", message: "on a local file system, \(name)")
    case .memory(let name):
      return probe.finding(
        .warning, topic: "file_system", message: "in memory, on \(name)",
        cost: "Requests, answers and jobs are gone when the machine restarts.")
    case .network(let name):
      return probe.finding(
        .warning, topic: "file_system", message: "on a network file system, \(name)",
        cost:
          "Other machines' files are noticed by polling only, and several machines may serve it only if doctor's lock "
          + "test passes on each while another holds the lock.")
    case .other(let name):
      return probe.finding(
        .warning, topic: "file_system", message: "on a file system \(name), which is not known to be local",
        cost: "Leases are not trusted: files are taken once they have not changed for \(settings.settle) s.")
    }
  }

  /// What is below must be on the same file system, or batches could not be moved there in one rename nor made
  /// durable in one sync.
  private func parts(
    of directory: Directory, _ probe: DirectoryProbe, facts: DirectoryFacts, names: [FileName]
  ) -> [Finding] {
    var problems: [Finding] = []
    for name in names {
      guard let status = try? files.status(of: name, in: directory) else { continue }
      if status.kind != (name.hasPrefix(".") ? .regular : .directory) {
        let kind = name.hasPrefix(".") ? "regular file" : "directory"
        problems.append(
          probe.finding(
            .failure, topic: "kinds", message: "\(directory.path(of: name)) is no \(kind)",
            cost: "Nothing is answered. Move it away; the next run makes its own."))
      } else if status.device != facts.device {
        problems.append(
          probe.finding(
            .failure, topic: "one_file_system", message: "\(directory.path(of: name)) is a file system of its own",
            cost: "Batches cannot be moved there or made durable with the rest; mount inbox or outbox as a whole."))
      } else if !files.mayWrite(name, in: directory) {
        problems.append(
          probe.finding(
            .failure, topic: "permissions", message: "this user may not read and write \(directory.path(of: name))",
            cost: "Nothing is answered; all workers should run as one user."))
      }
    }
    guard problems.isEmpty else { return problems }
    return [
      probe.finding(
        .ok, topic: "parts", message: "what is below it is on the same file system and this user's to write")
    ]
  }

  // MARK: Both

  private func sharing(_ inbox: DirectoryFacts, _ outbox: DirectoryFacts) -> Finding {
    guard inbox.device != outbox.device else {
      return Finding(
        .ok, "same_file_system", because: "inbox and outbox are on one file system: one sync makes a batch durable")
    }
    return Finding(
      .warning, "same_file_system", because: "inbox and outbox are on different file systems",
      cost: "Each batch needs a sync of both, which about doubles the wait for an answer on disk.")
  }

  /// Whether batches are named ahead of the clock.
  private func names(in outbox: Directory) -> [Finding] {
    let last = SpoolLock.lastBatch(in: outbox, files)
    guard let warning = NameAhead.warning(last, now: instruments.now()) else { return [] }
    return [Finding(.warning, "outbox.names", because: warning)]
  }

  /// Whether a lock keeps another process out, and lets it in afterwards.
  private func locks(_ probe: DirectoryProbe) -> Finding {
    let cost = "Two workers could answer the same request twice. Run only one, or move the outbox."
    return probe.tried("locks", cost: cost) { () throws(FileError) in
      let name = probe.name("lock")
      let ask = { self.instruments.otherProcessCanLock(probe.directory.path, "\(name)") }
      let file = try files.openOrCreate(name, in: probe.directory)
      let isOurs = try files.lock(file)
      let during = ask()
      files.close(file)
      let after = ask()
      switch (isOurs, during, after) {
      case (true, false?, true?):
        return probe.finding(
          .ok, topic: "locks", message: "a lock keeps other processes out, and lets them in afterwards")
      case (_, nil, _), (_, _, nil):
        return probe.finding(
          .warning, topic: "locks", message: "no second process could be started to try the lock", cost: cost)
      default:
        let what = during == true ? "does not keep another process out" : "is not let go of"
        return probe.finding(.failure, topic: "locks", message: "a lock \(what)", cost: cost)
      }
    }
  }
}
