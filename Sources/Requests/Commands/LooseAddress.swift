internal import Leads
internal import Outreach

/// The addresses of a cell that is no address as it stands: with a name or a remark beside them, an `[at]`, or a slip that is
/// plain. Who asks to be left alone is not to be asked for better spelling first.
enum LooseAddress {
  static func all(in cell: String) -> [ContactAddress] {
    var found: [ContactAddress] = []
    func add(_ address: ContactAddress?) {
      if let address, !found.contains(address) { found.append(address) }
    }
    let text = ["[at]", "(at)", "[AT]", "(AT)", " at "].reduce(cell) { $0.replacing($1, with: "@") }
    let words = text.split { $0.isWhitespace || ";|<>()[]\"".contains($0) }.map(String.init)
    for word in words where word.contains("@") { add(mailbox(word)) }
    // "info @firma.com", which no word of it is.
    if found.isEmpty, text.contains("@") { add(mailbox(text)) }
    for run in runsOfDigits(in: text) { add((try? PhoneNumber(parsing: run)).map { ContactAddress($0) }) }
    return found
  }

  /// As it stands, or as it was plainly meant: the right mailbox and one that nobody has are both left alone.
  private static func mailbox(_ word: String) -> ContactAddress? {
    do throws(EmailAddressError) {
      return ContactAddress(try EmailAddress(parsing: word))
    } catch {
      guard case .mistyped(_, let suggestion) = error else { return nil }
      return (try? EmailAddress(parsing: suggestion)).map { ContactAddress($0) }
    }
  }

  /// What may be a telephone number: digits, with what people write between them.
  private static func runsOfDigits(in text: String) -> [String] {
    let runs = text.split { !($0.isASCII && ($0.isNumber || "+-./() ".contains($0))) }
    return runs.map { FactText.trimmed(String($0)) }.filter { $0.count(where: \.isNumber) >= 10 }
  }
}
