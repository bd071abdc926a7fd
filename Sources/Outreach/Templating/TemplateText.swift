/// The small scanners that the template files are read with.

func trimmed(_ text: Substring) -> Substring {
  var text = text
  while let first = text.unicodeScalars.first, first.properties.isWhitespace { text = text.dropFirst() }
  while let last = text.unicodeScalars.last, last.properties.isWhitespace { text = text.dropLast() }
  return text
}

/// The line without spaces at its ends and with single ones inside; tabs and no-break spaces count as spaces.
func singleSpaced(_ line: Substring) -> String {
  line.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
}

func firstIndex(of pair: String, in text: Substring) -> Substring.Index? {
  var index = text.startIndex
  while index < text.endIndex {
    if text[index...].hasPrefix(pair) { return index }
    index = text.index(after: index)
  }
  return nil
}

/// Where the tag's `}}` stands; braces inside a quoted default do not count.
func endOfTag(_ text: Substring) -> Substring.Index? {
  var quoted = false
  var index = text.startIndex
  while index < text.endIndex {
    if text[index] == "\"" { quoted.toggle() }
    if !quoted, text[index...].hasPrefix("}}") { return index }
    index = text.index(after: index)
  }
  return nil
}

/// Splits at `|`, except inside quotes. Never empty.
func splitOutsideQuotes(_ text: Substring) -> [Substring] {
  var quoted = false
  return text.split(omittingEmptySubsequences: false) { character in
    if character == "\"" { quoted.toggle() }
    return character == "|" && !quoted
  }
}

/// What stands between a pair of quotes, straight or as a word processor makes them.
func quoted(_ text: Substring) -> String? {
  let marks: Set<Character> = ["\"", "“", "”"]
  guard text.count >= 2, let first = text.first, let last = text.last, marks.contains(first), marks.contains(last)
  else { return nil }
  return String(text.dropFirst().dropLast())
}

/// `; did you mean “…”?`, or nothing if no known name is near.
func suggestion(for text: some StringProtocol, among known: [String]) -> String {
  nearest(to: text, among: known).map { "; did you mean “\($0)”?" } ?? ""
}

/// The known name that the fewest typing mistakes away, if they are few enough for it to be what was meant.
func nearest(to text: some StringProtocol, among known: [String]) -> String? {
  let wanted = Array(fold(text).unicodeScalars)
  let limit = max(1, wanted.count / 3)
  return
    known
    .map { (name: $0, distance: editDistance(wanted, Array(fold($0).unicodeScalars))) }
    .filter { $0.distance <= limit }
    .min { $0.distance < $1.distance }?
    .name
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
      row.append(best)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
