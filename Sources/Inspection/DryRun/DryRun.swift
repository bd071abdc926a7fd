package import Leads
package import Outreach
package import Records
package import Requests
package import Scheduling
package import Storage

/// What would be answered to a request, with nothing claimed, written or remembered.
///
/// Admission is not asked: who is being contacted is the spool's knowledge.
package struct DryRun {
  private let planner: SequencePlanner
  private var leadBook: LeadBook
  private let rules: ClaimRules

  package init(planner: SequencePlanner, leadBook: LeadBook, rules: ClaimRules) {
    self.planner = planner
    self.leadBook = leadBook
    self.rules = rules
  }

  /// What the spool would answer.
  package struct Answer: Sendable {
    package var isAccepted: Bool
    /// Nil where the spool would write only an error file: the name is no request's.
    package var response: [UInt8]
    package var refusal: Refusal?
    /// What would be planned, if it is accepted.
    package var order: SequenceOrder?
    /// What is commanded, if the request is a command; what it changes is decided when it is answered.
    package var command: CommandOrder?
  }

  /// What the lead books know of these leads; one reading serves any number of answers.
  package mutating func facts(for leads: [LeadID]) throws(LeadBookError) -> LeadBook.Lookup {
    try leadBook.facts(for: leads)
  }

  package mutating func answer(_ name: FileName, _ bytes: [UInt8], now: Timestamp) throws(LeadBookError) -> Answer {
    answer(name, bytes, books: try leadBook.facts(for: [RequestName(name).lead].compactMap(\.self)), now: now)
  }

  package func answer(_ name: FileName, _ bytes: [UInt8], books: LeadBook.Lookup, now: Timestamp) -> Answer {
    let request = RequestName(name)
    if case .refused(let code, let message) = request { return refused(Refusal(code, message), id: nil, ref: nil) }
    guard let lead = request.lead else { return refused(Refusal(.internalError, ""), id: nil, ref: nil) }
    let ref = request.ref
    let id = RequestID(lead: lead, batch: BatchID(time: now))
    if bytes.count > rules.largestRequest {
      return refused(
        Refusal(.fileTooLarge, "\"\(name)\" has more than \(rules.largestRequest) bytes."), id: id, ref: ref)
    }
    switch RequestContent(of: bytes, request) {
    case .unusable(let refusal): return refused(refusal, id: id, ref: ref)
    case .document(let document, _), .salvaged(let document, _, _):
      do throws(Refusal) {
        if let verb = request.verb {
          let order = try CommandFields.decode(document, verb, leadID: lead, now: now).order
          var outcome = CommandOutcome()
          outcome.addressee.lead = lead
          let response = CommandEnvelope.accepted(outcome, verb, id: CommandID(id), ref: ref)
          return Answer(isAccepted: true, response: response, command: order)
        }
        let order = try planner.plan(document, leadID: lead, ref: ref, books: books, now: now)
        return Answer(isAccepted: true, response: ResponseEnvelope.accepted(order, id: nil), order: order)
      } catch {
        return refused(error, id: id, ref: ref)
      }
    }
  }

  /// Shows what would be answered to the rows examined.
  package mutating func rehearse(
    _ report: inout ColumnReport, owner: RowOwner, knowsLeads: Bool, now: Timestamp
  ) throws(LeadBookError) {
    var nobody = LeadBook.none
    if knowsLeads {
      try report.rehearse(planner, &leadBook, owner: owner, now: now)
    } else {
      try report.rehearse(planner, &nobody, owner: owner, now: now)
    }
  }

  /// Reads a bulk file's defaults as the spool does.
  package func defaults(_ bytes: [UInt8], named name: FileName) throws(Refusal) -> RowDefaults {
    try RowDefaults(parsing: bytes, named: name, planner, largest: rules.largestRequest)
  }

  /// The refusal as the envelope that would be written.
  package func refusal(_ refusal: Refusal, of name: FileName, now: Timestamp) -> Answer {
    let request = RequestName(name)
    return refused(refusal, id: request.lead.map { RequestID(lead: $0, batch: BatchID(time: now)) }, ref: request.ref)
  }

  private func refused(_ refusal: Refusal, id: RequestID?, ref: String?) -> Answer {
    let response = ResponseEnvelope.refused(refusal, leadID: id?.lead, requestID: nil, ref: ref)
    return Answer(isAccepted: false, response: response, refusal: refusal)
  }
}
