/// A clause of a note: of its words those that tell something, and its numbers.
struct NoteClause {
  enum Part: Equatable {
    /// `isFrom`: it ends as "story'den" does.
    case word(NoteWord, isFrom: Bool)
    case number(Int)
    /// "14:00", "11.00", in minutes.
    case clock(Int)
    case day(CivilDay)
    /// A word that tells nothing.
    case other(isFrom: Bool)
  }

  private(set) var parts: [Part] = []
  /// Whether any part is more than a word that tells nothing.
  private(set) var tells = false

  private mutating func empty() {
    parts.removeAll(keepingCapacity: true)
    tells = false
  }

  func has(_ word: NoteWord) -> Bool { contains { $0 == word } }

  /// The first time on the clock, in minutes.
  var clock: Int? { parts.lazy.compactMap { if case .clock(let minutes) = $0 { minutes } else { nil } }.first }

  private func contains(_ matches: (NoteWord) -> Bool) -> Bool {
    parts.contains { if case .word(let word, _) = $0 { matches(word) } else { false } }
  }

  /// "dm'den yazdı", "bize ulaştı", "formu doldurdu", "bilgi alabilir miyim yazmış"; "3 kere arandı" and "wp'den yaz" are ours.
  var saysWrote: Bool {
    for (index, part) in parts.enumerated() {
      guard case .word(let word, _) = part else { continue }
      let before = parts[..<index]
      let isOurs = before.contains { if case .word(.us, _) = $0 { true } else { false } }
      switch word {
      case .wrote:
        if isOurs || before.contains(where: Self.isQuestion) || Self.namesWay(before) { return true }
      case .called: if isOurs { return true }
      case .asked: if Self.namesWay(before.suffix(2)) { return true }
      case .sentMessage:
        guard let thing = before.last, case .word(let thing, _) = thing else { continue }
        if thing == .message || thing == .channel { return true }
      case .wroteUs:
        if parts[(index + 1)...].prefix(2).contains(where: { if case .word(.us, _) = $0 { true } else { false } }) {
          return true
        }
      default: continue
      }
    }
    return false
  }

  private static func isQuestion(_ part: Part) -> Bool {
    if case .word(.question, _) = part { true } else { false }
  }

  /// "story'den", "dm den".
  private static func namesWay(_ parts: ArraySlice<Part>) -> Bool {
    for (index, part) in zip(parts.indices, parts) {
      guard case .word(let word, let isFrom) = part, word == .channel || word == .message else { continue }
      if isFrom { return true }
      if index + 1 < parts.endIndex, case .word(.from, _) = parts[index + 1] { return true }
    }
    return false
  }

  /// "Teklif istedi", "teklif hazırlanacak", "fiyat soruyor"; not "teklif onayı bekleniyor", nor "2. teklif alacaklar".
  var saysQuoteAwaited: Bool {
    if has(.made) { return false }
    if has(.quote), has(.asked) || has(.preparing) { return true }
    return zip(parts, parts.dropFirst()).contains { part, next in
      guard case .word(.price, _) = part, case .word(let verb, _) = next else { return false }
      return verb == .asked || verb == .preparing
    }
  }

  /// A day ahead with a meeting or with a time on the clock beside it.
  func meetingDay(after today: CivilDay, written: CivilDay?) -> CivilDay? {
    guard !has(.held), has(.meeting) || clock != nil else { return nil }
    return dayAhead(after: today, written: written)
  }

  /// The first day that lies ahead, and no farther than a meeting does.
  func dayAhead(after today: CivilDay, written: CivilDay?) -> CivilDay? {
    for index in parts.indices {
      if let day = day(at: index, today: today, written: written),
        (today.number...today.number + Self.farthestMeeting).contains(day.number)
      {
        return day
      }
    }
    return nil
  }

  private static let farthestMeeting = 150

  private func day(at index: Int, today: CivilDay, written: CivilDay?) -> CivilDay? {
    switch parts[index] {
    case .day(let day): return day
    case .word(.month(let month), _):
      let before = index > 0 ? parts[index - 1] : nil
      let after = index + 1 < parts.count ? parts[index + 1] : nil
      for case .number(let day)? in [before, after] where (1...31).contains(day) {
        let year = today.components.year
        guard let found = CivilDay(year: year, month: month, day: day) else { continue }
        // In December "12 Ocak" is next year's.
        return today.number - found.number > 180 ? CivilDay(year: year + 1, month: month, day: day) : found
      }
      return nil
    case .word(.weekday(let weekday), _):
      guard let written else { return nil }
      return CivilDay(number: written.number + 1 + (weekday - written.weekday + 6) % 7)
    case .word(.tomorrow, _): return written.map { CivilDay(number: $0.number + 1) }
    default: return nil
    }
  }

