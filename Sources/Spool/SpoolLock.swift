package import Requests
package import Storage

/// `outbox/.lock`: whoever changes the spool's state holds it, for about a second at most.
///
/// Its content is the last batch's name, from which the next one follows even if the clock has gone back.
package struct SpoolLock: Sendable {
  package static let name: FileName = ".lock"

  package let file: OpenFile

  /// Nil while another process holds it.
  package static func take(in outbox: Directory, _ files: any FileSystem) throws(FileError) -> SpoolLock? {
    let file = try files.openOrCreate(name, in: outbox)
    do throws(FileError) {
      // A lock on a file that somebody deleted meanwhile keeps nobody out.
      if try files.lock(file), try files.status(file).inode == files.status(of: name, in: outbox).inode {
        return SpoolLock(file: file)
      }
    } catch  where error.isNotFound {
    } catch {
      files.close(file)
      throw error
    }
    files.close(file)
    return nil
  }

  /// Whether a worker holds the lock at this moment, and the last batch; makes no lock file where there is none.
  package static func look(
    in outbox: Directory, _ files: any CommandFileSystem
  ) throws(FileError) -> (isHeld: Bool, last: BatchID?) {
    let file: OpenFile
    do throws(FileError) {
      file = try files.open(name, in: outbox)
    } catch  where error.isNotFound {
      return (false, nil)
    }
    defer { files.close(file) }
    return (try files.isLocked(file), try SpoolLock(file: file).lastBatch(files))
  }

  /// The last batch, without a lock; nil if nobody says.
  package static func lastBatch(in outbox: Directory, _ files: any FileSystem) -> BatchID? {
    (try? files.readFile(name, in: outbox)).flatMap { BatchID($0.prefix { $0 != UInt8(ascii: "\n") }) }
  }

  /// Before anything is published: a worker that was stopped for a while may have been taken for dead, its lock file
  /// removed, and its requests answered by another.
  ///
  /// - Throws: ``FileError/lockLost`` if the file in the outbox is another one now.
  func confirm(in outbox: Directory, _ files: any FileSystem) throws(FileError) {
    do throws(FileError) {
      let (own, current) = (try files.status(file), try files.status(of: Self.name, in: outbox))
      if (own.device, own.inode) == (current.device, current.inode) { return }
    } catch  where error.isNotFound {}
    throw FileError("go on under", outbox.path(of: Self.name), code: FileError.lockLost)
  }

  /// Lets others take it.
  package func release(_ files: any FileSystem) { files.close(file) }

  /// Nil if the file says none, such as a new one, or one whose content was lost with the machine's power.
  package func lastBatch(_ files: any FileSystem) throws(FileError) -> BatchID? {
    BatchID(try files.read(file, upTo: 64).prefix { $0 != UInt8(ascii: "\n") })
  }

  /// Writes down that this is the last batch; not durable, see ``Worker/nextBatch(_:_:)``.
  package func note(_ batch: BatchID, _ files: any FileSystem) throws(FileError) {
    try files.overwrite(Array("\(batch)\n".utf8), in: file)
  }
}
