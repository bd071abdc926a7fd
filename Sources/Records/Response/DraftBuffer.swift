internal import Formats
package import Outreach
package import Requests

/// Where answers are written one behind the other, before anybody has decided whether they may go out: responses on
/// one page, jobs on a page for each UTC day on which they are due, as they will lie in the calendar.
package struct DraftBuffer: Sendable {
  package struct DayPage: Sendable {
    package var day: CivilDay
    package var lines: [UInt8] = []
  }

  /// Where a line of jobs stands.
  package struct JobSlip: Sendable {
    /// In ``DraftBuffer/days``.
    package var page: Int
    package var bytes: Range<Int>
  }

  package var responses: [UInt8] = []
  package var days: [DayPage] = []
  /// One for each line of jobs.
  package var slips: [JobSlip] = []
  /// Where the messages of the last answer stand in it.
  private var messages: [Range<Int>] = []
  /// How much room a new page is given.
  private let dayBytes: Int

  /// - Parameter rows: how many rows will be drafted, to make room for them.
  package init(expecting rows: Int = 1) {
    dayBytes = rows * 700 + 2048
    responses.reserveCapacity(rows * 2000 + 4096)
  }

  /// Writes what is planned; without a `row` it is the answer to a file.
  package mutating func append(_ order: SequenceOrder, id: RequestID, row: Int? = nil) -> DraftedAnswer {
    let start = responses.count
    responses.append(room: ResponseEnvelope.room(for: order)) { pen in
      ResponseEnvelope.append(order, id: id, row: row, to: &pen, &messages)
    }
    let response = start..<responses.count
    let first = slips.count
    let written = responses
    written.withUnsafeBufferPointer { written in
      let answer = UnsafeBufferPointer(rebasing: written[response])
      var ahead = 0
      for part in order.parts {
        for step in part.sendAt.indices {
          let message = UnsafeBufferPointer(rebasing: answer[messages[ahead + step]])
          write(part, step: step, of: order, id: id, message: message)
        }
        ahead += part.sequence.passages.count
      }
    }
    return DraftedAnswer(proposal: Proposal(order), response: response, slips: first..<slips.count)
  }

  private mutating func write(
    _ part: SequenceOrder.Part, step: Int, of order: SequenceOrder, id: RequestID,
    message: UnsafeBufferPointer<UInt8>
  ) {
    let page = page(of: part.sendAt[step].day)
    let start = days[page].lines.count
    let subject = part.sequence.passages[step].subject?.count ?? 0
    days[page].lines.append(room: message.count + subject + 640) { pen in
      JobLine.append(part, step: step, of: order, id: id, message: message, to: &pen)
    }
    slips.append(JobSlip(page: page, bytes: start..<days[page].lines.count))
  }

  private mutating func page(of day: CivilDay) -> Int {
    if let known = days.firstIndex(where: { $0.day == day }) { return known }
    days.append(DayPage(day: day))
    days[days.count - 1].lines.reserveCapacity(dayBytes)
    return days.count - 1
  }

  package func line(_ slip: JobSlip) -> ArraySlice<UInt8> { days[slip.page].lines[slip.bytes] }

  /// Forgets what is written and keeps the room for it.
  package mutating func clear() {
    responses.removeAll(keepingCapacity: true)
    for page in days.indices { days[page].lines.removeAll(keepingCapacity: true) }
    slips.removeAll(keepingCapacity: true)
  }
}

/// What admission has to know of a draft, and where it stands in its ``DraftBuffer``.
package struct DraftedAnswer: Sendable {
  package var proposal: Proposal
  package var response: Range<Int>
  /// In ``DraftBuffer/slips``.
  package var slips: Range<Int>
}
