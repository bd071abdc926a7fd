import Inspection
import Outreach
import Records
import Requests
import Spool
import Storage

/// Every request that lies anywhere below an inbox, and where.
struct SpoolListing {
  enum Place: String { case inbox, processing, processed, failed }

  struct Request {
    var name: FileName
    var place: Place
    var directory: String
    /// Nil if it is no regular file.
    var bytes: [UInt8]?
  }

  struct ErrorFile {
    var name: FileName
    var directory: String
    var bytes: [UInt8]
  }

  private(set) var requests: [Request] = []
  private(set) var errorFiles: [ErrorFile] = []
  /// What the program gave back of bulk files: `autumn-fair.rejected.csv`, `autumn-fair.skipped.csv`.
  private(set) var refusedRows: [Request] = []
  /// Files of the program's own: `.record`, `.answer-…`.
  private(set) var ownFiles: [(name: FileName, path: String)] = []

  init(inbox: String) {
    take(inbox, .inbox)
    for batch in directories(in: "\(inbox)/processing") { take(batch, .processing) }
    for place in [Place.processed, .failed] {
      for day in directories(in: "\(inbox)/\(place.rawValue)") {
        for batch in directories(in: day) { take(batch, place) }
      }
    }
  }

  private mutating func take(_ directory: String, _ place: Place) {
    let entries = Files.list(directory)
    let names = Set(entries.map(\.name))
    for entry in entries where !entry.isDirectory {
      let bytes = Files.read(entry.name, in: directory)
      if entry.name.hasPrefix(".") {
        ownFiles.append((entry.name, "\(directory)/\(entry.name)"))
      } else if place == .failed, entry.name.hasSuffix(".error.json") {
        errorFiles.append(ErrorFile(name: entry.name, directory: directory, bytes: bytes ?? []))
      } else if place == .failed, Self.isRefusedRows(entry.name, among: names) {
        refusedRows.append(Request(name: entry.name, place: place, directory: directory, bytes: bytes))
      } else {
        requests.append(Request(name: entry.name, place: place, directory: directory, bytes: bytes))
      }
    }
  }

  /// A file of refused rows that somebody dropped again and that was refused as a whole lies beside its reason.
  private static func isRefusedRows(_ name: FileName, among names: Set<FileName>) -> Bool {
    guard let stem = BulkName(name)?.stem, stem.hasSuffix(".rejected") || stem.hasSuffix(".skipped") else {
      return false
    }
    return !names.contains(FileName(stem + ".error.json"))
  }

  private func directories(in path: String) -> [String] {
    Files.list(path).filter { $0.isDirectory }.map { "\(path)/\($0.name)" }.sorted()
  }
}
