import Outreach

/// How a request of a history is written down: as a file of its own, as a line of NDJSON, as a row of a table.
extension HistoryRequest {
  private enum Value {
    case text(String)
    case number(Int)
    case list([String])

    var json: String {
      switch self {
      case .text(let text): "\"\(text)\""
      case .number(let number): "\(number)"
      case .list(let texts): "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
      }
    }

    var cell: String {
      switch self {
      case .text(let text): text
      case .number(let number): "\(number)"
      case .list(let texts): texts.joined(separator: "+")
      }
    }
  }

  private func fields(now: Timestamp) -> [(key: String, value: Value)] {
    var fields: [(key: String, value: Value)] = []
    switch ask {
    case .enqueue(let wish):
      let channels = wish.channels.map(\.rawValue)
      fields.append(("channel", channels.count == 1 ? .text(channels[0]) : .list(channels)))
      fields.append(("objective", .text(wish.objective)))
      fields.append(("max_followups", .number(wish.followUps)))
      if let days = wish.startsIn { fields.append(("start_at", .text(now.adding(hours: days * 24).iso8601))) }
      if wish.replaces { fields.append(("on_active", .text("replace"))) }
      if wish.allowsContacted { fields.append(("on_contacted", .text("allow"))) }
    case .cancel: break
    case .optOut: break
    case .optIn: fields.append(("source", .text("fair")))
    case .reschedule(let hours): fields.append(("shift_hours", .number(hours)))
    case .reply(let text, _): if let text { fields.append(("text", .text(text))) }
    case .report(_, let isSoft): if isSoft { fields.append(("kind", .text("soft"))) }
    }
    if let said { fields.append(("at", .text(said.iso8601))) }
    if let channel { fields.append(("channel", .text(channel.rawValue))) }
    if let jobID { fields.append(("job_id", .text(jobID))) }
    return fields
  }

  private func rowFields(now: Timestamp) -> [(key: String, value: Value)] {
    var fields = fields(now: now)
    if let lead { fields.append(("lead_id", .number(lead))) }
    if let to { fields.append(("to", .text(to))) }
    if let ref { fields.append(("ref", .text(ref))) }
    if let verb { fields.append(("command", .text(verb))) }
    return fields
  }

  private static func object(_ fields: [(key: String, value: Value)]) -> String {
    "{" + fields.map { "\"\($0.key)\":\($0.value.json)" }.joined(separator: ",") + "}"
  }

  func document(now: Timestamp) -> String { Self.object(fields(now: now)) }

  func line(now: Timestamp) -> String { Self.object(rowFields(now: now)) }

  private static let header = [
    "lead_id", "to", "ref", "command", "channel", "objective", "max_followups", "start_at", "on_active", "on_contacted",
    "job_id", "shift_hours", "text", "source", "at", "kind",
  ]

  static func table(_ rows: [HistoryRequest], now: Timestamp) -> String {
    let lines = rows.map { row in
      let fields = row.rowFields(now: now)
      return header.map { name in fields.first { $0.key == name }?.value.cell ?? "" }.joined(separator: ",")
    }
    return ([header.joined(separator: ",")] + lines).map { $0 + "\n" }.joined()
  }
}
