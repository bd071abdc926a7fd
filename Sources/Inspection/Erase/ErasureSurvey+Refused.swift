internal import Leads
internal import Outreach
internal import Requests
internal import Storage

/// Of a lead that was refused, and never more than that, neither calendar nor ledger tells.
extension ErasureSurvey {
  /// Where answers lie: in one place, and where somebody has unpacked a day of them.
  static func answers(_ view: SpoolView) throws(FileError) -> [[FileName]] {
    [["responses"]]
      + (try view.days(of: ["responses"], below: view.outbox)).map { ["responses", FileName($0.iso8601)] }
  }

  /// Answers and kept rows, and what of both was put away.
  mutating func lookFurther(_ view: SpoolView, _ columns: ColumnMapping) throws(FileError) {
    var paths: [(Directory, [FileName])] = try Self.answers(view).map { (view.outbox, $0) }
    for day in try view.days(of: ["failed"], below: view.inbox) {
      let path: [FileName] = ["failed", FileName(day.iso8601)]
      for batch in try view.list(path, below: view.inbox) where batch.kind != .regular {
        paths.append((view.inbox, path + [batch.name]))
      }
    }
    var left = unknown
    let at = persons.at
    func look(_ name: FileName, _ bytes: [UInt8], areAnswers: Bool) {
      left = left.filter { lead in
        let person = ErasedPersons([lead], at: at)
        if person.concern(name) { return false }
        guard BulkName(name) != nil else { return true }
        if areAnswers {
          return Erasure.lines(FileContents(copying: bytes), without: person.concern(answerLine:), person) == nil
        }
        return PersonRows(person, columns).without(bytes, name) == nil
      }
    }
    for (parent, path) in paths where !left.isEmpty {
      _ = try view.withDirectory(path, below: parent) { (directory) throws(FileError) in
        for entry in try view.files.list(directory) where entry.kind == .regular && BulkName(entry.name) != nil {
          look(entry.name, try view.files.readFile(entry.name, in: directory), areAnswers: path.first == "responses")
        }
      }
    }
    for (parent, place) in [(view.inbox, "failed"), (view.outbox, "responses")] as [(Directory, FileName)]
    where !left.isEmpty {
      try DayArchive.forEachFile(in: place, below: parent, view) { _, name, contents in
        look(name, contents, areAnswers: place == "responses")
      }
    }
    unknown = left
  }
}
