internal import Formats
internal import Leads
package import Outreach
package import Requests

/// Something that happened, or was planned, as a line of a lead's history.
package struct HistoryEntry: Sendable {
  package var cursor: HistoryCursor
  package var at: Timestamp
  /// `accepted`, `repeated`, `refused`, `planned`, or an event of the ledger.
  package var event: String
  package var lead: LeadID?
  /// For people: what is beyond the event's name.
  package var detail: String
  /// The JSON object without its last brace.
  package var open: [UInt8]
  /// False for an event that a process has appended, as dispatch does.
  var isOfBatch = true

  /// What comes first of one second: what was asked, what was planned for it, what dispatch did, and what came back.
  var nature: Int {
    switch cursor.rank {
    case .request: 0
    case .plan: 1
    case .event: isOfBatch ? 3 : 2
    }
  }

  /// What the object of an entry about a request begins with.
  static func opening(_ event: String, at time: Timestamp, lead: LeadID?) -> JSONWriter {
    var out = JSONWriter(capacity: 512)
    out.raw(#"{"at":""#)
    out.escaped(time)
    out.raw(#"","event":"#)
    out.string(event)
    if let lead {
      out.raw(#","lead_id":"#)
      out.leadID(lead)
    }
    return out
  }

  /// One line of NDJSON, with the cursor behind all else.
  package var json: [UInt8] {
    var out = JSONWriter(capacity: open.count + 80)
    out.raw(open)
    out.raw(#","cursor":"#)
    out.string(cursor.description)
    out.raw("}\n")
    return out.bytes
  }
}

/// Where an entry stands among all: by batch, then requests before plans before events. A reader who continues from one
/// misses nothing and sees nothing twice.
package struct HistoryCursor: Hashable, Comparable, Sendable, CustomStringConvertible {
  package enum Rank: Int, Sendable {
    case request = 1
    case plan, event
  }

  package var batch: BatchID
  package var rank: Rank
  /// Orders what is of one batch and rank; made of names and lines, so that it stays when others go.
  package var item: String

  package init(batch: BatchID, rank: Rank, item: String) {
    self.batch = batch
    self.rank = rank
    self.item = item
  }

  /// Reads back what ``description`` wrote; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count > 26, let batch = BatchID(bytes[..<23]), bytes[23] == UInt8(ascii: "-"),
      bytes[25] == UInt8(ascii: "-"), let rank = Rank(rawValue: Int(bytes[24]) - 48)
    else { return nil }
    self.init(batch: batch, rank: rank, item: String(decoding: bytes[26...], as: UTF8.self))
  }

  package var description: String { "\(batch)-\(rank.rawValue)-\(item)" }

  package static func < (a: HistoryCursor, b: HistoryCursor) -> Bool {
    if a.batch != b.batch { return a.batch < b.batch }
    if a.rank != b.rank { return a.rank.rawValue < b.rank.rawValue }
    return a.item.utf8.lexicographicallyPrecedes(b.item.utf8)
  }

  /// A file and a line in it, so that they sort as they should.
  package static func item(_ file: String, line: Int) -> String {
    let digits = String(line)
    return file + "~" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }
}
