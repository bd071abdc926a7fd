/// Appends JSON to an array of bytes.
///
/// ```swift
/// var out = JSONWriter(capacity: 256)
/// out.raw(#"{"ok":true,"company":"#)
/// out.string(lead.company)
/// out.raw("}")
/// ```
public struct JSONWriter: JSONOutput, Sendable {
  public var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public var count: Int { bytes.count }

  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  public mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) { self.bytes.append(contentsOf: bytes) }
}
