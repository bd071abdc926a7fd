/// The parts a priority score is made of, and how many of the 100 points each can bring.
///
/// The raw value is the name under `scoring` in the configuration and in `--explain`.
enum ScoringWeight: String, CaseIterable {
  /// A number that WhatsApp can reach.
  case mobile = "reachability.mobile"
  /// An e-mail address.
  case email = "reachability.email"
  /// A person to write to, not only a company.
  case person = "reachability.person"
  /// The trade is known, so that the message can speak of it.
  case sector = "fit.sector"
  /// A website.
  case website = "fit.website"
  /// How many people work there.
  case employees = "size.employees"
  /// A year's revenue.
  case revenue = "size.revenue"
  /// What its customers say, 2 to 5 stars.
  case rating = "reputation.rating"
  /// How the lead came: by its own wish, by recommendation, from a fair, from a list.
  case source = "intent.source"
  /// How far it is in the sales process.
  case stage = "intent.stage"
  /// How long ago the last activity was: full within a week, nothing after a year.
  case recency = "recency.last_activity"
  /// Whether it agreed to be written to.
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
}
