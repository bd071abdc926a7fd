internal import Formats
internal import Outreach
internal import Records
internal import Requests

/// What came back from addresses that others have, too: it is theirs to be spared as well, so a line that names the address
/// and nobody stays.
struct SharedBounces {
  /// Of the ledger, without their ends.
  let lines: [String]

  /// - Parameter events: of who is erased.
  init(_ events: [LedgerEntry], at shared: Set<String>) {
    // A second report of one message counts once, and of a line that names no message nobody can tell.
    var jobs: Set<String> = []
    lines = events.filter { $0.kind == .bounced }.sorted { $0.place < $1.place }.compactMap { event in
      let isFirst = event.job.map { jobs.insert($0).inserted } ?? true
      guard let to = event.to, shared.contains(to), let channel = event.channel, !event.isSoft || isFirst else {
        return nil
      }
      var out = JSONWriter(capacity: 128)
      out.raw(#"{"at":""#)
      out.raw((event.at ?? event.place.batch.time).iso8601Bytes)
      out.raw(#"","event":"bounced","channel":"#)
      out.string(channel.rawValue)
      out.raw(#","to":"#)
      out.string(to)
      if event.isSoft { out.raw(#","kind":"soft""#) }
      out.raw(#","by":"erase"}"#)
      return String(decoding: out.bytes, as: UTF8.self)
    }
  }
}
