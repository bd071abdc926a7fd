/// What the form of a suffix depends on: how a name sounds at its end.
struct TurkishEnding: Hashable {
  /// The last vowel as harmony counts it.
  var vowel: TurkishVowel
  /// Ends in a vowel, so that a buffer letter is needed.
  var isOpen: Bool
  /// Ends in one of f s t k ç ş h p ("fıstıkçı şahap"), after which d becomes t.
  var isHard: Bool
  /// Ends in the third person's possessive, which takes the pronominal n: "Kliniği'ne", "Merkezi'nden".
  var isCompound: Bool

  init(of name: String) {
    let reading = TurkishReading(of: name)
    let sounds = Array(reading.sounds.unicodeScalars)
    let lastVowel = sounds.last(where: isTurkishVowel)
    var vowel = lastVowel.flatMap(TurkishVowel.init) ?? TurkishVowel.e
    if TurkishLexicon.isFrontLoan(reading.sounds) { vowel = vowel.fronted }
    if isAsciiLik(sounds) { vowel = .ı }
    self.vowel = vowel
    isOpen = sounds.last.map(isTurkishVowel) ?? false
    isHard = sounds.last.map { "fstkçşhpxqc".unicodeScalars.contains($0) } ?? false
    isCompound =
      isOpen && (reading.isCompound ?? isPossessiveCompound(reading.sounds, isOnlyWord: reading.isOnlyWord))
  }
}

/// The eight vowels by what harmony asks about them.
enum TurkishVowel: Hashable {
  case a, e, ı, i, o, ö, u, ü

  init?(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a", "â", "à", "á", "ã": self = .a
    case "e", "é", "è", "ê", "ë", "ä": self = .e
    case "ı": self = .ı
    case "i", "î", "í", "ì", "ï", "y": self = .i
    case "o", "ô", "ó", "ò", "õ", "å": self = .o
    case "ö", "ø": self = .ö
    case "u", "û", "ú", "ù": self = .u
    case "ü": self = .ü
    default: return nil
    }
  }

  var isFront: Bool {
    switch self {
    case .e, .i, .ö, .ü: true
    case .a, .ı, .o, .u: false
    }
  }

  /// The narrow vowel that follows it: ı after a and ı, i after e and i, u after o and u, ü after ö and ü.
  var narrow: String {
    switch self {
    case .a, .ı: "ı"
    case .e, .i: "i"
    case .o, .u: "u"
    case .ö, .ü: "ü"
    }
  }

  /// What it counts as where the consonant after it is thin: "saat-i", "petrol-ü".
  var fronted: TurkishVowel {
    switch self {
    case .a, .e: .e
    case .ı, .i: .i
    case .o, .ö: .ö
    case .u, .ü: .ü
    }
  }
}

func isTurkishVowel(_ scalar: Unicode.Scalar) -> Bool { scalar != "y" && TurkishVowel(scalar) != nil }

/// "Mimarlik", typed without Turkish letters, is read "mimarlık": the suffix follows the vowel before it.
private func isAsciiLik(_ sounds: [Unicode.Scalar]) -> Bool {
  guard sounds.count > 4, sounds.suffix(3) == ["l", "i", "k"] else { return false }
  let before = sounds.dropLast(3).last(where: isTurkishVowel).flatMap(TurkishVowel.init)
  let loans = ["katolik", "metalik", "alkolik", "italik", "hidrolik", "akrilik", "hidrolık"]
  return before.map { !$0.isFront } ?? false && !loans.contains { Array($0.unicodeScalars) == sounds }
}
