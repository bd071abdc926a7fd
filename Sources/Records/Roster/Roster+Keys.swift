internal import Formats
package import Outreach
package import Storage

/// What things are known under: 64-bit hashes, of which the last three bits tell the kind.
///
/// All keys about one place share their first 32 bits, so that they lie side by side in a table, and one question to a
/// filter answers for all of them.
extension Roster {
  private enum Kind: UInt64 {
    case active = 1
    case contact, notice, answer, file, bounces, correspondent

    package func key(_ hash: UInt64) -> UInt64 { hash & ~7 | rawValue }
  }

  /// A holder's place on a channel.
  package struct PlaceID: Hashable, Sendable {
    package let active: UInt64
    package var notice: UInt64 { Kind.notice.key(active) }
    var bounces: UInt64 { Kind.bounces.key(active) }
    var correspondent: UInt64 { Kind.correspondent.key(active) }

    package init(_ holder: Holder, on channel: Channel) {
      let which = channel.traits.rosterCode
      switch holder {
      case .lead(let id): active = Kind.active.key(Roster.hash(which, id.text))
      case .address(let text): active = Kind.active.key(Roster.hash(which | 4, text))
      }
    }

    /// As an erasure has written it down.
    package init(erased key: UInt64) { active = Kind.active.key(key) }

    package func contact(_ objective: String) -> UInt64 {
      let rest = (active ^ Roster.hash(0, objective)) &* 0x9E37_79B9_7F4A_7C15
      return Kind.contact.key(UInt64(active.group) << 32 | rest >> 32)
    }
  }

  /// A holder's place on a channel: where an active sequence stands, and the last one with an objective. The keys
  /// are hashes of it all, worked out once.
  package struct Place: Hashable, Sendable {
    package let holder: Holder
    package let channel: Channel
    package let id: PlaceID
    package let contact: UInt64

    package init(_ holder: Holder, on channel: Channel, objective: String) {
      self.holder = holder
      self.channel = channel
      id = PlaceID(holder, on: channel)
      contact = id.contact(objective)
    }
  }

  package static func key(ofAnswerTo name: FileName) -> UInt64 { Kind.answer.key(Checksum.of([4] + name.bytes)) }

  package static func key(ofFile identity: UInt64) -> UInt64 {
    Kind.file.key(withUnsafeBytes(of: identity.littleEndian) { Checksum.of($0) })
  }

  private static func hash(_ first: UInt8, _ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { text in
      withUnsafeTemporaryAllocation(byteCount: text.count + 1, alignment: 8) { bytes in
        bytes[0] = first
        UnsafeMutableRawBufferPointer(rebasing: bytes[1...]).copyMemory(from: UnsafeRawBufferPointer(text))
        return Checksum.of(UnsafeRawBufferPointer(bytes))
      }
    }
  }
}
