internal import Dispatching
internal import Formats
internal import Outreach

/// What a dispatch has done.
enum DispatchText {
  /// `12 sent, 1 to be tried again`
  static func summary(of tally: DispatchTally) -> String {
    let parts = [
      (tally.sent, "sent"), (tally.released, "released"), (tally.reported, "reported back"),
      (tally.retrying, "to be tried again"), (tally.failed, "failed"), (tally.unknown, "unknown"),
      (tally.expired, "expired"), (tally.recalled, "taken back"),
      (tally.refused, "spared, since the lead book says no"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? "Nothing was sent" : parts.joined(separator: ", ")
  }

  static func json(of tally: DispatchTally, waiting: Int?, seconds: Double?) -> String {
    var out = JSONWriter(capacity: 256)
    out.raw("{")
    for (index, (name, count)) in [
      ("sent", tally.sent), ("released", tally.released), ("reported", tally.reported), ("retrying", tally.retrying),
      ("failed", tally.failed), ("unknown", tally.unknown), ("expired", tally.expired), ("recalled", tally.recalled),
      ("refused", tally.refused),
    ].enumerated() {
      if index > 0 { out.raw(",") }
      out.string(name)
      out.raw(":")
      out.int(count)
    }
    if let waiting {
      out.raw(#","waiting":"#)
      out.int(waiting)
    }
    out.raw(#","stopped":{"#)
    for (index, (channel, error)) in tally.stopped.sorted(by: { $0.key.rawValue < $1.key.rawValue }).enumerated() {
      if index > 0 { out.raw(",") }
      out.string(channel.rawValue)
      out.raw(":")
      out.string(error)
    }
    out.raw("}")
    var text = String(decoding: out.bytes, as: UTF8.self)
    if let seconds { text += ",\"seconds\":\((seconds * 1000).rounded() / 1000)" }
    return text + "}"
  }
}
