internal import Formats
package import Requests
package import Storage

/// A request file that is ours: in the batch directory, nobody else writing to it, its bytes read.
package struct ClaimedFile: Sendable {
  package var name: FileName
  package var request: RequestName
  package var content: RequestContent
  /// How many bytes were read.
  package var size = 0
  /// What the file was like when it was read, if nobody can say whether it is still being written.
  package var unleased: FileStatus?
}

/// Takes files into a batch directory: only whole ones, only ours to take, never over another.
struct Claim: Sendable {
  /// What became of one request.
  package enum Claimed: Sendable {
    case claimed(ClaimedFile)
    /// A bulk file, which is read slice by slice.
    case claimedBulk
    /// Somebody is still writing it, or may be.
    case notReady
    /// Another worker was faster, or its owner took it back.
    case gone
    /// Moved into the batch, but not to be answered with it: somebody writes to it again and its old name is taken, or
    /// it cannot be looked at.
    case stray(FileName, FileError?)
    case failed(FileError)
  }

  package let files: any FileSystem
  package let source: Directory
  package let batch: Directory
  package let rules: ClaimRules
  /// Requests of which processes have died: refused without being looked at.
  let suspects: Set<FileName>
  /// The file system's own now.
  package let now: FileTime
  let trustLeases: Bool

  /// Moves one request into the batch if nobody is writing it any more.
  package func take(_ candidate: Inbox.Candidate) -> Claimed {
    do throws(FileError) {
      // The listing may be seconds old; what is refused unread must be so now.
      if candidate.kind != .regular, try files.status(of: candidate.name, in: source).kind != .regular {
        return try takeUnread(candidate, .unusable(Self.notRegular(candidate.name)))
      }
      if suspects.contains(candidate.name) { return try takeUnread(candidate, .unusable(Self.deadly(candidate.name))) }
      let file: OpenFile
      do throws(FileError) {
        file = try files.open(candidate.name, in: source)
      } catch  where error.isRefused {
        // Its owner may be about to hand it over: many tools create a file first and set its mode then.
        let status = try files.status(of: candidate.name, in: source)
        guard isSettled(status) else { return .notReady }
        return try takeUnreadable(candidate, status)
      } catch  where error.isLink || error.isNotOpenable {
        return try takeUnread(candidate, .unusable(Self.notRegular(candidate.name)))
      }
      defer { files.close(file) }
      return try take(candidate, file)
    } catch {
      if error.isNotFound { return .gone }
      // The same name came again while this batch was being claimed: its turn is the next batch.
      return error.isTaken ? .notReady : .failed(error)
    }
  }

  private func take(_ candidate: Inbox.Candidate, _ file: OpenFile) throws(FileError) -> Claimed {
    let name = candidate.name
    let lease = trustLeases ? files.takeLease(file) : .unavailable
    let status = try files.status(file)
    guard status.kind == .regular else { return try takeUnread(candidate, .unusable(Self.notRegular(candidate.name))) }
    guard lease == .granted || (lease == .unavailable && isSettled(status)) else { return .notReady }
    let refusal = rules.refusal(of: name, candidate.request, status)
    let isBulk = candidate.request.bulk != nil
    let bytes = refusal == nil && !isBulk ? try files.read(file, upTo: rules.largestRequest + 1) : []
    var content = refusal.map { RequestContent.unusable($0) }
    if isBulk, status.size == 0, !isSettled(status) { return .notReady }
    if content == nil, !isBulk, !isSettled(status) {
      // Some writers close a file and open it again: what makes no sense yet may do so in a moment.
      content = RequestContent(of: bytes, candidate.request)
      if bytes.isEmpty { return .notReady }
      switch content {
      case .unusable, .salvaged: return .notReady
      case .document, nil: break
      }
    }
    try files.rename(name, in: source, to: name, in: batch, replacing: false)
    do throws(FileError) {
      let moved = try files.status(of: name, in: batch)
      // A lease tells of every writer; without one, bytes and times must at least be those that were read.
      let isWhole = lease == .granted ? files.leaseIsWhole(file) : moved.hasSameContent(as: status)
      guard moved.inode == status.inode, moved.device == status.device, isWhole else { return putBack(name) }
    } catch {
      return error.isNotFound ? .gone : .stray(name, error)
    }
    if isBulk, refusal == nil { return .claimedBulk }
    // Understood only now, so that bytes which bring this process down are found in the batch, not in the inbox.
    let understood = content ?? RequestContent(of: bytes, candidate.request)
    return .claimed(
      ClaimedFile(
        name: name, request: candidate.request, content: understood, size: bytes.count,
        unleased: lease == .granted ? nil : status))
  }

  /// Files that are answered without being read.
  private func takeUnread(_ candidate: Inbox.Candidate, _ content: RequestContent) throws(FileError) -> Claimed {
    try files.rename(candidate.name, in: source, to: candidate.name, in: batch, replacing: false)
    return .claimed(ClaimedFile(name: candidate.name, request: candidate.request, content: content))
  }

  /// A wish to be left alone says in its name all there is to obey.
  private func takeUnreadable(_ candidate: Inbox.Candidate, _ status: FileStatus) throws(FileError) -> Claimed {
    guard candidate.request.verb?.mayBeEmpty ?? false else {
      return try takeUnread(candidate, .unusable(Self.unreadable(candidate.name)))
    }
    if let refusal = rules.refusal(of: candidate.name, candidate.request, status) {
      return try takeUnread(candidate, .unusable(refusal))
    }
    let warning = "The file cannot be read by the scheduler's user; the command was obeyed without what it says."
    return try takeUnread(candidate, .salvaged(.object([]), warning: warning, checksum: nil))
  }

  private func putBack(_ name: FileName) -> Claimed {
    do throws(FileError) {
      try files.rename(name, in: batch, to: name, in: source, replacing: false)
      return .notReady
    } catch {
      return .stray(name, error.isTaken ? nil : error)
    }
  }

  private func isSettled(_ status: FileStatus) -> Bool { now.nanoseconds(since: status.changed) >= rules.settle }

  /// Why what is no file of bytes is refused.
  static func notRegular(_ name: FileName) -> Refusal {
    Refusal(.notARegularFile, "\"\(name)\" is a link, pipe, socket or device; drop a regular file.")
  }

  private static func deadly(_ name: FileName) -> Refusal {
    Refusal(
      .internalError,
      "Answering \"\(name)\" brought the scheduler down twice, so it was not tried again; please report it with the file."
    )
  }

  /// Why a file is refused that its owner does not let us read.
  package static func unreadable(_ name: FileName) -> Refusal {
    Refusal(.unreadable, "\"\(name)\" cannot be read by the scheduler's user; drop it with read permission for it.")
  }
}
