extension Timestamp {
  /// Reads RFC 3339 and what programs write in its place: `2026-11-23T10:15:12Z`, `2026-11-23 10:15:12.5+0300`,
  /// `2026-11-23T10:15+03`, `20261123T101512Z`.
  ///
  /// The offset is required, since a time without one means a different instant in every place. Digits beyond the
  /// microsecond are cut off. There is no second 60: what writes one has reckoned wrongly, since no leap second is ahead.
  package init?(rfc3339 text: String) {
    self.init(rfc3339: Array(text.utf8)[...])
  }

  /// The same over bytes.
  package init?(rfc3339 bytes: ArraySlice<UInt8>) {
    var scanner = DigitScanner(rest: bytes)
    guard let year = scanner.number(digits: 4) else { return nil }
    let isExtended = scanner.skip("-")
    guard let month = scanner.number(digits: 2), scanner.skip("-") == isExtended, let day = scanner.number(digits: 2),
      let date = CivilDay(year: year, month: month, day: day),
      scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
      let time = isExtended ? scanner.timeOfDay() : scanner.basicTimeOfDay(), let offset = scanner.offset(),
      scanner.rest.isEmpty
    else { return nil }
    self.init(microseconds: date.start.microseconds + time - offset)
  }
}

/// Reads the fixed-width parts of dates and times.
package struct DigitScanner {
  package private(set) var rest: ArraySlice<UInt8>

  package init(rest: ArraySlice<UInt8>) { self.rest = rest }

  /// Exactly `digits` digits, or nothing is consumed.
  package mutating func number(digits: Int) -> Int? {
    guard rest.count >= digits else { return nil }
    var value = 0
    for byte in rest.prefix(digits) {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    rest = rest.dropFirst(digits)
    return value
  }

  package mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// `10:15:12.5` or `10:15` as microseconds since midnight.
  package mutating func timeOfDay() -> Int64? {
    guard let hour = number(digits: 2), hour < 24, skip(":"), let minute = number(digits: 2), minute < 60
    else { return nil }
    let minutes = Int64(hour * 3600 + minute * 60) * 1_000_000
    guard skip(":") else { return minutes }
    return seconds().map { minutes + $0 }
  }

  /// `101512.5`
  fileprivate mutating func basicTimeOfDay() -> Int64? {
    guard let hour = number(digits: 2), hour < 24, let minute = number(digits: 2), minute < 60 else { return nil }
    return seconds().map { Int64(hour * 3600 + minute * 60) * 1_000_000 + $0 }
  }

  /// `12.5` as microseconds.
  private mutating func seconds() -> Int64? {
    guard let second = number(digits: 2), second < 60 else { return nil }
    var microseconds = Int64(second) * 1_000_000
    if skip(".") {
      var unit: Int64 = 100_000
      guard let first = rest.first, (48...57).contains(first) else { return nil }
      while let byte = rest.first, (48...57).contains(byte) {
        microseconds += Int64(byte - 48) * unit
        unit /= 10
        rest = rest.dropFirst()
      }
    }
    return microseconds
  }

  /// `Z`, `+03:00`, `+0300` or `+03` as microseconds.
  package mutating func offset() -> Int64? {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int64
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hour = number(digits: 2), hour < 24 else { return nil }
    if rest.isEmpty { return sign * Int64(hour) * 3_600_000_000 }
    _ = skip(":")
    guard let minute = number(digits: 2), minute < 60 else { return nil }
    return sign * Int64(hour * 3600 + minute * 60) * 1_000_000
  }
}
