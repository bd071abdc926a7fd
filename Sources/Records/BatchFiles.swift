package import Requests
package import Storage

/// The names of files that a batch has at most one of per directory.
package enum BatchFiles {
  package static func name(of batch: BatchID) -> FileName { FileName("\(batch).ndjson") }

  /// The batch whose file this is; nil for staged, foreign and other files.
  package static func batch(of name: FileName) -> BatchID? {
    name.hasSuffix(".ndjson") ? BatchID(name.bytes.dropLast(7)) : nil
  }

  /// The same in `done/`, where files are compressed sooner or later.
  package static func batch(ofDone name: FileName) -> BatchID? {
    name.hasSuffix(".ndjson.gz") ? BatchID(name.bytes.dropLast(10)) : batch(of: name)
  }

  package static func compressedName(of batch: BatchID) -> FileName { FileName("\(batch).ndjson.gz") }

  // MARK: Staged

  /// The name that an output has until it is published.
  package static func stagedName(_ name: FileName, of batch: BatchID) -> FileName {
    stagedName(name, prefix: stagingPrefix(of: batch))
  }

  package static func stagedName(_ name: FileName, prefix: [UInt8]) -> FileName { FileName(bytes: prefix + name.bytes) }

  /// What the name of everything staged by the batch begins with.
  package static func stagingPrefix(of batch: BatchID) -> [UInt8] { Array(".\(batch)~".utf8) }
}
