extension OfferKind {
  /// For sections about it.
  var field: TemplateField {
    switch self {
    case .software: .isSoftware
    case .service: .isService
    case .goods: .isGoods
    case .machines: .isMachines
    case .works: .isWorks
    case .consulting: .isConsulting
    case .insurance: .isInsurance
    }
  }
}

extension Acquaintance.Tie {
  /// That says no more than that it is so.
  var field: TemplateField? {
    switch self {
    case .customer: .isCustomer
    case .offered: .isOffered
    case .met: .isMet
    // Both are told of the last contact; only who decides something is asked about it.
    case .paused, .reached: .isPaused
    case .unanswered: .isUnanswered
    case .form: .cameByForm
    case .enquiry: .cameByItself
    case .recommended: .isRecommended
    case .campaign: .isCampaign
    case .sampled: .hasSample
    case .event, .formerCustomer, .planned, .lost: nil
    }
  }
}

extension Acquaintance {
  /// Under which heading of its own it is written to, whatever was asked for.
  var situation: String? {
    if isComplaining { return TemplateDocument.complaint }
    return tie == .planned ? TemplateDocument.plannedMeeting : nil
  }
}
