/// How a lead's priority comes about: a sum of named parts that anybody can add up again.
///
/// Each part asks for one fact and gives a share of its weight, 0 for the worst answer and 1 for the best. What is not
/// known is assumed to be a little below the middle (``assumedShare``) rather than the worst: a lead is not bad because
/// a column is empty. It lowers ``LeadScore/confidence`` instead. Only reachability is what it is: no number, no points.
package struct ScoringModel: Sendable, Hashable {
  /// A weight that cannot be used; `message` says why and what would do.
  package struct InvalidWeight: Error, Hashable, Sendable {
    package var name: String
    /// The known weight that was probably meant.
    package var suggestion: String?
    package var message: String
  }

  /// The share of its weight that an unknown fact is assumed to earn.
  static let assumedShare = 0.4

  /// In the order of ``ScoringWeight``, scaled so that they add up to 100.
  private let points: [Double]

  /// The standard weights.
  package init() { points = ScoringWeight.allCases.map(\.standard) }

  /// The standard weights with some of them changed. They are relative to each other: whatever they add up to counts as
  /// 100 points.
  package init(weights: [String: Double]) throws(InvalidWeight) {
    let known = ScoringWeight.allCases.map(\.rawValue)
    for (name, value) in weights.sorted(by: { $0.key < $1.key }) {
      guard known.contains(name) else {
        let meant = NearestName.of(name, among: known)
        let hint = meant.map { "did you mean “\($0)”?" } ?? "the weights are \(known.joined(separator: ", "))."
        throw InvalidWeight(name: name, suggestion: meant, message: "There is no scoring weight “\(name)”; \(hint)")
      }
      guard value.isFinite, value >= 0 else {
        throw InvalidWeight(name: name, message: "The scoring weight “\(name)” must be a number from 0 up.")
      }
    }
    let raw = ScoringWeight.allCases.map { weights[$0.rawValue] ?? $0.standard }
    let total = raw.reduce(0, +)
    guard total > 0, total.isFinite else {
      throw InvalidWeight(name: "scoring", message: "At least one scoring weight must be above 0.")
    }
    points = raw.map { $0 * (100 / total) }
  }

  /// The lead's score for a message over `channel` with `objective`; the reason is given in `language`.
  ///
  /// The same arguments always give the same score. Age is counted in whole days from `asOf`.
  package func score(
    _ lead: Lead, channel: Channel, objective: String, language: Language, asOf now: Timestamp
  ) -> LeadScore {
    let suffixes = SuffixMemo()
    return score(
      lead, channel: channel, objective: objective, language: language, asOf: now, explains: true, suffixes)
  }

  /// The same for someone who scores one lead after the other.
  ///
  /// - Parameter explains: whether the score tells its parts and risks; most who ask want the sum.
  package func score(
    _ lead: borrowing Lead, channel: Channel, objective: String, language: Language, asOf now: Timestamp,
    explains: Bool, _ suffixes: SuffixMemo
  ) -> LeadScore {
    let facts = LeadFacts(lead, asOf: now)
    var sum = 0.0
    var known = 0.0
    for (index, weight) in ScoringWeight.inOrder.enumerated() {
      let available = points[index]
      let finding = facts.finding(weight, of: lead)
      sum += available * (finding.share ?? ScoringModel.assumedShare) * facts.attention
      if finding.isKnown { known += available }
    }
    let priority = Int(min(100, max(0, sum.rounded())))
    let confidence = known / 100
    let ideal = idealEntryChannel(for: lead, objective: objective, otherwise: channel)
    let risk = ContactRisk(lead, facts, channel: channel, ideal: ideal, confidence: confidence)
    let signs = NoteSigns(lead, asOf: now)
    let acquaintance = Acquaintance(lead, facts, signs, asOf: now)
    var score = LeadScore(
      priority: priority, band: LeadScore.Band(priority: priority), risk: risk.level, idealEntryChannel: ideal,
      whyNow: whyNow(lead, facts: facts, language: language, suffixes: suffixes),
      contributions: explains ? contributions(lead, facts) : [], riskReasons: explains ? risk.reasons : [],
      confidence: confidence, acquaintance: acquaintance)
    score.tell(LeadDoubt.all(lead, facts, signs, acquaintance, objective: objective, asOf: now))
    return score
  }

  private func contributions(_ lead: borrowing Lead, _ facts: LeadFacts) -> [LeadScore.Contribution] {
    var contributions: [LeadScore.Contribution] = []
    for (weight, available) in zip(ScoringWeight.inOrder, points) {
      let share = facts.finding(weight, of: lead).share ?? ScoringModel.assumedShare
      contributions.append(
        LeadScore.Contribution(
          name: weight.rawValue, points: available * share * facts.attention, because: facts.because(weight, of: lead)))
    }
    return contributions
  }
}
