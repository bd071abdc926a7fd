internal import Formats
internal import Outreach
internal import Storage

/// A directory of `<leadId>.json`, one small object a lead.
struct DirectoryBook {
  package let path: String
  package let options: BookOptions

  /// All that have a file.
  func leads() throws(FileError) -> [LeadID] {
    let directory = try options.files.openDirectory(at: path)
    defer { options.files.close(directory) }
    return try options.files.list(directory).compactMap { entry in
      entry.name.hasSuffix(".json") ? entry.name.text.flatMap { LeadID(String($0.dropLast(5))) } : nil
    }
  }

  /// A lead's own file that cannot be read is that lead's problem; a failing disk is everybody's.
  package func answer(_ wanted: WantedLeads) throws(FileError) -> LeadBook.Lookup {
    var answer = LeadBook.Lookup()
    for id in wanted.ids {
      let name = "\(id).json"
      let bytes: [UInt8]?
      do throws(FileError) {
        let file = try BookFile(path: "\(path)/\(name)", options.files)
        guard try file.status().kind == .regular else { throw FileError("read", name, code: FileError.notAFile) }
        bytes = try file.contents(limit: options.rowBytes)
      } catch {
        if error.isMissing { continue }
        guard error.isFileAtFault else { throw error }
        answer.unreadable[id] = "The lead book's \(path)/\(name) cannot be read: \(error.reason)."
        continue
      }
      guard let bytes else {
        answer.unreadable[id] = "The lead book's \(path)/\(name) is larger than \(options.rowBytes) bytes."
        continue
      }
      do throws(JSONError) {
        guard case .object(let members) = try JSONValue(parsing: bytes) else {
          answer.unreadable[id] = "The lead book's \(path)/\(name) is not a JSON object."
          continue
        }
        answer.facts[id] = LeadFacts.reading(bookObject: members, mapping: options.mapping)
      } catch {
        answer.unreadable[id] = "The lead book's \(path)/\(name) is not JSON: \(error.message)."
      }
    }
    return answer
  }
}
