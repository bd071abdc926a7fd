package import Outreach
package import Requests
package import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Puts refused requests back into the inbox, never over one that waits there.
///
/// The request moves first and its error file goes when that is durable: an error file alone says nothing, but a
/// request without one would have been refused for no reason.
package struct Requeue {
  /// Which of the refused requests go back; several conditions must all hold.
  package struct Selection: Sendable {
    /// File names, with `.json` or without; empty: any.
    package var names: [String]
    package var code: RefusalCode?
    /// Refused at that time or later.
    package var since: Timestamp?

    package init(names: [String] = [], code: RefusalCode? = nil, since: Timestamp? = nil) {
      self.names = names
      self.code = code
      self.since = since
    }

    func covers(_ batch: BatchID, _ name: FileName) -> Bool {
      if let since, batch.time < since { return false }
      return names.isEmpty || names.contains { name == FileName($0) || name == FileName($0 + ".json") }
    }
  }

  /// What became of the requests that were to go back.
  package struct Requeued: Sendable {
    package var requeued: [FailedRequest] = []
    /// A request of that name waits in the inbox.
    package var taken: [FailedRequest] = []

    package init() {}

    /// Adds what came of others.
    package mutating func add(_ other: Requeued) {
      requeued += other.requeued
      taken += other.taken
    }
  }

  private let inbox: Directory
  private let files: any FileSystem

  package init(inbox: Directory, files: any FileSystem) {
    self.inbox = inbox
    self.files = files
  }

  /// The requests to put back, oldest refusal first: of several with one name the newest.
  package func find(_ selection: Selection) throws(FileError) -> [FailedRequest] {
    guard let failed = try files.openIfThere("failed", in: inbox) else { return [] }
    defer { files.close(failed) }
    var newest: [FileName: FailedRequest] = [:]
    for request in try FailedRequest.all(in: failed, files, where: selection.covers) {
      if let other = newest[request.name], other.batch > request.batch { continue }
      newest[request.name] = request
    }
    // A request that was refused for another reason since is not what it was then.
    if let code = selection.code { newest = newest.filter { $0.value.code == code.rawValue } }
    return newest.values.sorted { ($0.batch, $0.name) < ($1.batch, $1.name) }
  }

  /// Puts requests back. To be called under the spool's lock.
  ///
  /// - Throws: when the disk does. Every request is then either back or still where it was.
  package func putBack(_ requests: [FailedRequest]) throws(FileError) -> Requeued {
    var outcome = Requeued()
    guard let failed = try files.openIfThere("failed", in: inbox) else { return outcome }
    defer { files.close(failed) }
    for request in requests {
      try inBatch(of: request, failed) { (batch) throws(FileError) in
        do throws(FileError) {
          try putBack(request.name, from: batch)
          outcome.requeued.append(request)
        } catch  where error.isTaken {
          outcome.taken.append(request)
        } catch  where error.isNotFound {}  // Somebody else put it back.
      }
    }
    guard !outcome.requeued.isEmpty else { return outcome }
    try files.sync(inbox)
    for request in outcome.requeued {
      try inBatch(of: request, failed) { (batch) throws(FileError) in try forget(request, in: batch) }
    }
    try removeEmpty(Set(outcome.requeued.map(\.batch)), failed)
    return outcome
  }

  /// A bulk file goes behind its defaults. If newer ones wait in the inbox already, those count, and the old ones stay.
  private func putBack(_ name: FileName, from batch: Directory) throws(FileError) {
    guard let defaults = RequestName(name).bulk?.defaults else {
      return try files.rename(name, in: batch, to: name, in: inbox, replacing: false)
    }
    if try files.exists(name, in: inbox) { throw FileError("rename", inbox.path(of: name), code: EEXIST) }
    var isFirst = false
    do throws(FileError) {
      try files.rename(defaults, in: batch, to: defaults, in: inbox, replacing: false)
      isFirst = true
    } catch  where error.isNotFound || error.isTaken {}
    do throws(FileError) {
      try files.rename(name, in: batch, to: name, in: inbox, replacing: false)
    } catch {
      // They would be taken for another file's.
      if isFirst { try? files.rename(defaults, in: inbox, to: defaults, in: batch, replacing: false) }
      throw error
    }
  }

  private func inBatch(
    of request: FailedRequest, _ failed: Directory, _ body: (Directory) throws(FileError) -> Void
  ) throws(FileError) {
    guard let day = try files.openIfThere(FileName(request.batch.time.day.iso8601), in: failed) else { return }
    defer { files.close(day) }
    guard let batch = try files.openIfThere(request.batch.fileName, in: day) else { return }
    defer { files.close(batch) }
    try body(batch)
  }

  private func forget(_ request: FailedRequest, in batch: Directory) throws(FileError) {
    let names = Set(try files.list(batch).map(\.name)).union([request.name])
    guard let error = FailedRequest.errorFile(of: request.name, among: names, in: batch, files)?.name else { return }
    do throws(FileError) { try files.remove(error, in: batch) } catch  where error.isNotFound {}
  }

  /// Directories go once nothing is in them.
  private func removeEmpty(_ batches: Set<BatchID>, _ failed: Directory) throws(FileError) {
    for batch in batches {
      let dayName = FileName(batch.time.day.iso8601)
      guard let day = try files.openIfThere(dayName, in: failed) else { continue }
      defer { files.close(day) }
      do throws(FileError) {
        try files.removeDirectory(batch.fileName, in: day)
        try files.removeDirectory(dayName, in: failed)
      } catch  where error.isTaken || error.isNotFound {}
    }
  }
}
