package import Outreach

/// Where answers are written one behind the other, before anybody has decided whether they may go out.
package struct DraftPages: Sendable {
  /// A line of jobs' bytes and the UTC day on which it is due.
  package struct JobSlip: Sendable {
    package var day: CivilDay
    package var bytes: Range<Int>
  }

  package var responses = JSONWriter()
  package var jobs = JSONWriter()
  /// One for each line of `jobs`.
  package var slips: [JobSlip] = []
  /// Where the messages of the last answer stand in `responses`.
  private var messages: [Range<Int>] = []

  package init() {}

  /// Writes what is planned; without a `row` it is the answer to a file.
  mutating func append(_ order: SequenceOrder, id: RequestID, row: Int? = nil) -> DraftedAnswer {
    let response = responses.bytes.count
    messages.removeAll(keepingCapacity: true)
    ResponseEnvelope.append(order, id: id, row: row, to: &responses, &messages)
    let first = slips.count
    let written = responses.bytes
    written.withUnsafeBufferPointer { written in
      var ahead = 0
      for part in order.parts {
        for step in part.sendAt.indices {
          let start = jobs.bytes.count
          let message = UnsafeBufferPointer(rebasing: written[messages[ahead + step]])
          JobLine.append(part, step: step, of: order, id: id, message: message, to: &jobs)
          slips.append(JobSlip(day: part.sendAt[step].day, bytes: start..<jobs.bytes.count))
        }
        ahead += part.sequence.passages.count
      }
    }
    return DraftedAnswer(
      proposal: Proposal(order), response: response..<responses.bytes.count, slips: first..<slips.count)
  }

  /// Forgets what is written and keeps the room for it.
  package mutating func clear() {
    responses.bytes.removeAll(keepingCapacity: true)
    jobs.bytes.removeAll(keepingCapacity: true)
    slips.removeAll(keepingCapacity: true)
  }
}

/// What admission has to know of a draft, and where it stands in its ``DraftPages``.
package struct DraftedAnswer: Sendable {
  package var proposal: Proposal
  package var response: Range<Int>
  /// In ``DraftPages/slips``.
  package var slips: Range<Int>
}
