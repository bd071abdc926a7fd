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

  package init() {}

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
