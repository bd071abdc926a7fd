internal import Formats
internal import Outreach

/// A directory of `<leadId>.json`, one small object a lead.
struct DirectoryBook {
  package let directory: BookFile
  package let path: String
  package let options: BookOptions

  /// A lead's own file that cannot be read is that lead's problem; a failing disk is everybody's.
  package func answer(_ wanted: WantedLeads) throws(BookFileError) -> LeadBook.Answer {
    var answer = LeadBook.Answer()
    for id in wanted.ids {
      let name = "\(id).json"
      let bytes: [UInt8]?
      do throws(BookFileError) {
        let file = try BookFile(path: name, in: directory)
        guard try file.status().kind == .regular else { throw BookFileError.notAFile }
        bytes = try file.contents(limit: options.rowBytes)
      } catch {
        if error.isMissing { continue }
        guard error.isRefusal else { throw error }
        answer.unreadable[id] = "The lead book's \(path)/\(name) cannot be read: \(error.text)."
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
