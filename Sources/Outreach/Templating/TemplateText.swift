/// The small scanners that the template files are read with. They look at bytes: a tone's file is some 40 KB, and the
/// first request of a process waits for it.

func trimmed(_ text: Substring) -> Substring {
  let bytes = text.utf8
  guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
  else { return text[text.endIndex...] }
  return text[first..<bytes.index(after: last)]
}

/// The line without spaces at its ends and with single ones inside; tabs and no-break spaces count as spaces.
func singleSpaced(_ line: Substring) -> String { cleaned(String(trimmed(line))) ?? "" }

/// Where two equal bytes stand side by side, `{{` or `}}`.
func firstPair(of byte: UInt8, in text: Substring) -> Substring.Index? {
  let bytes = text.utf8
  var index = bytes.startIndex
  while let found = bytes[index...].firstIndex(of: byte) {
    let next = bytes.index(after: found)
    if next < bytes.endIndex, bytes[next] == byte { return found }
    index = next
  }
  return nil
}

/// Where the tag's `}}` stands; braces inside a quoted default do not count.
func endOfTag(_ text: Substring) -> Substring.Index? {
  var isQuoted = false
  var previous: Substring.Index?
  for index in text.utf8.indices {
    switch text.utf8[index] {
    case UInt8(ascii: "\""):
      isQuoted.toggle()
      previous = nil
    case UInt8(ascii: "}") where !isQuoted:
      if let previous { return previous }
      previous = index
    default:
      previous = nil
    }
  }
  return nil
}

/// Splits at `|`, except inside quotes. Never empty.
func splitOutsideQuotes(_ text: Substring) -> [Substring] {
  var isQuoted = false
  return text.utf8.split(omittingEmptySubsequences: false) { byte in
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    return byte == UInt8(ascii: "|") && !isQuoted
  }.map { Substring($0) }
}

/// What stands between a pair of quotes, straight or as a word processor makes them.
func quoted(_ text: Substring) -> String? {
  let marks: Set<Character> = ["\"", "“", "”"]
  guard text.count >= 2, let first = text.first, let last = text.last, marks.contains(first), marks.contains(last)
  else { return nil }
  return String(text.dropFirst().dropLast())
}

/// A line of a template file and where it stands.
struct SourceLine {
  /// Counted from 1.
  var number: Int
  var text: Substring
}

/// The lines without `<!-- comments -->`, which may go over several lines and begin at the start of one.
func sourceLines(_ text: String) -> [SourceLine] {
  var lines: [SourceLine] = []
  var inComment = false
  let all = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  for (index, bytes) in all.enumerated() {
    var line = Substring(bytes)
    if line.utf8.last == UInt8(ascii: "\r") { line = line[..<line.utf8.index(before: line.endIndex)] }
    if index == 0, line.unicodeScalars.first == "\u{FEFF}" { line = Substring(line.unicodeScalars.dropFirst()) }
    if inComment || trimmed(line).hasPrefix("<!--") {
      inComment = !trimmed(line).hasSuffix("-->")
    } else {
      lines.append(SourceLine(number: index + 1, text: line))
    }
  }
  return lines
}

/// The names after `# ` at the start of a line, comments left out, in one pass over the bytes: what can be asked for has
/// to be known before anything is compiled.
func objectiveHeadings(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
  var names: [String] = []
  var inComment = false
  var start = 0
  while start < bytes.count {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
    start = end + 1
    guard let first = line.first else { continue }
    if !inComment, first == UInt8(ascii: "#"), line.dropFirst().first == UInt8(ascii: " ") {
      let name = String(trimmed(Substring(decoding: line.dropFirst(2), as: UTF8.self)))
      if isTemplateName(name) { names.append(name) }
    } else if inComment || first == UInt8(ascii: "<") && line.starts(with: "<!--".utf8) {
      let text = line.reversed().drop(while: isBlank)
      inComment = !text.starts(with: "-->".utf8.reversed())
    }
  }
  return names
}

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
