/// A cell without letters or digits, as somebody ticks a box.
package enum TickMark: Hashable, Sendable {
  case ticked, crossed
  /// An empty box, a dash, nothing.
  case empty

  /// Nil if there are letters or digits in it, but for an X.
  package init?(_ text: String) {
    var mark = TickMark.empty
    for scalar in text.unicodeScalars {
      switch scalar {
      case "☐", "□", "▢", "◻", "◽", "⬜", "⬚", "○", "◯", "❏", "❐", "❑", "❒", "⭕", "-", "–", "—", "_", ".", "[", "]", "(",
        ")",
        "{", "}", "|", "/", "\u{FE0E}", "\u{FE0F}":
        continue
      case _ where Self.crosses.contains(scalar): if mark == .empty { mark = .crossed }
      case "x", "X": mark = .ticked
      default:
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .format { continue }
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return nil }
        // The colour of a hand.
        if !scalar.properties.isEmojiModifier { mark = .ticked }
      }
    }
    self = mark
  }

  private static let crosses: Set<Unicode.Scalar> = [
    "✗", "✘", "❌", "☒", "✖", "×", "⛔", "🚫", "👎", "🛑", "🙅", "🔕", "❎",
  ]

  /// Whether there is a cross beside letters.
  static func isCrossed(_ text: String) -> Bool { text.unicodeScalars.contains(where: crosses.contains) }
}
