internal import Outreach
package import Storage

/// Which references a slice's accepted rows have used up: nothing else that is kept for good says so.
///
/// Held as they stand in the record, since there may be one for each of very many rows and few ask.
package struct RowReferences: Hashable, Sendable {
  /// `139@order-77 139.cancel@x`, a blank before each.
  private var text: [UInt8] = []

  private static let keyword = Array("referenced".utf8)

  package init() {}

  /// - Parameter request: the name that the row would have as a file of its own.
  package mutating func add(_ request: FileName) {
    text.append(UInt8(ascii: " "))
    text += request.bytes.dropLast(Self.ending.count)
  }

  package mutating func forget(where isToGo: (FileName) -> Bool) {
    let left = requests.filter { !isToGo($0) }
    guard left.count < requests.count else { return }
    text = []
    for request in left { add(request) }
  }

  /// As ``add(_:)`` was told.
  package var requests: [FileName] {
    text.split(separator: UInt8(ascii: " ")).map { FileName(bytes: Array($0) + Self.ending) }
  }

  private static let ending = Array(".json".utf8)

  // MARK: As a line of a record

  /// `referenced 139@order-77 139.cancel@x`; nothing if there are none. Lead ids and references hold no blanks.
  package func append(to out: inout [UInt8]) {
    if text.isEmpty { return }
    out += Self.keyword
    out += text
    out.append(UInt8(ascii: "\n"))
  }

  /// Nil if it is another kind of line.
  package init?(line: ArraySlice<UInt8>) {
    guard line.starts(with: Self.keyword), line.dropFirst(Self.keyword.count).first == UInt8(ascii: " ") else {
      return nil
    }
    text = Array(line.dropFirst(Self.keyword.count))
  }
}
