/// Appends JSON to an array of bytes.
///
/// ```swift
/// var out = JSONWriter(capacity: 256)
/// out.raw(#"{"ok":true,"company":"#)
/// out.string(lead.company)
/// out.raw("}")
/// ```
package struct JSONWriter: JSONOutput, Sendable {
  package var bytes: [UInt8] = []

  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  package var count: Int { bytes.count }

  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  package mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) { self.bytes.append(contentsOf: bytes) }
}
