internal import Outreach
internal import Requests

/// What a person should know of a lead before messages go out.
extension SequencePlanner {
  /// - Parameters:
  ///   - objective: whose words are written.
  ///   - maxFollowUps: how many are planned.
  func warnings(
    about lead: borrowing Lead, _ score: LeadScore, fields: RequestFields, objective: String, maxFollowUps: Int,
    now: Timestamp
  ) -> [String] {
    let isShortened = maxFollowUps < fields.maxFollowUps
    var warnings = score.doubts.compactMap { doubt -> String? in
      switch doubt {
      // Whoever said when to begin has thought of it.
      case .later: fields.startAt.map { $0 > now } ?? false ? nil : doubt.message
      case .noQuote where objective != fields.objective, .settled where objective != fields.objective:
        doubt.message + "; the messages are those of \(objective) instead."
      case .noQuote: doubt.message + "; send it first."
      case .settled: doubt.message + "; ask for another objective."
      case .meeting where isShortened, .complaint where isShortened:
        doubt.message + " Only one message is planned."
      case .meeting, .customer, .complaint, .unclearStage: doubt.message
      }
    }
    if !lead.custom.isEmpty, let product = ProductOfInterest(lead) {
      let offer = configuration.sender.offer?[fields.language]
      if offer.map({ product.name(inPlaceOf: $0, fields.language) == nil && !product.isSaid(by: $0) }) ?? true {
        warnings.append(product.isLeftOut(besides: offer))
      }
    }
    return warnings
  }

  /// The objective whose words fit: nobody is asked about a quote that is still to be made, or that came to an end.
  func fittingObjective(_ asked: String, _ score: LeadScore) -> String {
    let other = "yeniden_temas"
    let isOutOfTime = score.doubts.contains {
      switch $0 {
      case .noQuote, .settled: true
      default: false
      }
    }
    return isOutOfTime && generator.objectives.contains(other) ? other : asked
  }

  /// How many follow-ups fit: on the day of a meeting and after it nothing reminds of it, and who has complained is
  /// answered once.
  func fittingFollowUps(_ asked: Int, _ score: LeadScore) -> Int {
    score.acquaintance.leavesRoomForOne ? 0 : asked
  }
}

extension ProductOfInterest {
  fileprivate func isLeftOut(besides offer: String?) -> String {
    let instead = offer.map { "of sender.offer, “\($0)”" } ?? "in general words, since sender.offer is not set"
    return "custom.\(heading) is “\(name.prefix(80))”, and the messages speak \(instead)."
  }
}
