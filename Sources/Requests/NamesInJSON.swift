internal import Leads
internal import Outreach

// Spelled out, since every line of a job has them: a String would be looked through for what needs an escape.

extension Channel {
  /// ``rawValue`` in quotes.
  package var inJSON: StaticString {
    switch self {
    case .whatsapp: #""whatsapp""#
    case .email: #""email""#
    }
  }
}

extension OutreachSequence.Step.Kind {
  /// ``rawValue`` in quotes.
  package var inJSON: StaticString {
    switch self {
    case .initial: #""initial""#
    case .followUp: #""follow_up""#
    }
  }
}
