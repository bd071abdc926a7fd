/// How a file of JSON objects is laid out.
package enum LineLayout: Hashable, Sendable {
  /// NDJSON: each on a line of its own.
  case lines
  /// A list of objects, or objects over several lines each, as a pretty-printer leaves them.
  case objects

  private static let bytesExamined = 64 << 10

  /// By the beginning of a file.
  ///
  /// - Throws: ``CSVError`` if it is UTF-16, or what the source throws.
  package static func recognise(_ source: CSVReader.Source) throws -> LineLayout { try beginning(source).layout }

  /// The same for a stream that cannot be read again: the source that is returned gives all of it.
  package static func recognise(
    replaying source: @escaping CSVReader.Source
  ) throws -> (layout: LineLayout, source: CSVReader.Source) {
    let (layout, bytes) = try beginning(source)
    var rest = bytes[...]
    return (
      layout,
      { buffer in
        guard !rest.isEmpty else { return try source(buffer) }
        let count = min(buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
      }
    )
  }

  private static func beginning(_ source: CSVReader.Source) throws -> (layout: LineLayout, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    while bytes.count < bytesExamined {
      let more = try [UInt8](unsafeUninitializedCapacity: bytesExamined - bytes.count) { buffer, count in
        count = try source(UnsafeMutableRawBufferPointer(buffer))
      }
      if more.isEmpty { break }
      bytes += more
    }
    let layout = try bytes.withUnsafeBufferPointer { (beginning) throws(CSVError) in
      let isUTF32 = TextEncoding.isUTF32(beginning)
      if isUTF32 || TextEncoding.utf16(beginning, said: nil) != nil {
        throw CSVError(
          reason: .wrongEncoding, line: 1,
          explanation: "the file is UTF-\(isUTF32 ? 32 : 16); save it as UTF-8 and drop it again.")
      }
      return Self.told(by: beginning)
    }
    return (layout, bytes)
  }

  static func told(by bytes: UnsafeBufferPointer<UInt8>) -> LineLayout {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].firstIndex(where: { $0 > 0x20 }) else { return .lines }
    if bytes[first] == UInt8(ascii: "[") { return .objects }
    let end = bytes[first...].firstIndex(of: 0x0A) ?? bytes.count
    guard bytes[first] == UInt8(ascii: "{"), end < bytes.count else { return .lines }
    // A line that was cut off is not the beginning of an object over several: those make one object.
    var scan = ObjectScan()
    var at = first
    while at < bytes.count, !scan.isDone {
      scan.take(bytes[at])
      at += 1
    }
    guard scan.isDone, at > end, (try? JSONValue(parsing: UnsafeBufferPointer(rebasing: bytes[first..<at]))) != nil
    else {
      return .lines
    }
    return .objects
  }
}

/// Finds the end of a JSON object byte by byte; of anything else, the end of its line.
struct ObjectScan {
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  private var hasBegun = false
  private(set) var isDone = false
  /// Line ends so far.
  private(set) var lines = 0

  mutating func take(_ byte: UInt8) {
    if byte == 0x0A { lines += 1 }
    if !hasBegun {
      hasBegun = true
      if byte == UInt8(ascii: "{") { depth = 1 }
      return
    }
    if depth == 0 {
      isDone = byte == 0x0A
    } else if isEscaped {
      isEscaped = false
    } else if isInText {
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      if byte == UInt8(ascii: "\"") { isInText = false }
    } else {
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        isDone = depth == 0
      default: break
      }
    }
  }
}
