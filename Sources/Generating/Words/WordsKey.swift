internal import Formats
internal import Leads
package import Outreach

/// What words are kept by: a checksum of the facts, the request, the sender and the program that wrote them.
///
/// Not of the draft or the score, which change with the day: what was asked yesterday need not be paid for again.
package struct WordsKey: Hashable, Sendable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  package init(_ request: borrowing SequenceRequest, sender: [UInt8], program: [UInt8]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    bytes.append(room: 1024 + request.lead.id.text.utf8.count) { out in
      out.raw(program)
      out.raw(sender)
      GeneratorLine.request(request, to: &out)
      GeneratorLine.lead(request.lead, to: &out)
    }
    high = Checksum.of(bytes)
    bytes.append(0)
    low = Checksum.of(bytes)
  }

  /// 32 hexadecimal digits.
  package var description: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
