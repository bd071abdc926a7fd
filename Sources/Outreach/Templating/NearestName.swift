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
