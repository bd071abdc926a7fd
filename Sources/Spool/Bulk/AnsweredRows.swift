internal import Formats
package import Leads
package import Outreach
package import Requests
package import Storage

/// Rows of a bulk file that a slice has answered, read once more: a job says where it goes, and not what its row knew.
extension BulkFile {
  /// A lead's rows in a slice, in their order, with the file's defaults for what they leave open; none if the slice is not
  /// known, or the file cannot be read any more as it was.
  ///
  /// - Parameter mapping: as of the configuration.
  package func rows(
    of lead: LeadID, answeredIn slice: BatchID, _ mapping: ColumnMapping, _ files: any FileSystem
  ) throws(FileError) -> [RequestRow] {
    let slices = try files.list(directory).compactMap { BatchRecord.settledSlice($0.name) }.sorted()
    guard let index = slices.firstIndex(of: slice), let end = try progress(after: slice, files) else { return [] }
    let start = index == 0 ? BulkProgress() : try progress(after: slices[index - 1], files)
    guard let start else { return [] }
    let source = try files.open(file, in: directory)
    defer { files.close(source) }
    guard try files.status(source).kind == .regular else { return [] }
    let rowBytes = SliceLimits().rowBytes
    do {
      let defaults =
        try defaults.map { try RowDefaults(parsing: files.readFile($0, in: directory, upTo: rowBytes)) } ?? .none
      let form = try BulkForm.recognise(
        name, defaults: defaults, mapping: mapping, rowBytes: rowBytes, source: source, files: files)
      let runs = form.runs(of: source, from: start, rowBytes: rowBytes, files)
      var found: [RequestRow] = []
      var left = end.rows - start.rows
      while left > 0, let run = runs.next(atMost: left) {
        left -= run.rows.count
        for var row in run.requests(defaults.applied(to: mapping)) where row.lead == lead && row.command == nil {
          defaults.fill(&row)
          found.append(row)
        }
      }
      return found
    } catch let error as FileError {
      throw error
    } catch {
      return []
    }
  }

  private func progress(after slice: BatchID, _ files: any FileSystem) throws(FileError) -> BulkProgress? {
    BatchRecord(try files.readFile(BatchRecord.settledSliceName(slice), in: directory))?.slice
  }
}
