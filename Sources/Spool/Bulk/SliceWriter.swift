internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// Writes what a slice comes to, under staged names: the file's growing answers on behalf of the batch that claimed it,
/// jobs and events on behalf of the slice's own.
struct SliceWriter {
  private let home: BulkFile
  private let start: BulkProgress
  private let spool: SpoolDirectories
  private let lock: SpoolLock
  private let files: any FileSystem
  private var growing: Publication
  private var publication: Publication
  private var responses: StagedFile
  /// Made when the first row is refused.
  private var rejected: StagedFile?
  private var skipped: StagedFile?
  private var calendar: [CivilDay: StagedFile] = [:]

  package init(
    _ home: BulkFile, batch: BatchID, start: BulkProgress, in spool: SpoolDirectories, under lock: SpoolLock,
    files: any FileSystem
  ) throws(FileError) {
    self.lock = lock
    self.home = home
    self.start = start
    self.spool = spool
    self.files = files
    growing = Publication(batch: home.batch, directory: home.directory, spool: spool, files: files)
    publication = Publication(
      batch: batch, directory: home.directory, spool: spool, files: files,
      recordName: BatchRecord.sliceName(batch))
    responses = try StagedFile(
      home.name.responses, stagedAs: home.staged.responses, at: .responses, in: spool.responses,
      keeping: start.responseBytes, files)
  }

  package mutating func close() {
    for file in [responses, rejected, skipped].compactMap(\.self) + calendar.values { file.close() }
    growing.close()
    publication.close()
  }

  /// Writes on what the answers have gathered, and takes it from them.
  ///
  /// - Throws: ``FileError/lockLost`` too: another worker may be writing to the same files by now.
  package mutating func write(_ answers: inout SliceAnswers) throws(FileError) {
    try lock.confirm(in: spool.outbox, files)
    for piece in answers.responses.pieces { try responses.append(piece) }
    try append(
      answers.rejected.bytes, to: \.rejected, name: home.name.rejected, staged: home.staged.rejected,
      length: start.rejectedBytes)
    try append(
      answers.skipped.bytes, to: \.skipped, name: home.name.skipped, staged: home.staged.skipped,
      length: start.skippedBytes)
    for (day, lines) in answers.calendar where !lines.isEmpty {
      if calendar[day] == nil {
        let name = BatchFiles.name(of: publication.batch)
        calendar[day] = try StagedFile(
          name, stagedAs: BatchFiles.stagedName(name, of: publication.batch), at: .jobs(day: day),
          in: try publication.open(.jobs(day: day)), files)
      }
      for piece in lines.pieces { try calendar[day]?.append(piece) }
    }
    answers.dropWritten()
  }

  private mutating func append(
    _ bytes: [UInt8], to file: WritableKeyPath<SliceWriter, StagedFile?>, name: FileName, staged: FileName,
    length: Int
  ) throws(FileError) {
    guard !bytes.isEmpty else { return }
    if self[keyPath: file] == nil {
      self[keyPath: file] = try StagedFile(
        name, stagedAs: staged, at: .failed, in: try growing.open(.failed), keeping: length, files)
    }
    try self[keyPath: file]?.append(bytes[...])
  }

  /// What a slice comes to, staged and durable.
  package struct Staged {
    package var record: BatchRecord
    package var progress: BulkProgress
    package var roster: Roster
    /// Nil if the roster does not change.
    package var fold: Roster.Fold?
  }

  /// Writes the last bytes, and makes all of it durable with the slice's record.
  package mutating func stage(_ answers: SliceAnswers) throws(FileError) -> Staged {
    try responses.flush()
    try rejected?.flush()
    try skipped?.flush()
    var written: [BatchRecord.Output] = []
    for day in calendar.keys.sorted() {
      try calendar[day]?.flush()
      if let output = calendar[day]?.output { written.append(output) }
    }
    var progress = answers.progress
    progress.responseBytes = responses.size
    progress.rejectedBytes = rejected?.size ?? start.rejectedBytes
    progress.skippedBytes = skipped?.size ?? start.skippedBytes
    var roster = answers.roster
    // The same bytes are refused as soon as a row of them has planned something. Commands may be given again: who opts out
    // twice, with an opt-in between, has opted out.
    if progress.hasPlanned(since: start) { roster.noteFile(progress.identity, batch: home.batch) }
    if progress.isCut, roster.file(progress.identity) != nil { roster.forgetFile(progress.identity) }
    let fold = try roster.fold(for: publication.batch, in: spool.roster, files)
    var outputs: [BatchOutput] = []
    if !answers.events.isEmpty {
      outputs.append(
        BatchOutput(
          place: .ledger(day: publication.batch.time.day), name: BatchFiles.name(of: publication.batch),
          bytes: answers.events))
    }
    if let fold { written.append(BatchRecord.Output(fold)) }
    let record = try publication.stage(
      outputs, staged: written, requests: [], refused: [], absorbed: fold?.absorbed ?? [],
      wordings: answers.wordings, slice: progress, referenced: answers.referenced)
    return Staged(record: record, progress: progress, roster: roster, fold: fold)
  }

  /// Takes back what was added to the growing answers: a full disk must not stay so for the sake of a slice that is
  /// answered anew.
  func undo() {
    responses.cut(to: start.responseBytes)
    rejected?.cut(to: start.rejectedBytes)
    skipped?.cut(to: start.skippedBytes)
  }

  mutating func publish(_ staged: Staged, under lock: SpoolLock) throws(FileError) {
    try publication.publish(staged.record, under: lock)
    try publication.settle(staged.record)
  }
}
