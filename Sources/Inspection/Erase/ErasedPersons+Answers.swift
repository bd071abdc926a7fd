internal import Formats
internal import Leads
internal import Outreach
internal import Requests
internal import Storage

/// Answers to the rows of bulk files: whose they are is asked as it is of the rows.
extension ErasedPersons {
  /// Whether an answer to a row is about them: by its lead, or by an address or job that it names.
  func concern(answerLine line: UnsafeRawBufferPointer) -> Bool {
    guard mayConcern(line), let value = try? JSONValue(parsing: line.bindMemory(to: UInt8.self)) else { return false }
    let answer = value["data"] ?? value["error"]
    if LeadID(answer?["lead_id"]).map(leads.contains) ?? false { return true }
    // What was wrong with a row is said in sentences.
    return concern(value) || (value["error"]?["message"]?.string).map(concern(sentence:)) ?? false
  }

  private func concern(sentence: String) -> Bool {
    sentence.split { " \"'(),;".contains($0) }.contains { word in
      let name = String(word.last.map(".:".contains) ?? false ? word.dropLast() : word)
      return addresses.contains(name) || concern(job: name)
    }
  }
}
