internal import OutreachScheduler

/// Finds deadly requests by answering them in a child process that may die of them.
///
/// The child tells the number of each request before it answers it. When it comes down by its own fault, that
/// request is tried once more alone, and the child goes on behind it.
struct ChildProber: RequestProber {
  /// The options under which the child must run to see what this process sees.
  let options: [String]

  func deadly(among names: [FileName], in directory: String) -> Set<FileName> {
    var deadly: Set<FileName> = []
    var next = 0
    while next < names.count {
      guard let child = probe(directory, from: next, count: names.count), child.crashed, let last = last(child.output),
        last >= next, last < names.count
      else { return deadly }
      if let again = probe(directory, from: last, count: last + 1), again.crashed { deadly.insert(names[last]) }
      next = last + 1
    }
    return deadly
  }

  private func probe(_ directory: String, from first: Int, count: Int) -> ChildProcess? {
    ChildProcess.run([ProbeCommand.name] + options + ["--from", "\(first)", "--to", "\(count)", directory])
  }

  private func last(_ output: [UInt8]) -> Int? {
    output.split(separator: UInt8(ascii: "\n")).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}
