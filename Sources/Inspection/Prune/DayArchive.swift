internal import Formats
package import Outreach
package import Requests
internal import Spool
package import Storage

/// A day of `processed/` or `failed/`, packed: `processed/2026-08-01.tar.gz`, in which `2026-08-01/<batch>/<file>` lies as
/// it lay.
///
/// A second one of the same day (`2026-08-01.2.tar.gz`) comes about if some of it had to stay at first, or a clock went
/// back by months; what it holds counts before the first one's.
package enum DayArchive {
  /// The archive's name; a day that was archived more than once has several parts.
  package static func name(_ day: CivilDay, part: Int) -> FileName {
    FileName(part == 1 ? "\(day.iso8601).tar.gz" : "\(day.iso8601).\(part).tar.gz")
  }

  /// The day whose archive this is; nil for other names.
  package static func day(of name: FileName) -> CivilDay? {
    guard let text = name.text, text.hasSuffix(".tar.gz") else { return nil }
    let parts = text.dropLast(7).split(separator: ".", omittingEmptySubsequences: false)
    guard let day = CivilDay(iso8601: String(parts[0])) else { return nil }
    switch parts.count {
    case 1: return day
    case 2: return Int(parts[1]).map { $0 > 1 && String($0) == parts[1] } ?? false ? day : nil
    default: return nil
    }
  }

  /// What is known of a file without unpacking it once more.
  package struct File: Sendable {
    var size: Int
    /// Nil for a file too large to be held in memory.
    var checksum: UInt64?
    /// Of records, and of what tells why a request was refused.
    package var bytes: [UInt8]?
  }

  /// The batches in all the day's archives, by id; none if there is no archive.
  ///
  /// - Parameters:
  ///   - place: `processed` or `failed`.
  ///   - passOver: told of an archive that cannot be read; without it that is an error.
  package static func batches(
    of day: CivilDay, in place: FileName = "processed", _ view: SpoolView, passOver: ((FileName) -> Void)? = nil
  ) throws(FileError) -> [BatchID: ProcessedBatch] {
    var found: [BatchID: ProcessedBatch] = [:]
    var part = 1
    while true {
      let name = name(day, part: part)
      part += 1
      do throws(FileError) {
        let inPart = try view.withDirectory([place], below: view.inbox) { (directory) throws(FileError) in
          try batches(in: name, directory, day: day, files: view.files)
        }
        found.merge(inPart ?? [:]) { $1 }
        if inPart == nil { return found }
      } catch  where error.isNotFound {
        return found
      } catch {
        guard let passOver, error.code == FileError.damaged else { throw error }
        passOver(name)
      }
    }
  }

  private static func batches(
    in name: FileName, _ processed: Directory, day: CivilDay, files: any FileSystem
  ) throws(FileError) -> [BatchID: ProcessedBatch] {
    var found: [BatchID: ProcessedBatch] = [:]
    var reader = TarReader()
    try files.expandFile(name, in: processed) { (piece) throws(FileError) in
      do throws(TarReader.Fault) {
        try reader.add(piece) { take($0, &found) }
      } catch {
        throw FileError("read", processed.path(of: name), code: FileError.damaged)
      }
    }
    guard reader.hasEnded else { throw FileError("read", processed.path(of: name), code: FileError.damaged) }
    return found.mapValues { batch in
      var batch = batch
      batch.names.sort()
      batch.slices.sort { $0.batch < $1.batch }
      return batch
    }
  }

  private static func take(_ member: TarReader.Member, _ found: inout [BatchID: ProcessedBatch]) {
    let parts = member.path.split(separator: UInt8(ascii: "/"))
    guard parts.count == 3, let id = BatchID(parts[1]) else { return }
    let name = FileName(bytes: parts[2])
    var batch = found[id] ?? ProcessedBatch(id: id, names: [], archived: [:])
    let isRecord = name.hasPrefix(".record")
    let isTold = isRecord || ErrorFile.isOne(name)
    batch.names.append(name)
    batch.archived?[name] = File(
      size: member.size, checksum: member.contents.map { Checksum.of($0) }, bytes: isTold ? member.contents : nil)
    let record = isRecord ? member.contents.flatMap { BatchRecord($0) } : nil
    if name == BatchRecord.name { batch.record = record }
    if let slice = BatchRecord.settledSlice(name), let record { batch.slices.append((slice, record)) }
    found[id] = batch
  }

  // MARK: One lead

  /// What the archives of a place hold of a lead, in the order of their days, by the paths that it has when they are
  /// unpacked there.
  ///
  /// - Parameters:
  ///   - place: `processed` or `failed` below the inbox, `responses` below the outbox.
  package static func files(
    of lead: LeadID, in place: FileName, below parent: Directory, _ view: SpoolView
  ) throws(FileError) -> [(path: String, bytes: [UInt8])] {
    var found: [(path: String, bytes: [UInt8])] = []
    try forEachFile(in: place, below: parent, view) { path, file, contents in
      guard RequestName(file).lead == lead, !file.hasPrefix(".") else { return }
      found.append(("\(place)/" + String(decoding: path, as: UTF8.self), contents))
    }
    return found
  }

  /// All that the archives of a place hold and that is not too large to be held in memory.
  static func forEachFile(
    in place: FileName, below parent: Directory, _ view: SpoolView,
    _ body: (_ path: [UInt8], _ name: FileName, _ contents: [UInt8]) -> Void
  ) throws(FileError) {
    _ = try view.withDirectory([place], below: parent) { (directory) throws(FileError) in
      let archives = try view.files.list(directory).map(\.name).filter { day(of: $0) != nil }
      for archive in archives.sorted() {
        var reader = TarReader()
        try view.files.expandFile(archive, in: directory) { (piece) throws(FileError) in
          do throws(TarReader.Fault) {
            try reader.add(piece) { member in
              guard let start = member.path.lastIndex(of: UInt8(ascii: "/")), let contents = member.contents else {
                return
              }
              body(member.path, FileName(bytes: Array(member.path[(start + 1)...])), contents)
            }
          } catch {
            throw FileError("read", directory.path(of: archive), code: FileError.damaged)
          }
        }
      }
    }
  }
}
