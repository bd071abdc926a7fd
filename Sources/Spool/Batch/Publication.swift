internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// Something a batch makes visible under a final name.
struct BatchOutput: Sendable {
  package var place: OutputPlace
  package var name: FileName
  package var bytes: [UInt8]
}

/// A batch on its way from decided to done: stage, publish, settle.
///
/// Until the record is durable nothing has happened and everything staged may be deleted; from then on every step
/// only goes forward and may be done again by anybody.
struct Publication: Sendable {
  package let batch: BatchID
  /// `inbox/processing/<batch>`, or that of the bulk file of which the batch is a slice.
  package let directory: Directory
  package let spool: SpoolDirectories
  package let files: any FileSystem
  /// The record's name in the directory.
  let recordName: FileName

  private var opened: [OutputPlace: Directory] = [:]

  package init(
    batch: BatchID, directory: Directory, spool: SpoolDirectories, files: any FileSystem,
    recordName: FileName = BatchRecord.name
  ) {
    self.batch = batch
    self.directory = directory
    self.spool = spool
    self.files = files
    self.recordName = recordName
  }

  /// Above this many files one sync of the file system is cheaper than one of each file.
  private static let fewFiles = 12

  // MARK: Stage

  /// Writes every output under its staged name and the record beside the requests, and makes all of it durable,
  /// the requests' own bytes too.
  ///
  /// - Parameters:
  ///   - staged: outputs that were written under their staged names already.
  ///   - slice: of a bulk file's slice, as is `referenced`.
  /// - Throws: what went wrong; none of the outputs that were to be written is there then.
  package mutating func stage(
    _ outputs: [BatchOutput], staged: [BatchRecord.Output] = [], requests: [FileName], refused: [FileName],
    accepted: [BatchRecord.Request] = [], absorbed: [FileName], wordings: BatchWordings = BatchWordings(),
    slice: BulkProgress? = nil, referenced: RowReferences = RowReferences()
  ) throws(FileError) -> BatchRecord {
    do throws(FileError) {
      return try write(
        outputs, staged, requests: requests, refused: refused, accepted: accepted, absorbed: absorbed,
        wordings: wordings, slice: slice, referenced: referenced)
    } catch {
      // The batch may have been taken from this process meanwhile: then nobody else looks for them.
      withdraw(outputs.map { ($0.place, $0.name) })
      throw error
    }
  }

  private mutating func write(
    _ outputs: [BatchOutput], _ staged: [BatchRecord.Output], requests: [FileName], refused: [FileName],
    accepted: [BatchRecord.Request], absorbed: [FileName], wordings: BatchWordings, slice: BulkProgress?,
    referenced: RowReferences
  ) throws(FileError) -> BatchRecord {
    for place in outputs.map(\.place) + staged.map(\.place) { _ = try open(place) }
    let isSmall = slice == nil && outputs.count + staged.count + requests.count <= Self.fewFiles
    let (files, prefix, opened) = (files, BatchFiles.stagingPrefix(of: batch), opened)
    try parallelForEach(outputs) { output throws(FileError) in
      guard let directory = opened[output.place] else { return }
      try files.createFile(
        BatchFiles.stagedName(output.name, prefix: prefix), in: directory, bytes: output.bytes, durable: isSmall)
    }
    let checksums = parallelMap(outputs) { Checksum.of($0.bytes) }
    var record = BatchRecord(
      outputs: staged
        + zip(outputs, checksums).map {
          BatchRecord.Output(place: $0.place, name: $0.name, size: $0.bytes.count, checksum: $1)
        }, refused: refused, absorbed: absorbed, wordings: wordings, slice: slice,
      referenced: referenced)
    record.accepted = accepted
    let file = try files.openToAppend(recordName, in: directory, keeping: 0)
    defer { files.close(file) }
    try files.write(record.encode(), to: file)
    if isSmall { try files.sync(file) }
    if isSmall {
      for output in staged { try syncStaged(output) }
      for name in requests { try syncRequest(name) }
      for directory in [directory, spool.processing, spool.inbox] { try files.sync(directory) }
      try syncOpened()
    } else {
      try syncEverything()
    }
    return record
  }

  private mutating func syncStaged(_ output: BatchRecord.Output) throws(FileError) {
    let file: OpenFile
    do throws(FileError) {
      file = try files.open(BatchFiles.stagedName(output.name, of: batch), in: try open(output.place))
    } catch  where error.isNotFound {
      return  // Published already, before a crash.
    }
    defer { files.close(file) }
    try files.sync(file)
  }

  private func syncRequest(_ name: FileName) throws(FileError) {
    let file: OpenFile
    do throws(FileError) { file = try files.open(name, in: directory) } catch
      where error.isRefused || error.isLink || error.isNotOpenable
    { return }
    defer { files.close(file) }
    guard try files.status(file).kind == .regular else { return }
    try files.sync(file)
  }

