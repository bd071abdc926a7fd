internal import Outreach

/// Columns that are called as a field of a request is and hold something else: a CRM's "Language" with "Deutsch" in it,
/// its "Channel" with "Partner". They are the user's own.
///
/// A heading spelled just as the field is (`language`) is ours, whatever stands below it.
package struct ForeignColumns {
  private(set) var columns: [Int] = []
  private(set) var notes: [String] = []

  init(_ headers: [String], meanings: [LeadColumn], sample: [[String]], values: [String: [String]]) {
    for (index, meaning) in meanings.enumerated() {
      guard case .request(let name) = meaning, headers[index] != name, values[name] != nil else { continue }
      let cells = sample.compactMap { index < $0.count && !NothingWords.isOne($0[index]) ? $0[index] : nil }
      guard !cells.isEmpty, !cells.contains(where: { Self.mayBeMeant($0, name: name, values: values) }) else {
        continue
      }
      columns.append(index)
      notes.append(Self.note(headers[index], field: name, value: cells[0]))
    }
  }

  /// What became of a heading, or of one object's member of that name.
  package static func note(_ heading: String, field: String, value: String) -> String {
    "\"\(heading)\" has no value that \(field) can have (\"\(value.prefix(40))\"), so it is kept as your own, "
      + "custom.\(heading); call it \(field) if it should be read."
  }

  /// Also a slip of the pen is meant, to be refused with what was meant.
  private static func mayBeMeant(_ cell: String, name: String, values: [String: [String]]) -> Bool {
    RequestWords.value(of: cell, for: name, values) != nil || NearestName.of(cell, among: values[name] ?? []) != nil
  }
}
