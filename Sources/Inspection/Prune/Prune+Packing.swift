internal import Outreach
internal import Requests
internal import Storage

/// A day's files on their way into an archive beside them: `<day>.tar.gz`, in which `<day>/…` lies as it lay.
struct Packing {
  /// A file, and the directories on the way to it from where the archive is to lie.
  struct Member: Hashable, Sendable {
    package var path: [FileName]
    package var name: FileName
  }

  package let day: CivilDay
  /// `inbox/processed`, `inbox/failed`, `outbox/responses`.
  package let parent: Directory
  package let members: [Member]
  package let files: any FileSystem

  /// All that lies in these batches' directories of the day.
  static func members(
    of batches: Set<BatchID>, _ day: CivilDay, in directory: Directory, _ files: any FileSystem
  ) throws(FileError) -> [Member] {
    var members: [Member] = []
    for batch in batches.sorted() {
      let own = try files.openDirectory(batch.fileName, in: directory)
      defer { files.close(own) }
      let path = [FileName(day.iso8601), batch.fileName]
      members += try files.list(own).map(\.name).sorted().map { Member(path: path, name: $0) }
    }
    return members
  }

  /// Makes the archive, unless an earlier prune did, and makes it durable.
  ///
  /// - Returns: the sizes of directory and archive, in bytes.
  func pack() throws(FileError) -> (before: Int, after: Int) {
    var sum = StreamSum()
    var part = 1
    while try files.exists(DayArchive.name(day, part: part), in: parent) { part += 1 }
    if part > 1 {
      let last = DayArchive.name(day, part: part - 1)
      try write { (piece) throws(FileError) in sum.add(piece) }
      if try holds(last, sum) {
        // Published, but perhaps not for good.
        try files.sync(parent)
        return (sum.count, try files.status(of: last, in: parent).size)
      }
    }
    let name = DayArchive.name(day, part: part)
    let staged = Prune.scrapName(name)
    sum = try stage(staged)
    guard try holds(staged, sum) else {
      throw FileError("archive", parent.path(of: name), code: FileError.damaged)
    }
    try files.rename(staged, in: parent, to: name, in: parent, replacing: false)
    try files.sync(parent)
    return (sum.count, try files.status(of: name, in: parent).size)
  }

  private func stage(_ name: FileName) throws(FileError) -> StreamSum {
    var sum = StreamSum()
    let target = try files.create(name, in: parent)
    defer { files.close(target) }
    try files.compressor.compress(into: target) { (emit) throws(FileError) in
      try write { (piece) throws(FileError) in
        sum.add(piece)
        try emit(piece)
      }
    }
    try files.sync(target)
    return sum
  }

  private func holds(_ archive: FileName, _ wanted: StreamSum) throws(FileError) -> Bool {
    var sum = StreamSum()
    do throws(FileError) {
      try files.expandFile(archive, in: parent) { (piece) throws(FileError) in sum.add(piece) }
    } catch  where error.code == FileError.damaged {
      return false
    }
    return sum == wanted
  }

  // MARK: The stream

  private typealias Sink = (UnsafeRawBufferPointer) throws(FileError) -> Void

  private func write(_ sink: Sink) throws(FileError) {
    var rest = members[...]
    while let path = rest.first?.path {
      let run = rest.prefix { $0.path == path }
      rest = rest.dropFirst(run.count)
      try write(run, at: path, in: parent, sink)
    }
    try hand(TarStream.end, sink)
  }

  /// - Parameter path: from the directory on.
  private func write(
    _ run: ArraySlice<Member>, at path: [FileName], in directory: Directory, _ sink: Sink
  ) throws(FileError) {
    guard let name = path.first else {
      for member in run { try write(member, in: directory, sink) }
      return
    }
    let next = try files.openDirectory(name, in: directory)
    defer { files.close(next) }
    try write(run, at: Array(path.dropFirst()), in: next, sink)
  }

  private func write(_ member: Member, in directory: Directory, _ sink: Sink) throws(FileError) {
    let status = try files.status(of: member.name, in: directory)
    let contents = try files.contents(of: member.name, in: directory)
    let path = ([FileName(day.iso8601)] + member.path.dropFirst() + [member.name]).map(\.bytes)
    try hand(
      TarStream.header(
        path: Array(path.joined(separator: [UInt8(ascii: "/")])), size: contents.bytes.count,
        modified: status.modified.seconds), sink)
    if !contents.bytes.isEmpty { try sink(contents.bytes) }
    try hand(TarStream.padding(after: contents.bytes.count), sink)
  }

  private func hand(_ bytes: [UInt8], _ sink: Sink) throws(FileError) {
    guard !bytes.isEmpty else { return }
    let contents = FileContents(copying: bytes)
    try sink(contents.bytes)
  }
}
