internal import Outreach
internal import Requests

/// What a person should know of a lead before messages go out.
extension SequencePlanner {
  /// - Parameter objective: whose words are written.
  func warnings(
    about lead: borrowing Lead, _ score: LeadScore, fields: RequestFields, objective: String, now: Timestamp
  ) -> [String] {
    var warnings = score.doubts.compactMap { doubt -> String? in
      switch doubt {
      // Whoever said when to begin has thought of it.
      case .later: fields.startAt.map { $0 > now } ?? false ? nil : doubt.message
      case .noQuote where objective != fields.objective:
        doubt.message + "; the messages are those of \(objective) instead."
      case .noQuote: doubt.message + "; send it first."
      case .meeting: doubt.message
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

  /// The objective whose words fit: nobody is asked about a quote that is still to be made.
  func fittingObjective(_ asked: String, _ score: LeadScore) -> String {
    let other = "yeniden_temas"
    let isTooEarly = score.doubts.contains { if case .noQuote = $0 { true } else { false } }
    return isTooEarly && generator.objectives.contains(other) ? other : asked
  }
}

extension ProductOfInterest {
  fileprivate func isLeftOut(besides offer: String?) -> String {
    let instead = offer.map { "of sender.offer, “\($0)”" } ?? "in general words, since sender.offer is not set"
    return "custom.\(heading) is “\(name.prefix(80))”, and the messages speak \(instead)."
  }
}
