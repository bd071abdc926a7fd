internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// What they were told goes, and what others were told of them.
extension Erasure {
  /// Also from archives that somebody has unpacked where they lie.
  mutating func removeAnswers(_ persons: ErasedPersons) throws(FileError) {
    try removeAnswers(persons, in: spool.responses)
    for entry in try files.list(spool.responses)
    where entry.kind != .regular && CivilDay(iso8601: entry.name.description) != nil {
      guard let day = try files.openIfThere(entry.name, in: spool.responses) else { continue }
      defer { files.close(day) }
      try removeAnswers(persons, in: day)
    }
  }

  private mutating func removeAnswers(_ persons: ErasedPersons, in directory: Directory) throws(FileError) {
    for name in try files.list(directory).filter({ $0.kind != .directory }).map(\.name).sorted() {
      if persons.concern(name) {
        try remove(name, in: directory)
      } else if name.hasSuffix(".ndjson"), !name.hasPrefix(".") {
        let contents = try files.contents(of: name, in: directory)
        if let left = Self.lines(contents, without: persons.concern(answerLine:), persons) {
          try replace(name, in: directory, with: left)
        }
      }
    }
    try files.sync(directory)
  }
}
