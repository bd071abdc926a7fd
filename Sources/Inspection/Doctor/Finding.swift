internal import Formats

/// What an examination found about one promise.
package struct Finding: Hashable, Sendable {
  /// How much it matters.
  package enum Level: String, Sendable {
    case ok, warning, failure
  }

  package var level: Level
  /// A stable name for machines: `inbox.leases`.
  package var topic: String
  /// One sentence for a person.
  package var message: String
  /// What it costs, or what to do; nil if all is well.
  package var cost: String?

  package init(_ level: Level, _ topic: String, because message: String, cost: String? = nil) {
    self.level = level
    self.topic = topic
    self.message = message
    self.cost = cost
  }

  /// One line of JSON for all findings.
  package static func json(_ findings: [Finding]) -> [UInt8] {
    var out = JSONWriter(capacity: 4096)
    out.raw(#"{"ok":"#)
    out.bool(!findings.contains { $0.level == .failure })
    out.raw(#","findings":["#)
    for (index, finding) in findings.enumerated() {
      out.raw(index > 0 ? #",{"level":"# : #"{"level":"#)
      out.string(finding.level.rawValue)
      out.raw(#","topic":"#)
      out.string(finding.topic)
      out.raw(#","message":"#)
      out.string(finding.message)
      out.raw(#","cost":"#)
      out.string(finding.cost)
      out.raw("}")
    }
    out.raw("]}\n")
    return out.bytes
  }
}
