/// Appends JSON to an array of bytes.
///
/// ```swift
/// var out = JSONWriter(capacity: 256)
/// out.raw(#"{"ok":true,"company":"#)
/// out.string(lead.company)
/// out.raw("}")
/// ```
@usableFromInline
package struct JSONWriter: JSONOutput, Sendable {
  @usableFromInline package var bytes: [UInt8] = []

  @inlinable package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  @inlinable package var count: Int { bytes.count }

  @inlinable package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inlinable
  package mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) { self.bytes.append(contentsOf: bytes) }
}
