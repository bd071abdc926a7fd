internal import Formats
internal import Leads
internal import Outreach
internal import Records
internal import Requests
internal import Scheduling

/// An answer before admission.
enum Draft: Sendable {
  case refused(Refusal)
  /// With its answer's bytes and its jobs'.
  case proposed(Proposal, RequestID, DraftBuffer)
  /// With what was passed over, and the addresses that the lead books know of the lead.
  case command(CommandOrder, CommandVerb, RequestID, [String], [Channel: String])

  /// - Parameters:
  ///   - now: the clock's time; a batch's name may run ahead of it.
  ///   - round: how often the request's lead was written to with its objective before.
  package static func make(
    of file: ClaimedFile, _ id: RequestID?, planner: SequencePlanner, books: LeadBook.Lookup, now: Timestamp? = nil,
    round: Int = 0
  ) -> Draft {
    switch (file.content, file.request, id) {
    case (.unusable(let refusal), _, _): return .refused(refusal)
    case (_, .refused(let code, let message), _): return .refused(Refusal(code, message))
    case (.document(let document, _), .enqueue(let lead, let ref), let id?):
      do throws(Refusal) {
        let order = try planner.plan(
          document, leadID: lead, ref: ref, books: books, now: now ?? id.batch.time, round: round)
        var pages = DraftBuffer()
        let drafted = pages.append(order, id: id)
        return .proposed(drafted.proposal, id, pages)
      } catch {
        return .refused(error)
      }
    case (.document(let document, _), .command(let lead, let verb, _), let id?),
      (.salvaged(let document, _, _), .command(let lead, let verb, _), let id?):
      do throws(Refusal) {
        let decoded = try CommandFields.decode(document, verb, leadID: lead, now: now ?? id.batch.time)
        return .command(
          decoded.order, verb, id, file.content.warnings + decoded.warnings,
          verb.concernsAddresses ? KnownAddresses.of(lead, in: books) : [:])
      } catch {
        return .refused(error)
      }
    case (.document, .bulk, _), (.document, .defaults, _), (.document, _, nil), (.salvaged, _, _):
      return .refused(Refusal(.internalError, "\"\(file.name)\" was given no request id."))
    }
  }
}

/// The jobs of requests in the batch at hand, which are in no calendar yet.
///
/// Only commands ask for them, so that a batch without any never counts its drafts.
final class DraftedJobs {
  private let drafts: [Draft]
  private lazy var written: [RequestID: DraftBuffer] = drafts.reduce(into: [:]) { found, draft in
    if case .proposed(_, let id, let written) = draft { found[id] = written }
  }

  package init(_ drafts: [Draft]) { self.drafts = drafts }

  package func jobs(of id: RequestID) -> [PlannedJob] {
    guard let written = written[id] else { return [] }
    return written.slips.compactMap { slip in
      (try? JSONValue(parsing: Array(written.line(slip)))).flatMap { PlannedJob($0) }
    }
  }
}
