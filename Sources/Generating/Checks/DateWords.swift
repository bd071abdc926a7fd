internal import Outreach

/// Times that a message names. It may go out days after it was written, so even "tomorrow" is nobody's to say.
enum DateWords {
  static func first(in text: String, _ folded: FoldedText, _ facts: FactBook) -> String? {
    let words = TextWords.all(in: text)
    for (index, word) in words.enumerated() {
      let stem = String(word.folded.prefix { $0 != "'" })
      let isNamed = days.contains { $0 == stem || ($0.count > 4 && stem.hasPrefix($0) && stem.count - $0.count <= 4) }
      if isNamed, !facts.knows(stem) { return String(word.text) }
      if isMonth(
        word, stem: stem, before: index > 0 ? words[index - 1].folded : "",
        after: index + 1 < words.count ? words[index + 1] : nil),
        !facts.knows(stem)
      {
        return String(word.text)
      }
      // "Salı" and the English May and March are other words when they are small or begin a sentence.
      if ["sali", "salı"].contains(stem), word.text.first == "S", !word.isFirst, !facts.knows(stem) {
        return String(word.text)
      }
    }
    for run in Numbers.runs(in: text) {
      let parts = run.digits.split { ":./".contains($0) }.compactMap { Int($0) }
      let known = facts.folded.contains(String(run.digits))
      if !known, parts.count == 2, run.digits.contains(":"), parts[0] < 25, parts[1] < 60 { return String(run.digits) }
      if !known, parts.count == 3, parts[0] <= 31, parts[1] <= 12, !run.digits.contains(":") || parts[0] < 25 {
        return String(run.digits)
      }
      if !known, run.digits.contains("/"), parts.count == 2, parts[0] <= 31, parts[1] <= 12 {
        return String(run.digits)
      }
      let number = Int(run.digits) ?? 0
      if !facts.numbers.contains(String(run.digits)), 1900...2100 ~= number { return String(run.digits) }
      let after = fold(run.after.prefix(4)).trimmingSpaces
      if !known, number <= 12, number > 0, ["am", "pm"].contains(String(after.prefix(2))) {
        return "\(run.digits) \(after)"
      }
      if fold(run.before.suffix(6)).hasSuffix("saat "), !known, number < 25 { return "saat \(run.digits)" }
    }
    guard let relative = relatives.first(in: folded), !facts.text.contains(relative) else { return nil }
    return relative
  }

  private static func isMonth(_ word: TextWord, stem: String, before: String, after: TextWord?) -> Bool {
    guard let month = months.first(where: { stem.hasPrefix($0) && stem.count - $0.count <= 4 }) else { return false }
    // Months that are no other word.
    if unmistakable.contains(month) { return true }
    if before.allSatisfy(\.isNumber), !before.isEmpty { return true }
    if NumberWords.contains(before) { return true }
    if let after, after.folded.hasPrefix("ayi") || after.text.allSatisfy(\.isNumber) { return true }
    if word.text.contains("'") || word.text.contains("’") { return true }
    if ["in", "by", "until", "since", "next", "last", "late", "early", "this", "of"].contains(before) {
      return word.text.first?.isUppercase ?? false
    }
    return false
  }

  private static let days = [
    "pazartesi", "carsamba", "persembe", "cuma", "cumartesi", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "yarin", "tomorrow", "yesterday", "tonight",
  ]
  private static let months = [
    "ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim", "kasim", "aralik",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  private static let unmistakable: Set<String> = [
    "subat", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "kasim", "january", "february", "april", "june",
    "july", "september", "october", "november", "december",
  ]
  private static let relatives: Phrases = [
    "dun konus", "dun gorus", "dun yaz", "dun ara", "bu sabah", "bu aksam", "oburgun", "bir gun once", "iki gun once",
    "uc gun once", "gecen ay", "gecen yil", "gecen hafta", "yarin ", "this morning", "this evening", "last week",
    "last month", "last year", "two days ago", "three days ago", "a week ago", "ay sonuna kadar", "yil sonuna kadar",
    "by the end of the month", "by the end of the year", "son gun", "last day", "ilkbahar", "sonbahar", "this friday",
    "next spring", "next summer", "next autumn", "next winter", "saat ucte", "saat ikide", "saat onda", "noon",
    "bayramdan once", "yilbasindan once", "before christmas", "before new year", "bugun son", "24 saat icinde",
    "saat birde", "saat dortte", "saat beste", "saat altida", "saat yedide", "saat sekizde", "saat dokuzda", "o'clock",
    "ayin on", "ayin bes", "ayin yirmi", "ayin otuz", "ayin son gun", "haftaya ara",
    "gelecek hafta ara", "onumuzdeki hafta ara", "call you next", "ring you next", "yalnizca bugun", "sadece bugun",
    "bugun icin gecerli", "bugune ozel", "valid today", "today only", "only today",
  ]
}
