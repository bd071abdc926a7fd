package import Outreach
package import Requests
internal import Spool
package import Storage

/// A refused request in `failed/<day>/<batch>/`.
package struct FailedRequest: Hashable, Sendable {
  package var batch: BatchID
  package var name: FileName
  /// Why it was refused; nil if its error file is gone.
  package var code: String?

  /// Every refused request there is, in no order.
  ///
  /// - Parameter isWanted: by batch and name; codes are read for wanted requests only.
  package static func all(
    in failed: Directory, _ files: any FileSystem, where isWanted: (BatchID, FileName) -> Bool
  ) throws(FileError) -> [FailedRequest] {
    var found: [FailedRequest] = []
    for day in try files.list(failed) where day.name.text.flatMap({ CivilDay(iso8601: $0) }) != nil {
      guard let dayDirectory = try files.openIfThere(day.name, in: failed) else { continue }
      defer { files.close(dayDirectory) }
      for batch in try files.list(dayDirectory).compactMap({ BatchID($0.name) }) {
        guard let directory = try files.openIfThere(batch.fileName, in: dayDirectory) else { continue }
        defer { files.close(directory) }
        let names = Set(try files.list(directory).map(\.name))
        for name in ErrorFile.requests(among: names) where isWanted(batch, name) {
          let code = code(of: name, among: names, in: directory, files)
          found.append(FailedRequest(batch: batch, name: name, code: code))
        }
      }
    }
    return found
  }

  /// Those refused on one day, archived ones too.
  package static func all(
    _ view: SpoolView, on day: CivilDay, where isWanted: (BatchID, FileName) -> Bool
  ) throws(FileError) -> [FailedRequest] {
    let dayName = FileName(day.iso8601)
    var found: [FailedRequest] = []
    for batch in try view.list(["failed", dayName], below: view.inbox).compactMap({ BatchID($0.name) }) {
      let requests = try view.withDirectory(["failed", dayName, batch.fileName], below: view.inbox) {
        (directory) throws(FileError) in
        let names = Set(try view.files.list(directory).map(\.name))
        return ErrorFile.requests(among: names).filter { isWanted(batch, $0) }.map { name in
          FailedRequest(batch: batch, name: name, code: code(of: name, among: names, in: directory, view.files))
        }
      }
      found += requests ?? []
    }
    // Looked for last: what was missed above has been in the archive since before it went.
    let present = Set(found.map(\.batch))
    for (batch, archived) in try DayArchive.batches(of: day, in: "failed", view) where !present.contains(batch) {
      for name in archived.refused where isWanted(batch, name) {
        found.append(FailedRequest(batch: batch, name: name, code: archived.refusalCode(of: name)))
      }
    }
    return found
  }

  /// The days on which something was refused, archived ones too.
  package static func days(_ view: SpoolView) throws(FileError) -> [CivilDay] {
    var found: Set<CivilDay> = []
    for entry in try view.list(["failed"], below: view.inbox) {
      if let day = entry.name.text.flatMap({ CivilDay(iso8601: $0) }) ?? DayArchive.day(of: entry.name) {
        found.insert(day)
      }
    }
    return found.sorted()
  }

  package static func code(
    of request: FileName, among names: Set<FileName>, in batch: Directory, _ files: any FileSystem
  ) -> String? {
    errorFile(of: request, among: names, in: batch, files)?.code
  }

  /// The same of an archived request, by what its error files hold.
  static func code(of request: FileName, among names: Set<FileName>, _ bytes: (FileName) -> [UInt8]?) -> String? {
    errorFile(of: request, among: names) { bytes($0).flatMap(ErrorFile.code) }?.code
  }

  /// The request's error file and the code in it.
  ///
  /// Two requests that share a stem, 140 and 140.json, are told apart by what the names alone would be refused for.
  static func errorFile(
    of request: FileName, among names: Set<FileName>, in batch: Directory, _ files: any FileSystem
  ) -> (name: FileName, code: String?)? {
    errorFile(of: request, among: names) { name in
      (try? files.readFile(name, in: batch, upTo: 1 << 20)).flatMap(ErrorFile.code)
    }
  }

  private static func errorFile(
    of request: FileName, among names: Set<FileName>, _ code: (FileName) -> String?
  ) -> (name: FileName, code: String?)? {
    let found = ErrorFile.candidates(for: request, among: names).map { name in (name: name, code: code(name)) }
    guard found.count > 1 else { return found.first }
    if case .refused(let code, _) = RequestName(request) {
      return found.first { $0.code == code.rawValue } ?? found.first
    }
    let nameCodes = [RefusalCode.invalidFileName.rawValue, RefusalCode.unsupportedFileType.rawValue]
    return found.first { $0.code.map { !nameCodes.contains($0) } ?? false } ?? found.first
  }
}
