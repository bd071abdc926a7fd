internal import Leads
internal import Outreach

extension OutreachSequence.Step.Kind {
  /// ``rawValue`` in quotes. Spelled out, since every line of a job has it: a String would be looked through for what
  /// needs an escape.
  package var inJSON: StaticString {
    switch self {
    case .initial: #""initial""#
    case .followUp: #""follow_up""#
    }
  }
}
