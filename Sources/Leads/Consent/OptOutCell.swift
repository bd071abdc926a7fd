internal import Formats
internal import Outreach

/// Whether a cell of an opt-out column says that somebody has opted out.
package enum OptOutCell {
  /// Everything but an empty cell, an empty box or a plain no is a yes: a mark that nobody has thought of, a reason, the day
  /// on which it happened. Better one message too few.
  package static func isYes(_ text: String) -> Bool {
    if let mark = TickMark(text) { return mark != .empty }
    switch HeaderFolding.fold(text) {
    case "0", "00", "000", "false", "f", "no", "n", "off", "hayir", "h", "yanlis", "yok", "none", "null", "na", "nil",
      "nan",
      "undefined", "degil":
      return false
    case "true", "t", "yes", "y", "on", "evet", "e", "var", "dogru", "1": return true
    default: break
    }
    // "Subscribed", "Allow", "İzinli": the column's name says no and its value yes, as Pipedrive and Dynamics have it. "Aktif"
    // and "ONAY" may be said of the refusal.
    return !(saysAllowed(text))
  }

  private static let allowed: Set<String> = [
    "subscribed", "allow", "allowed", "optedin", "optin", "izinli", "izinvar", "izinverildi", "marketingcontact",
    "notoptedout", "notunsubscribed", "notblocked",
    "notblacklisted",
    "listededegil", "karalistededegil", "engelyok", "retyok",
  ]

  private static func saysAllowed(_ text: String) -> Bool { allowed.contains(HeaderFolding.fold(text)) }
}
