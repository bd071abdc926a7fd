internal import Formats

/// Something that is not accounted for.
package struct AuditFinding: Hashable, Sendable {
  /// Where, such as `outbox/ledger/2026-11-24/sender-1.ndjson`.
  package var path: String
  /// Counted from 1; nil if it is not about one line.
  package var line: Int?
  /// What is wrong, as half a sentence: `has no error file`.
  package var message: String
  /// It is worth knowing and cannot be mended: nothing of ours is missing.
  package var isNote = false

  package var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): \(message)\(isNote ? " (a note, no problem)" : "")"
  }

  /// One line of NDJSON.
  package var json: [UInt8] {
    var out = JSONWriter(capacity: 160)
    out.raw(#"{"path":"#)
    out.string(path)
    out.raw(#","line":"#)
    if let line { out.int(line) } else { out.null() }
    out.raw(#","problem":"#)
    out.string(message)
    out.raw(isNote ? #","note":true"# : #","note":false"#)
    out.raw("}\n")
    return out.bytes
  }
}
