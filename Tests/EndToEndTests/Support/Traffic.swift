import Outreach
import Storage
import Synchronization

/// Requests as they come on a working day: most are good, some are not, some come carefully and some carelessly.
final class Traffic: Sendable {
  private let sent = Mutex<[FileName: [[UInt8]]]>([:])

  var dropped: [FileName: [[UInt8]]] { sent.withLock { $0 } }
  var count: Int { sent.withLock { $0.values.reduce(0) { $0 + $1.count } } }

  /// Drops one request for a lead. What it asks and how it comes depend on the lead's number alone, so a failure can
  /// be met again.
  func drop(_ lead: Int, into inbox: String) {
    let (name, text): (FileName, String) =
      switch lead % 10 {
      case 1: (FileName("\(lead)@order-\(lead).json"), #"{"channel":"email"}"#)
      case 3: (FileName("\(lead).json"), #"{"tone":"kurumsl"}"#)
      case 5: (FileName("\(lead).json"), #"{"channel":["whatsapp","email"],"max_followups":1}"#)
      case 7: (FileName("unknown-\(lead).json"), "{}")
      default: (FileName("\(lead).json"), "{}")
      }
    drop(Array(text.utf8), as: name, into: inbox, carefully: lead % 3 != 0)
  }

  func drop(_ bytes: [UInt8], as name: FileName, into inbox: String, carefully: Bool = true) {
    sent.withLock { $0[name, default: []].append(bytes) }
    if carefully {
      Files.deliver(bytes, to: name, in: inbox)
    } else {
      Files.write(bytes, to: name, in: inbox)
    }
  }
}