  // MARK: Publish

  /// Gives every output its final name: what an answer speaks of first, the answers last.
  ///
  /// - Throws: ``FileError/lockLost`` if the lock is another's by now; then nothing of the batch is left.
  mutating func publish(_ record: BatchRecord, under lock: SpoolLock) throws(FileError) {
    do throws(FileError) { try lock.confirm(in: spool.outbox, files) } catch {
      if error.isLockLost {
        withdraw(record.outputs.map { ($0.place, $0.name) })
        if recordName != BatchRecord.name { try? files.remove(recordName, in: directory) }
      }
      throw error
    }
    let others = record.outputs.filter { $0.place != .responses }.sorted { $0.place.rank < $1.place.rank }
    for output in others {
      let directory = try open(output.place)
      try files.rename(
        BatchFiles.stagedName(output.name, of: batch), in: directory, to: output.name, in: directory, replacing: false)
    }
    let answers = record.outputs.filter { $0.place == .responses }
    let (files, prefix, responses) = (files, BatchFiles.stagingPrefix(of: batch), spool.responses)
    try parallelForEach(answers) { output throws(FileError) in
      try files.rename(
        BatchFiles.stagedName(output.name, prefix: prefix), in: responses, to: output.name, in: responses,
        replacing: true)
    }
  }

  /// Nobody else knows of what this process has staged for a batch that was taken from it.
  private mutating func withdraw(_ outputs: [(place: OutputPlace, name: FileName)]) {
    for (place, name) in outputs {
      guard let directory = try? open(place) else { continue }
      try? files.remove(BatchFiles.stagedName(name, of: batch), in: directory)
    }
  }

  // MARK: Settle

  /// Makes the published names durable, moves the refused to `failed/` and the batch to `processed/`.
  package mutating func settle(_ record: BatchRecord) throws(FileError) {
    if record.slice == nil, record.outputs.count <= Self.fewFiles {
      for output in record.outputs { _ = try open(output.place) }
      try syncOpened()
    } else {
      try syncEverything()
    }
    for name in record.refused {
      let failed = try open(.failed)
      do throws(FileError) {
        try files.rename(name, in: directory, to: name, in: failed, replacing: false)
      } catch  where error.isNotFound {}  // An earlier settling moved it.
    }
    for name in record.absorbed {
      do throws(FileError) { try files.remove(name, in: spool.roster) } catch  where error.isNotFound {}
    }
    if record.slice == nil {
      try retire()
    } else {
      let settled = BatchRecord.settledSliceName(batch)
      try files.rename(recordName, in: directory, to: settled, in: directory, replacing: false)
    }
  }

  /// `processing/<batch>` becomes `processed/<day>/<batch>`, or goes if all it held was refused.
  private mutating func retire() throws(FileError) {
    let left = try files.list(directory).map(\.name)
    if left.allSatisfy({ $0 == BatchRecord.name || BatchRecord.settledSlice($0) != nil }) {
      // The record goes last: as long as anything else is there, it says that all of it is to go.
      for name in left where name != BatchRecord.name { try files.remove(name, in: directory) }
      if left.contains(BatchRecord.name) { try files.remove(BatchRecord.name, in: directory) }
      try files.removeDirectory(batch.fileName, in: spool.processing)
      return
    }
    let day = try files.openOrMakeDirectory(FileName(batch.time.day.iso8601), in: spool.processed)
    defer { files.close(day) }
    try files.rename(batch.fileName, in: spool.processing, to: batch.fileName, in: day, replacing: false)
  }

  // MARK: Directories

  /// Closes what was opened for the batch.
  package mutating func close() {
    for (place, directory) in opened where !place.isStanding { files.close(directory) }
    opened = [:]
  }

  /// The directory of a place, made if need be.
  package mutating func open(_ place: OutputPlace) throws(FileError) -> Directory {
    if let directory = opened[place] { return directory }
    let directory: Directory
    switch place {
    case .responses: directory = spool.responses
    case .roster: directory = spool.roster
    case .batch: directory = self.directory
    case .jobs(let day): directory = try files.openOrMakeDirectory(FileName(day.iso8601), in: spool.jobs)
    case .ledger(let day): directory = try files.openOrMakeDirectory(FileName(day.iso8601), in: spool.ledger)
    case .failed:
      let day = try files.openOrMakeDirectory(FileName(batch.time.day.iso8601), in: spool.failed)
      defer { files.close(day) }
      directory = try files.openOrMakeDirectory(batch.fileName, in: day)
    }
    opened[place] = directory
    return directory
  }

  private func syncOpened() throws(FileError) {
    for directory in opened.values { try files.sync(directory) }
  }

  private func syncEverything() throws(FileError) {
    try files.syncFileSystem(of: spool.outbox)
    if !spool.shareFileSystem { try files.syncFileSystem(of: spool.inbox) }
  }
}
