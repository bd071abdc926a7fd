internal import Formats
internal import Outreach
internal import Records
internal import Storage

extension JobCalendar {
  /// Puts together what somebody wants to know of every effective job: one result for each file, made on all cores, in
  /// the files' order.
  func gather<Found: Sendable>(
    _ files: [File], _ fold: JobFold, into empty: Found,
    _ add: @escaping @Sendable (inout Found, CalendarJob, File) -> Void
  ) throws(FileError) -> [Found] {
    let results = parallelMap(files, run: 1) { file -> Result<Found, FileError> in
      var found = empty
      do throws(FileError) {
        try contents(of: file)?.forEachLine { (line, _, _) throws(FileError) in
          if let job = CalendarJob(line: line), fold.isEffective(job) { add(&found, job, file) }
        }
        return .success(found)
      } catch { return .failure(error) }
    }
    var all: [Found] = []
    for result in results { all.append(try result.get()) }
    return all
  }
}
