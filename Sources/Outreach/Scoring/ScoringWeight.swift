/// The parts a priority score is made of, and how many of the 100 points each can bring.
///
/// The raw value is the name under `scoring` in the configuration and in `--explain`.
enum ScoringWeight: String, CaseIterable {
  case mobile = "reachability.mobile"
  case email = "reachability.email"
  case person = "reachability.person"
  case sector = "fit.sector"
  case website = "fit.website"
  case employees = "size.employees"
  case revenue = "size.revenue"
  case rating = "reputation.rating"
  case source = "intent.source"
  case stage = "intent.stage"
  case recency = "recency.last_activity"
  case consent = "relationship.consent"

  /// `allCases`, which is made anew whenever it is asked for.
  static let inOrder = ScoringWeight.allCases

  /// In points; they add up to 100.
  var standard: Double {
    switch self {
    case .mobile: 14
    case .email: 6
    case .person: 6
    case .sector: 10
    case .website: 5
    case .employees: 10
    case .revenue: 5
    case .rating: 8
    case .source: 12
    case .stage: 10
    case .recency: 8
    case .consent: 6
    }
  }

  /// What earns the points, for documentation and `--explain`.
  var meaning: String {
    switch self {
    case .mobile: "a number that WhatsApp can reach"
    case .email: "an e-mail address"
    case .person: "a person to write to, not only a company"
    case .sector: "the trade is known, so that the message can speak of it"
    case .website: "a website"
    case .employees: "how many people work there"
    case .revenue: "a year's revenue"
    case .rating: "what its customers say, 2 to 5 stars"
    case .source: "how the lead came: by its own wish, by recommendation, from a fair, from a list"
    case .stage: "how far it is in the sales process"
    case .recency: "how long ago the last activity was: full within a week, nothing after a year"
    case .consent: "whether it agreed to be written to"
    }
  }

  /// Whether it can be a reason to write now. That somebody can be reached, or that their trade is known, helps at any
  /// time and is named only where nothing better is known.
  var isReason: Bool {
    switch self {
    case .mobile, .email, .person, .sector, .website: false
    case .employees, .revenue, .rating, .source, .stage, .recency, .consent: true
    }
  }
}
