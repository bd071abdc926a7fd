/// Whether a first name is a woman's or a man's. Only names that leave no doubt say so: a "Hanım" to a man is worse than
/// a name without one.
enum Sex: Hashable, Sendable { case female, male }

/// First names as Türkiye's civil registers have them, and the commonest English ones.
///
/// Names are looked up folded, so that "AYSE", "ayşe" and "Ayşe" are one; the list gives the spelling too.
struct FirstName: Hashable, Sendable {
  /// As it is written: "Ayşe".
  let spelling: String
  /// Nil for names that women and men bear: Deniz, Umut, Evren.
  let sex: Sex?
  /// An English name tells the sex to an English letter; "John Bey" is for whom a CRM says so.
  let isTurkish: Bool

  /// - Parameter folded: the name after ``fold(_:)``.
  static func known(_ folded: String) -> FirstName? { all[folded] }

  /// The sex that a name tells which is a man's and -can or -han, or a woman's and -nur: "Uğurcan", "Aynur".
  static func sexOfCompound(_ folded: String) -> Sex? {
    for (end, sex) in [("can", Sex.male), ("han", .male), ("alp", .male), ("nur", .female), ("gul", .female)]
    where folded.hasSuffix(end) && folded.utf8.count > end.utf8.count + 2 {
      return all[String(folded.dropLast(end.count))]?.sex == sex ? sex : nil
    }
    return nil
  }

  private static let all: [String: FirstName] = {
    var all: [String: FirstName] = [:]
    func add(_ names: String, _ sex: Sex?, isTurkish: Bool = true) {
      for name in names.split(whereSeparator: \.isWhitespace) {
        let key = fold(name)
        // A name in two lists leaves a doubt.
        let isDoubtful = all[key].map { $0.sex != sex } ?? false
        all[key] = FirstName(
          spelling: all[key]?.spelling ?? String(name), sex: isDoubtful ? nil : sex,
          isTurkish: all[key]?.isTurkish ?? isTurkish)
      }
    }
    add(FirstNameList.women, .female)
    add(FirstNameList.men, .male)
    add(FirstNameList.either, nil)
    add(FirstNameList.englishWomen, .female, isTurkish: false)
    add(FirstNameList.englishMen, .male, isTurkish: false)
    add(FirstNameList.englishEither, nil, isTurkish: false)
    return all
  }()
}

/// Whether a folded word is a first name that the registers know.
package func isFirstName(_ folded: String) -> Bool { FirstName.known(folded) != nil }
