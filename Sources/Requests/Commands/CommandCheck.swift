internal import Leads
package import Outreach
package import Storage

/// Checks a command before it is dropped, with the sentences that a response would have. The inbox obeys a stop whatever else in
/// it is not understood; a person at the keyboard can be asked.
package enum CommandCheck {
  /// The same of rows that are commands, one a line.
  package static func problems(ofRows bytes: [UInt8], now: Timestamp) -> [String] {
    var problems: [String] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let row = RequestRow(number: index + 1, line: Array(line), mapping: .standard)
      do throws(Refusal) {
        guard let command = row.command else { throw Refusal(row.problems) }
        _ = try command.decoded(now: now, mayPassOver: false)
      } catch {
        problems += error.problems.map(\.message).filter { !problems.contains($0) }
      }
    }
    return problems
  }

  /// All that is wrong with it; empty if nothing is.
  package static func problems(of name: FileName, _ bytes: [UInt8], now: Timestamp) -> [String] {
    let request = RequestName(name)
    if case .refused(_, let message) = request { return [message] }
    guard let lead = request.lead, let verb = request.verb else { return ["\"\(name)\" is no command."] }
    switch RequestContent(of: bytes, request) {
    case .salvaged: return ["\"\(name)\" is not JSON as it is."]
    case .unusable(let refusal): return refusal.problems.map(\.message)
    case .document(let document, _):
      do throws(Refusal) {
        _ = try CommandFields.decode(document, verb, leadID: lead, now: now, mayPassOver: false)
        return []
      } catch {
        return error.problems.map(\.message)
      }
    }
  }
}