  /// A time ahead and what is to be done then, or that something comes first.
  func saysLater(than today: CivilDay) -> Bool {
    for (index, part) in parts.enumerated() {
      switch part {
      case .word(.month(let month), _):
        // "2 Aralık 14:00" is a day, and a month that has just been is none to wait for.
        let monthsAhead = (month - today.components.month + 12) % 12
        guard (1...8).contains(monthsAhead), clock == nil else { continue }
        if has(.getBack) || isUntil { return true }
      case .number(let year) where (today.components.year + 1...today.components.year + 3).contains(year):
        if has(.getBack) || isUntil { return true }
      case .word(.ahead, _): if has(.getBack) { return true }
      case .word(.until, _): if has(.waits) { return true }
      case .word(.after, _):
        // "Önce … sonra" and "öğleden sonra ara" name no time to wait for; "seçimden sonra", "daha sonra aranacak" do.
        if has(.soon) || clock != nil { continue }
        if has(.getBack) { return true }
        guard index > 0, case .other(isFrom: true) = parts[index - 1], !has(.held), index == parts.count - 1 else {
          continue
        }
        return true
      default: continue
      }
    }
    return false
  }
}

extension NoteClause {
  /// "Until" a decision or a quote is a date for it and nobody's wish to be left alone.
  private var isUntil: Bool { has(.until) && !has(.made) && !has(.preparing) }

  /// The clauses of a note, folded: cut at commas, ends of sentences and lines.
  static func forEach(in text: UnsafeBufferPointer<UInt8>, _ body: (NoteClause) -> Void) {
    withFolded(text) { bytes in
      var clause = NoteClause()
      clause.parts.reserveCapacity(8)
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case 97...122, 0x80...:
          index = clause.takeWord(bytes, at: index)
        case 48...57:
          index = clause.takeNumber(bytes, at: index)
        default:
          if isEnd(bytes, at: index, behind: clause.parts.last), !clause.parts.isEmpty {
            body(clause)
            clause.empty()
          }
          index += 1
        }
      }
      if !clause.parts.isEmpty { body(clause) }
    }
  }

  /// A point behind "perş" or a number ends nothing.
  private static func isEnd(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, behind part: Part?) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\n"), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: "."):
      switch part {
      case .word(.weekday, _)?, .word(.month, _)?, .number?: return false
      default: return true
      }
    default: return false
    }
  }

  /// "story'den" is one word.
  private mutating func takeWord(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    var end = start
    var letters = start
    while end < bytes.count, (97...122).contains(bytes[end]) || bytes[end] >= 0x80 { end += 1 }
    letters = end
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "'"), (97...122).contains(bytes[end + 1]) {
      end += 1
      while end < bytes.count, (97...122).contains(bytes[end]) { end += 1 }
    }
    let isFrom = end - start > 3 && endsAsFrom(bytes[end - 3], bytes[end - 2], bytes[end - 1])
    if let word = NoteLexicon.word(UnsafeBufferPointer(rebasing: bytes[start..<letters])) {
      parts.append(.word(word, isFrom: isFrom))
      tells = true
    } else {
      parts.append(.other(isFrom: isFrom))
    }
    return end
  }

  /// "den", "dan", "ten", "tan".
  private func endsAsFrom(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    third == UInt8(ascii: "n") && (second == UInt8(ascii: "e") || second == UInt8(ascii: "a"))
      && (first == UInt8(ascii: "d") || first == UInt8(ascii: "t"))
  }

  /// "02.12.2026", "14:00", "11.00", "2027", "5-10".
  private mutating func takeNumber(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    tells = true
    var numbers: [Int] = []
    var marks: [UInt8] = []
    var index = start
    while index < bytes.count, (48...57).contains(bytes[index]) {
      var number = 0
      let first = index
      while index < bytes.count, (48...57).contains(bytes[index]) {
        if index - first < 6 { number = number * 10 + Int(bytes[index]) - 48 }
        index += 1
      }
      numbers.append(number)
      guard index + 1 < bytes.count, [UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(bytes[index]),
        (48...57).contains(bytes[index + 1])
      else { break }
      marks.append(bytes[index])
      index += 1
    }
    if numbers.count == 3,
      let day = CivilDay(year: numbers[2] < 100 ? 2000 + numbers[2] : numbers[2], month: numbers[1], day: numbers[0])
    {
      parts.append(.day(day))
    } else if numbers.count == 2, numbers[0] < 24, numbers[1] < 60, numbers[1] % 5 == 0,
      marks[0] == UInt8(ascii: ":") || marks[0] == UInt8(ascii: ".") && (numbers[1] == 0 || numbers[1] > 12)
    {
      parts.append(.clock(numbers[0] * 60 + numbers[1]))
    } else {
      parts.append(.number(numbers[0]))
    }
    return index
  }
}
