internal import Formats
internal import Outreach
internal import Requests

/// Whether an event may be about a job, asked with the bytes of its line, so that a job about which there is none need
/// not be taken apart.
package struct EventFilter: Sendable {
  private let names: KeyFilter?

  /// Knows what the events of a fold are about.
  package init(_ fold: JobFold) {
    let known = fold.names
    guard !known.isEmpty else {
      names = nil
      return
    }
    var names = KeyFilter(expecting: known.count)
    for var name in known { names.insert(group: name.withUTF8 { Checksum.of(UnsafeRawBufferPointer($0)).group }) }
    self.names = names
  }

  /// False for most jobs about which there is no event, and for none about which there is one.
  package func mayConcern(_ fields: JobLine.Fields, in line: UnsafeRawBufferPointer) -> Bool {
    guard let names else { return false }
    for range in [fields.id, fields.request, fields.lead, fields.to] {
      if names.mayHold(group: Checksum.of(UnsafeRawBufferPointer(rebasing: line[range])).group) { return true }
    }
    return false
  }
}
