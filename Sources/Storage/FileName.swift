/// One component of a path, as the bytes the file system holds; not necessarily UTF-8.
package struct FileName: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// Ends with a zero byte, so that the system can be handed the storage as it is.
  private let terminated: [UInt8]

  package init(bytes: some Collection<UInt8>) {
    var storage = [UInt8]()
    storage.reserveCapacity(bytes.count + 1)
    storage.append(contentsOf: bytes)
    storage.append(0)
    terminated = storage
  }

  package init(_ text: String) { self.init(bytes: text.utf8) }
  package init(stringLiteral text: String) { self.init(text) }

  package var bytes: ArraySlice<UInt8> { terminated.dropLast() }
  package var count: Int { terminated.count - 1 }

  /// Whether it is a name and leads nowhere else: what stands in a file may say anything.
  package var isPlain: Bool {
    !bytes.isEmpty && count <= 255 && self != "." && self != ".." && bytes.allSatisfy { $0 != 0 && $0 != 0x2F }
  }

  /// Nil if the bytes are not UTF-8.
  package var text: String? { String(validating: bytes, as: UTF8.self) }

  /// For people: what is not UTF-8 shows as �, control characters as their escapes.
  package var description: String {
    var shown = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.properties.generalCategory == .control {
        shown += scalar.escaped(asASCII: true)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The name with a zero byte behind it, for the system's calls.
  package func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    terminated.withUnsafeBytes { body($0.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self)) }
  }

  package static func < (a: FileName, b: FileName) -> Bool { a.terminated.lexicographicallyPrecedes(b.terminated) }

  package func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { bytes.starts(with: $0) }
  }

  package func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { suffix in count >= suffix.count && bytes.suffix(suffix.count).elementsEqual(suffix) }
  }
}
