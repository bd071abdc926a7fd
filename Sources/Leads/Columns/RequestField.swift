/// What a request can say beside the facts of its lead: the one list of it, for files of one lead, rows and columns.
package enum RequestField: String, CaseIterable, Sendable {
  case channel, tone, language, objective
  case maxFollowUps = "max_followups"
  case lead
  case startAt = "start_at"
  case onActive = "on_active"
  case onContacted = "on_contacted"
  case leadID = "lead_id"
  case ref, command

  /// Whether a table can have a column for it. Facts and the lead's id have columns of their own.
  package var isColumn: Bool {
    switch self {
    case .lead, .leadID: false
    default: true
    }
  }

  /// Whether the file of one lead can have it.
  package var isMember: Bool {
    switch self {
    case .ref, .command: false
    default: true
    }
  }
}
