internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling
internal import Storage

/// What the people of a request were written before, so that they are not written the same again.
struct RecentMessages {
  let files: any FileSystem
  let outbox: String

  /// Texts that are given along.
  private static let most = 12
  /// A batch's jobs of one day may be a great many.
  private static let largestFile = 64 << 20

  /// - Returns: the texts that were planned for the lead or its address in the last sequence, as far as they are at hand.
  func of(_ proposal: Proposal, _ roster: Roster) throws(FileError) -> [String] {
    var texts: [String] = []
    for part in proposal.parts {
      for place in part.places {
        guard let contact = roster.contact(at: place) else { continue }
        for text in try messages(contact, to: part.to, proposal.leadID) where !texts.contains(text) {
          texts.append(text)
        }
      }
    }
    return Array(texts.prefix(Self.most))
  }

  private func messages(_ contact: Roster.Contact, to address: String, _ lead: LeadID) throws(FileError) -> [String] {
    let parent = try files.openDirectory(at: outbox)
    defer { files.close(parent) }
    var texts: [String] = []
    for place: FileName in ["jobs", "done"] {
      guard let days = try files.openIfThere(place, in: parent) else { continue }
      defer { files.close(days) }
      for entry in try files.list(days) {
        guard let day = entry.name.text.flatMap({ CivilDay(iso8601: $0) }), day <= contact.until.day,
          day >= contact.batch.time.day, let directory = try files.openIfThere(entry.name, in: days)
        else { continue }
        defer { files.close(directory) }
        guard let lines = try? files.readFile(BatchFiles.name(of: contact.batch), in: directory, upTo: Self.largestFile)
        else { continue }
        let needle = Array(address.utf8)
        for line in lines.split(separator: 0x0A) where Self.contains(line, needle) {
          guard let job = try? JSONValue(parsing: Array(line)), let text = job["message"]?.string,
            job["to"]?.string == address || LeadID(job["lead_id"]) == lead
          else { continue }
          texts.append(text)
        }
      }
    }
    return texts
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ needle: [UInt8]) -> Bool {
    line.withUnsafeBytes { line in needle.withUnsafeBytes { line.firstOffset(of: $0) != nil } }
  }
}
