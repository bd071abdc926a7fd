internal import Formats
internal import Inspection
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Puts files into the inbox atomically and says which.
enum InboxDrop {
  static func put(_ items: [Drop.Item], into path: String, quietly: Bool) throws(Exit) {
    let files = POSIXFileSystem()
    let outcome: Drop.Dropped
    do throws(FileError) {
      let inbox = try files.openDirectory(at: path)
      defer { files.close(inbox) }
      outcome = try Drop(inbox: inbox, files: files, mark: "\(getpid())-\(Clock.now().microseconds)").put(items)
    } catch {
      throw Exit(error)
    }
    for name in outcome.dropped where !quietly { Console.print("\(name) dropped into \(path)") }
    guard outcome.changed.isEmpty else {
      throw .tryLater(
        outcome.changed.map { "\($0) changed while it was being copied" }.joined(separator: "\n")
          + "\nNothing was dropped; try again when it is written to its end.")
    }
    guard !outcome.taken.isEmpty else { return }
    let waiting = outcome.taken.map { "\($0) is waiting in \(path) already" }.joined(separator: "\n")
    let left = outcome.dropped.isEmpty ? "Nothing was dropped." : "It and the files named behind it were not dropped."
    throw .cannotCreate(
      "\(waiting)\n\(left) Try again when it is answered, or give the request a reference: <leadId>@<ref>.json")
  }

  /// The same for files whose names say all about where they come from: one that waits already is the same, and enough.
  ///
  /// - Returns: the names of those that were put there.
  static func putOnce(_ items: [Drop.Item], into path: String) throws(Exit) -> [FileName] {
    let files = POSIXFileSystem()
    do throws(FileError) {
      let inbox = try files.openDirectory(at: path)
      defer { files.close(inbox) }
      var dropped: [FileName] = []
      for item in items {
        let mark = "\(getpid())-\(Clock.now().microseconds)"
        dropped += try Drop(inbox: inbox, files: files, mark: mark).put([item]).dropped
      }
      return dropped
    } catch {
      throw Exit(error)
    }
  }
}
