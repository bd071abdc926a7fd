internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Storage

/// What bulk files say of a lead: its rows, and the answers to them.
struct BulkExport {
  typealias Found = (path: String, content: JSONValue)

  private(set) var rows: [Found] = []
  private(set) var answers: [Found] = []
  private let person: ErasedPersons
  private let columns: ColumnMapping

  var isEmpty: Bool { rows.isEmpty && answers.isEmpty }

  /// In the order of their paths; what lies there packed away and unpacked is told once.
  init(of lead: LeadID, in view: SpoolView, columns: ColumnMapping, now: Timestamp) throws(FileError) {
    person = try ErasureSurvey([lead], view, columns: columns, now: now).persons
    self.columns = columns
    // The survey knows which addresses are the lead's alone; of a lead that it does not know the id is enough.
    if person.leads.isEmpty { return }
    for place: FileName in ["processed", "failed"] {
      for day in try view.days(of: [place], below: view.inbox) {
        for batch in try view.list([place, FileName(day.iso8601)], below: view.inbox) where batch.kind != .regular {
          rows += try look(into: [place, FileName(day.iso8601), batch.name], below: view.inbox, view)
        }
      }
      rows += try lookIntoArchives(of: place, below: view.inbox, view, known: rows)
    }
    for path in try ErasureSurvey.answers(view) {
      answers += try look(into: path, below: view.outbox, view)
    }
    answers += try lookIntoArchives(of: "responses", below: view.outbox, view, known: answers)
  }

  private func look(into path: [FileName], below parent: Directory, _ view: SpoolView) throws(FileError) -> [Found] {
    try view.withDirectory(path, below: parent) { (directory) throws(FileError) in
      var all: [Found] = []
      let names = try view.files.list(directory).filter { $0.kind == .regular && !$0.name.hasPrefix(".") }.map(\.name)
      for name in names.sorted() where BulkName(name) != nil {
        let bytes = try view.files.readFile(name, in: directory)
        all += found(in: bytes, name, (path + [name]).map(\.description).joined(separator: "/"))
      }
      return all
    } ?? []
  }

  private func lookIntoArchives(
    of place: FileName, below parent: Directory, _ view: SpoolView, known: [Found]
  ) throws(FileError) -> [Found] {
    let paths = Set(known.map(\.path))
    var all: [Found] = []
    try DayArchive.forEachFile(in: place, below: parent, view) { path, name, contents in
      let path = "\(place)/" + String(decoding: path, as: UTF8.self)
      if BulkName(name) != nil, !paths.contains(path) { all += found(in: contents, name, path) }
    }
    return all
  }

  private func found(in bytes: [UInt8], _ name: FileName, _ path: String) -> [Found] {
    if path.hasPrefix("responses/") {
      var found: [Found] = []
      FileContents(copying: bytes).forEachLine { line, _, _ in
        guard person.concern(answerLine: line),
          let answer = try? JSONValue(parsing: line.bindMemory(to: UInt8.self))
        else { return }
        found.append((path, answer))
      }
      return found
    }
    return PersonRows(person, columns).rows(in: bytes, name).map { (path, $0.content) }
  }
}
