internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Storage

/// A bulk file without the rows of some persons, every other byte as it was.
struct ErasedRows {
  private let persons: ErasedPersons
  private let columns: ColumnMapping

  init(_ persons: ErasedPersons, _ columns: ColumnMapping) {
    self.persons = persons
    self.columns = columns
  }

  /// Nil if no row is about them.
  func without(_ bytes: [UInt8], _ name: FileName) -> [UInt8]? {
    guard let bulk = BulkName(name) else { return nil }
    let contents = FileContents(copying: bytes)
    let ranges = bulk.format.isTable ? tableRows(contents) : lines(contents)
    guard !ranges.isEmpty else { return nil }
    var left: [UInt8] = []
    var at = 0
    for range in ranges {
      left += bytes[at..<range.lowerBound]
      at = min(bytes.count, range.upperBound)
    }
    return left + bytes[at...]
  }

  /// As far as they can be read; what stands before the first row that cannot be is looked at.
  private func tableRows(_ contents: FileContents) -> [Range<Int>] {
    var position = 0
    var reader = CSVReader(encoding: columns.reading.encoding) { buffer in
      let part = contents.bytes[position...].prefix(buffer.count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
      position += part.count
      return part.count
    }
    guard (try? reader.next()) == true else { return [] }
    let table = LeadColumns(headers: reader.strings, mapping: columns)
    var found: [Range<Int>] = []
    var number = 0
    repeat {
      // A list of addresses has no header.
      let lead = number == 0 ? nil : RequestRow(number: number, reader: reader, columns: table).lead
      let cells = reader.strings
      if lead.map(persons.leads.contains) ?? false || cells.contains(where: persons.concern(cell:)) {
        found.append(Int(reader.offset)..<Int(reader.endOffset))
      }
      number += 1
    } while (try? reader.next()) == true
    return found
  }

  private func lines(_ contents: FileContents) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    contents.forEachLine { line, number, isEnded in
      let end = start + line.count + (isEnded ? 1 : 0)
      defer { start = end }
      let bytes = Array(line.bindMemory(to: UInt8.self))
      let row = RequestRow(number: number, line: bytes, mapping: columns)
      let isTheirs = row.lead.map(persons.leads.contains) ?? false
      if isTheirs || (try? JSONValue(parsing: bytes)).map(persons.concern) ?? false { found.append(start..<end) }
    }
    return found
  }
}
