/// The name somebody probably meant: `kurumsl` → `kurumsal`.
package enum NearestName {
  /// Letters are compared without case and diacritics.
  ///
  /// - Returns: nil when nothing is near: more than a third of the letters, or more than three, would have to change.
  package static func of(_ name: some StringProtocol, among known: some Sequence<String>) -> String? {
    let wanted = Array(fold(name).utf8)
    guard wanted.count <= 64 else { return nil }
    let limit = min(3, max(1, wanted.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in known {
      // At least so many would have to change, which is quickly said of thousands of columns. Folding leaves ASCII as long
      // as it is.
      let difference = abs(candidate.utf8.count - wanted.count)
      if difference > limit, candidate.utf8.allSatisfy({ $0 < 0x80 }) { continue }
      let letters = Array(fold(candidate).utf8)
      let distance = distance(wanted, letters)
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= limit else { return nil }
    return best.name
  }

  /// `; did you mean “…”?`, or nothing if no known name is near.
  static func suggestion(for name: some StringProtocol, among known: some Sequence<String>) -> String {
    of(name, among: known).map { "; did you mean “\($0)”?" } ?? ""
  }

  package static func distance(_ a: String, _ b: String) -> Int { distance(Array(a.utf8), Array(b.utf8)) }

  /// Edits that turn `a` into `b`: insert, delete, replace, or swap two neighbours (optimal string alignment).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var twoAgo = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var row = twoAgo
    for i in 0..<a.count {
      row[0] = i + 1
      for j in 0..<b.count {
        row[j + 1] = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], twoAgo[j - 1] + 1) }
      }
      (twoAgo, previous, row) = (previous, row, twoAgo)
    }
    return previous[b.count]
  }
}
