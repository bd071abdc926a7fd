internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Storage

extension FileContents {
  /// Calls `body` with the lines of a file of jobs that may be about a lead, found by its id at the speed of memory, and with
  /// their numbers from 1. With every line, if the file is not as we write it, or if no lead is named.
  func forEachLine(about lead: LeadID?, _ body: (UnsafeRawBufferPointer, Int) -> Void) {
    guard let lead, let first = endOfLine(from: 0),
      JobLine.head(UnsafeRawBufferPointer(rebasing: bytes[..<first])) != nil
    else { return forEachLine { line, number, _ in body(line, number) } }
    var needle = JSONWriter(capacity: 96)
    needle.raw(#","lead_id":"#)
    needle.leadID(lead)
    needle.raw(",")
    let wanted = needle.bytes
    var (number, counted, at) = (1, 0, 0)
    while let hit = wanted.withUnsafeBytes({ bytes.firstOffset(of: $0, from: at) }) {
      while let end = endOfLine(from: counted), end < hit { (number, counted) = (number + 1, end + 1) }
      let end = endOfLine(from: hit) ?? bytes.count
      body(UnsafeRawBufferPointer(rebasing: bytes[counted..<end]), number)
      (number, counted, at) = (number + 1, min(end + 1, bytes.count), end)
    }
  }
}
