package import Requests

extension Event {
  /// What happened. Every name that stands in a ledger is here, and nowhere else.
  package enum Kind: String, CaseIterable, Sendable {
    case sending, sent, failed, retrying, cancelled, rescheduled, replied, bounced, expired, unknown, delivered, read
    case optedOut = "opted_out"
    case optedIn = "opted_in"

    /// Nil for bytes that are no name of an event.
    package init?(_ name: UnsafeRawBufferPointer) {
      guard let kind = Self.allCases.first(where: { name.elementsEqual($0.rawValue.utf8) }) else { return nil }
      self = kind
    }

    /// Whether a job of which it is said is not sent any more.
    package var endsJob: Bool {
      switch self {
      case .sent, .failed, .cancelled, .expired, .bounced, .unknown: true
      case .sending, .retrying, .rescheduled, .replied, .optedOut, .optedIn, .delivered, .read: false
      }
    }

    /// Whether it says how far a message that was sent has come.
    package var isReceipt: Bool { self == .delivered || self == .read }

    /// Whether another program's sender says it of a message.
    package var isReport: Bool {
      switch self {
      case .sent, .failed, .bounced: true
      case .sending, .retrying, .cancelled, .rescheduled, .replied, .expired, .unknown, .optedOut, .optedIn, .delivered,
        .read:
        false
      }
    }
  }

  /// Why a sequence was cancelled. Programs go by it, never by the `reason` beside it, in which a person may have written
  /// anything.
  package enum Cause: String, CaseIterable, Sendable {
    /// Somebody asked for it.
    case cancel
    /// A newer request took its place.
    case replaced
    case replied, bounced
    case optedOut = "opted_out"

    /// The reason that is shown where nobody gave one.
    package var reason: String { self == .cancel ? "cancelled" : rawValue }
  }
}

extension CommandOrder.Report.Outcome {
  /// The event that the report becomes.
  package var event: Event.Kind {
    switch self {
    case .sent: .sent
    case .failed: .failed
    case .bounced: .bounced
    }
  }
}
