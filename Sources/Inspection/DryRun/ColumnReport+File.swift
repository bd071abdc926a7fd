package import Leads
package import Requests
package import Storage

extension ColumnReport {
  /// The report of a file that the user named.
  package static func ofFile(
    _ path: String, mapping: ColumnMapping, rowBytes: Int, defaults: RowDefaults, limit: Int
  ) throws(FileError) -> ColumnReport {
    do {
      let file = try BookFile(path: path, POSIXFileSystem())
      guard try file.status().kind == .regular else { throw FileError("read", path, code: FileError.notAFile) }
      return try ColumnReport(
        name: path, mapping: mapping, rowBytes: rowBytes, defaults: defaults, limit: limit, source: file.source())
    } catch let error as FileError {
      throw FileError("read", path, code: error.code)
    } catch {
      throw FileError("read", path, code: FileError.damaged)
    }
  }
}
