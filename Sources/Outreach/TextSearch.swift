/// Plain search in text, byte by byte: two texts are the same where their UTF-8 is. What the compiler offers under the
/// same names lies in the engine of regular expressions; `Package.swift` says what that costs.
extension StringProtocol {
  /// Whether `part` stands anywhere in the text. Nothing stands everywhere.
  package func contains(_ part: String) -> Bool {
    part.isEmpty || utf8.firstOffset(of: part.utf8) != nil
  }

  /// Where `part` stands first; nil where it does not, or is empty.
  package func firstRange(of part: String) -> Range<Index>? {
    utf8.firstOffset(of: part.utf8).map { offset in
      let start = utf8.index(startIndex, offsetBy: offset)
      return start..<utf8.index(start, offsetBy: part.utf8.count)
    }
  }

  /// Each place of `part`, from the first to the last, none reaching into another.
  package func ranges(of part: String) -> [Range<Index>] {
    var found: [Range<Index>] = []
    var rest = self[startIndex...]
    while let range = rest.firstRange(of: part) {
      found.append(range)
      rest = self[range.upperBound...]
    }
    return found
  }

  /// What stands before, between and behind the places of `part`; nothing that is empty.
  package func parts(between part: String) -> [SubSequence] {
    var parts: [SubSequence] = []
    var start = startIndex
    for range in ranges(of: part) {
      parts.append(self[start..<range.lowerBound])
      start = range.upperBound
    }
    parts.append(self[start...])
    return parts.filter { !$0.isEmpty }
  }

  /// The text with `replacement` at each place of `part`.
  package func replacing(_ part: String, with replacement: String) -> String {
    var text = ""
    var end = startIndex
    for range in ranges(of: part) {
      text += self[end..<range.lowerBound]
      text += replacement
      end = range.upperBound
    }
    return text + self[end...]
  }
}

extension Collection where Element == UInt8 {
  /// How far in the bytes of `part` stand first; nil where they do not, or are none.
  fileprivate func firstOffset(of part: String.UTF8View) -> Int? {
    withContiguousStorageIfAvailable { text in
      part.withContiguousStorageIfAvailable { text.firstOffset(of: $0) } ?? text.firstOffset(of: ContiguousArray(part))
    } ?? ContiguousArray(self).withUnsafeBufferPointer { text in text.firstOffset(of: ContiguousArray(part)) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func firstOffset(of part: ContiguousArray<UInt8>) -> Int? {
    part.withUnsafeBufferPointer { firstOffset(of: $0) }
  }

  fileprivate func firstOffset(of part: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = part.first, part.count <= count else { return nil }
    for start in 0...count - part.count where self[start] == first {
      var matched = 1
      while matched < part.count, self[start + matched] == part[matched] { matched += 1 }
      if matched == part.count { return start }
    }
    return nil
  }
}

extension String {
  /// What stands between single spaces, told apart by bytes: by characters it costs ten times as much.
  var spacedWords: [Substring] { utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) } }
}
