internal import Outreach
internal import Storage

/// Whose the scheduler's own files are: a single run as root leaves some that the service cannot go on with, and where
/// others may write nothing can be believed.
struct Ownership {
  let inbox: Directory
  let outbox: Directory
  /// The outbox's.
  let facts: DirectoryFacts
  let files: any CommandFileSystem

  /// Of a spool with millions of files not every one is looked at.
  private static let mostLookedAt = 20_000

  private struct Found {
    var path: String
    var status: FileStatus
  }

  func findings() -> [Finding] {
    var left = Self.mostLookedAt
    var below: [Found] = []
    for name in ["processing", "processed", "failed"] as [FileName] {
      walk(name, in: inbox, depth: 2, left: &left, found: &below)
    }
    let directories = below.filter { $0.status.kind == .directory }
    var made: [Found] = []
    for name in [".lock", ".dispatch", ".prune", "roster", "ledger", "jobs", "responses", "done", "words"] as [FileName]
    {
      walk(name, in: outbox, depth: 2, left: &left, found: &made)
    }
    // Requests are their droppers', wherever they lie.
    let foreign = (directories + made).filter { $0.status.owner != owner }.map(\.path)
    let open = directories.filter { $0.status.permissions & 0o022 != 0 }.map(\.path)
    var findings: [Finding] = []
    if !foreign.isEmpty {
      findings.append(
        Finding(
          .failure, "spool.foreign",
          because: "\(counted(foreign.count, "thing")) below inbox and outbox "
            + "\(foreign.count == 1 ? "belongs" : "belong") to another user than the spool's (id \(owner)): \(named(foreign))",
          cost:
            "The scheduler cannot go on with it. Give it back: chown -R \(owner) \(outbox.path) and the directories "
            + "processing, processed and failed of \(inbox.path). A run as root gives back directories only, not the files in them."
        ))
    }
    if !open.isEmpty {
      findings.append(
        Finding(
          .failure, "spool.open", because: "others may write to \(named(open))",
          cost: "Nothing is answered: what lies there could be anybody's. Look at it, then chmod go-w."))
    }
    if facts.mode & 0o022 != 0 {
      findings.append(
        Finding(
          .warning, "outbox.writers", because: "others may write to the outbox (mode \(String(facts.mode, radix: 8)))",
          cost: "They could take away its lock, jobs and ledger; readers need no more than read and search permission.")
      )
    }
    return findings.isEmpty
      ? [
        Finding(.ok, "spool.owner", because: "what the scheduler has made is its own, and nobody else may write to it")
      ]
      : findings
  }

  /// Enough of them to see what happened.
  private func named(_ paths: [String]) -> String {
    paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? ", …" : "")
  }

  private var owner: UInt32 { files.user == 0 ? facts.owner : files.user }

  /// Finds a name and what lies below it, directories first.
  private func walk(
    _ name: FileName, in directory: Directory, depth: Int, left: inout Int, found: inout [Found]
  ) {
    guard left > 0, let status = try? files.status(of: name, in: directory) else { return }
    left -= 1
    found.append(Found(path: directory.path(of: name), status: status))
    guard depth > 0, status.kind == .directory, let own = try? files.openDirectory(name, in: directory) else { return }
    defer { files.close(own) }
    for entry in (try? files.list(own)) ?? [] {
      walk(entry.name, in: own, depth: depth - 1, left: &left, found: &found)
    }
  }
}
