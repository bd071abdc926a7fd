package import Storage

/// Finds out, after a crash, which requests or rows crash the worker.
package protocol CrashProbe: Sendable {
  /// - Parameter directory: the batch directory's path.
  /// - Returns: those of `names` of which a process died twice by its own fault. A process that was killed from
  ///   outside died of none.
  func deadly(among names: [FileName], in directory: String) -> Set<FileName>

  /// The same for the rows of a bulk file.
  ///
  /// - Parameters:
  ///   - directory: the path of the directory below `processing/` in which the file lies.
  ///   - row: the last one that has been answered.
  ///   - count: how many rows behind it are asked about.
  func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows
}
