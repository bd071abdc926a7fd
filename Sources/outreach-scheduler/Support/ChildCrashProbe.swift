internal import Outreach
internal import Spool
internal import Storage

/// Finds deadly requests by answering them in a child process that may die of them.
///
/// The child tells the number of each request or row before it answers it. When it comes down by its own fault, that one
/// is tried once more alone, and the child goes on behind it.
struct ChildCrashProbe: CrashProbe {
  /// The options under which the child must run to see what this process sees.
  let options: [String]

  func deadly(among names: [FileName], in directory: String) -> Set<FileName> {
    var deadly: Set<FileName> = []
    var next = 0
    while next < names.count {
      guard let child = probe(directory, from: next, to: names.count), child.hasCrashed, let last = last(child.output),
        last >= next, last < names.count
      else { return deadly }
      if let again = probe(directory, from: last, to: last + 1), again.hasCrashed { deadly.insert(names[last]) }
      next = last + 1
    }
    return deadly
  }

  /// Nil if it cannot be started.
  private func probe(
    _ directory: String, from first: Int, to end: Int
  ) -> (hasCrashed: Bool, output: [UInt8])? {
    let child = ChildProgram.itself(
      [ProbeCommand.name] + options + ["--from", "\(first)", "--to", "\(end)", directory])
    guard let (ending, output) = try? child.run() else { return nil }
    // What it said as it came down is for whoever looks into that.
    if !ending.complaint.isEmpty { Console.say(String(decoding: ending.complaint, as: UTF8.self)) }
    return (ending.end.isCrash, output)
  }

  func poisonRows(in directory: String, after row: Int, atMost count: Int) -> PoisonRows {
    var deadly = PoisonRows()
    var next = row + 1
    let end = next + count
    while next < end {
      guard let child = probe(directory, from: next, to: end), child.hasCrashed else { return deadly }
      switch step(child.output) {
      case .answering(let row) where row >= next && row < end:
        if dies(again: .answering(row), of: row, directory) { deadly.rows.insert(row) }
        next = row + 1
      case .reading(let row):
        if dies(again: .reading(after: row), of: row + 1, directory) { deadly.unreadableAfter = row }
        return deadly
      default:
        if dies(again: nil, of: next, directory) { deadly.unreadableAfter = 0 }
        return deadly
      }
    }
    return deadly
  }

  /// Whether a process that is asked about one row dies at the same step.
  private func dies(again step: BulkProbe.Sign?, of row: Int, _ directory: String) -> Bool {
    guard let child = probe(directory, from: row, to: row + 1), child.hasCrashed else { return false }
    return self.step(child.output) == step
  }

  private func step(_ output: [UInt8]) -> BulkProbe.Sign? { lastLine(output).flatMap { BulkProbe.Sign($0) } }

  private func last(_ output: [UInt8]) -> Int? { lastLine(output).flatMap { Int($0) } }

  private func lastLine(_ output: [UInt8]) -> String? {
    output.split(separator: UInt8(ascii: "\n")).last.map { String(decoding: $0, as: UTF8.self) }
  }
}
