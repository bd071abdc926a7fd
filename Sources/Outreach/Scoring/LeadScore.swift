/// What a response says about a lead as its `ai_context`.
package struct LeadScore: Hashable, Sendable {
  package enum Band: String, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"

    /// A from 70, B from 50, C from 30.
    package init(priority: Int) {
      self =
        switch priority {
        case 70...: .a
        case 50..<70: .b
        case 30..<50: .c
        default: .d
        }
    }
  }

  package enum Risk: String, Sendable { case low, medium, high }

  /// One named part of the score, in points.
  package struct Contribution: Hashable, Sendable {
    package var name: String
    package var points: Double
    /// The fact it rests on, for `--explain`.
    package var because: String

    package init(name: String, points: Double, because: String) {
      self.name = name
      self.points = points
      self.because = because
    }
  }

  /// 0…100, the rounded sum of `contributions`.
  package var priority: Int
  package var band: Band
  package var risk: Risk
  package var idealEntryChannel: Channel
  /// One sentence in the request's language that names the strongest reason.
  package var whyNow: String
  package var contributions: [Contribution]
  /// What makes contact risky, in English, for `--explain`; empty where the risk is low.
  package var riskReasons: [String]
  /// 0…1: how much of the model's weight rests on facts rather than on the assumption made for a missing one.
  package var confidence: Double
  /// What the facts say of the lead and the sender, reckoned at the same time as the score.
  package var acquaintance: Acquaintance
  /// What a person should look at before messages go out.
  package var doubts: [LeadDoubt] { told ?? [] }
  /// Nil rather than empty, since a score is handed on for every row, and nothing need not be counted.
  private var told: [LeadDoubt]?

  package mutating func tell(_ doubts: [LeadDoubt]) { told = doubts.isEmpty ? nil : doubts }

  package init(
    priority: Int, band: Band, risk: Risk, idealEntryChannel: Channel, whyNow: String,
    contributions: [Contribution] = [], riskReasons: [String] = [], confidence: Double = 1,
    acquaintance: Acquaintance? = nil
  ) {
    self.priority = priority
    self.band = band
    self.risk = risk
    self.idealEntryChannel = idealEntryChannel
    self.whyNow = whyNow
    self.contributions = contributions
    self.riskReasons = riskReasons
    self.confidence = confidence
    self.acquaintance = acquaintance ?? .none
  }
}
