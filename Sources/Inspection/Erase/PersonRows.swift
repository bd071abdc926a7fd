internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Storage

/// The rows of bulk files that are about some persons.
struct PersonRows {
  private let persons: ErasedPersons
  private let columns: ColumnMapping

  /// One of them.
  struct Row {
    /// Where it stands in the file.
    var bytes: Range<Int>
    /// Its cells by their headings, or the object that the line is.
    var content: JSONValue
  }

  init(_ persons: ErasedPersons, _ columns: ColumnMapping) {
    self.persons = persons
    self.columns = columns
  }

  /// Nil if no row is about them; else the file without those that are, every other byte as it was.
  func without(_ bytes: [UInt8], _ name: FileName) -> [UInt8]? {
    let rows = rows(in: bytes, name)
    guard !rows.isEmpty else { return nil }
    var left: [UInt8] = []
    var at = 0
    for row in rows {
      left += bytes[at..<row.bytes.lowerBound]
      at = min(bytes.count, row.bytes.upperBound)
    }
    return left + bytes[at...]
  }

  /// In their order; of a file that is no bulk file none.
  func rows(in bytes: [UInt8], _ name: FileName) -> [Row] {
    guard let bulk = BulkName(name) else { return [] }
    let contents = FileContents(copying: bytes)
    return bulk.format.isTable ? tableRows(contents) : lines(contents)
  }

  /// As far as they can be read; what stands before the first row that cannot be is looked at.
  private func tableRows(_ contents: FileContents) -> [Row] {
    var position = 0
    var reader = CSVReader(encoding: columns.reading.encoding) { buffer in
      let part = contents.bytes[position...].prefix(buffer.count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
      position += part.count
      return part.count
    }
    guard (try? reader.next()) == true else { return [] }
    let table = LeadColumns(headers: reader.strings, mapping: columns)
    var found: [Row] = []
    var number = 0
    repeat {
      // A list of addresses has no header.
      let lead = number == 0 ? nil : RequestRow(number: number, reader: reader, columns: table).lead
      let cells = reader.strings
      if lead.map(persons.leads.contains) ?? false || cells.contains(where: persons.concern(cell:)) {
        found.append(
          Row(
            bytes: Int(reader.offset)..<Int(reader.endOffset),
            content: Self.object(cells, under: number == 0 ? [] : table.headers)))
      }
      number += 1
    } while (try? reader.next()) == true
    return found
  }

  private func lines(_ contents: FileContents) -> [Row] {
    var found: [Row] = []
    var start = 0
    contents.forEachLine { line, number, isEnded in
      let end = start + line.count + (isEnded ? 1 : 0)
      defer { start = end }
      let bytes = Array(line.bindMemory(to: UInt8.self))
      let row = RequestRow(number: number, line: bytes, mapping: columns)
      let isTheirs = row.lead.map(persons.leads.contains) ?? false
      let value = try? JSONValue(parsing: bytes)
      if isTheirs || value.map(persons.concern) ?? false {
        found.append(Row(bytes: start..<end, content: value ?? .string(String(decoding: bytes, as: UTF8.self))))
      }
    }
    return found
  }

  /// Empty cells are left out; two columns of one name are told apart.
  private static func object(_ cells: [String], under headers: [String]) -> JSONValue {
    var members: [JSONMember] = []
    var taken: Set<String> = []
    for (index, cell) in cells.enumerated() where !cell.isEmpty {
      var key = index < headers.count && !headers[index].isEmpty ? headers[index] : "column \(index + 1)"
      if !taken.insert(key).inserted { key += " (\(index + 1))" }
      taken.insert(key)
      members.append(JSONMember(key: key, value: .string(cell)))
    }
    return .object(members)
  }
}
