/// Whether a lead may be written to, as far as its facts tell.
enum ConsentSignal: String, Sendable {
  case granted
  /// Merchants and tradesmen may be written to without consent until they refuse (Law 6563).
  case notNeeded = "not needed"
  case unknown, refused

  /// nil where nothing is known.
  var share: Double? {
    switch self {
    case .granted: 1
    case .notNeeded: 0.7
    case .refused: 0
    case .unknown: nil
    }
  }

  init(of lead: borrowing Lead) {
    let stated = lead.consentStatus.map(ConsentStatement.init) ?? .open
    if stated == .refused || stated == .bounced {
      self = .refused
    } else if stated == .granted {
      self = .granted
    } else if lead.recipientType.flatMap(ConsentSignal.merchants.value(in:)) != nil {
      self = .notNeeded
    } else {
      self = lead.consentAt == nil ? .unknown : .granted
    }
  }

  private static let merchants = StemIndex<Bool>([(true, ["tacir", "esnaf", "merchant", "tradesman", "tüzel"])])
}
