/// Titles of several words as they are written before a name: "Diş Hekimi" is Dt.
func withShortTitles(_ text: String) -> String {
  // Few have one.
  guard text.utf8.count(where: { $0 == UInt8(ascii: " ") }) > 1 else { return text }
  let folded = fold(text)
  guard ["hekim", "uzman d", "ogretim", "arastirma g", "stajyer a"].contains(where: folded.contains) else {
    return text
  }
  var words = text.spacedWords.map(String.init)
  for (long, short) in longTitles {
    let long = long.spacedWords
    guard words.count > long.count,
      let start = (0...words.count - long.count).first(where: { start in
        words[start..<start + long.count].map { fold($0) } == long.map(String.init)
      })
    else { continue }
    words.replaceSubrange(start..<start + long.count, with: [short])
  }
  return words.joined(separator: " ")
}

/// The longest first.
private let longTitles = [
  ("uzman dis hekimi", "Uzm. Dt."), ("uzman veteriner hekim", "Uzm. Vet. Hek."), ("dis hekimi", "Dt."),
  ("veteriner hekim", "Vet. Hek."), ("veteriner hekimi", "Vet. Hek."), ("uzman doktor", "Uzm. Dr."),
  ("uzman dr.", "Uzm. Dr."), ("ogretim uyesi", "Öğr. Üyesi"), ("ogretim gorevlisi", "Öğr. Gör."),
  ("arastirma gorevlisi", "Arş. Gör."), ("stajyer avukat", "Stj. Av."), ("stajyer av.", "Stj. Av."),
]
