internal import Formats
package import Outreach
internal import Storage

/// What things are known under: 64-bit hashes, of which the last three bits tell the kind.
///
/// All keys about one place share their first 32 bits, so that they lie side by side in a table, and one question to a
/// filter answers for all of them.
extension Roster {
  /// What a spool's keys are made with. Without it nobody can find two addresses that have one key, so that whoever
  /// may drop requests cannot opt out, or hold the place of, somebody else.
  ///
  /// Random, made with a spool's first table and kept in all of them.
  package struct Seed: Hashable, Sendable {
    private let first: UInt64
    private let second: UInt64

    package init(_ first: UInt64, _ second: UInt64) { (self.first, self.second) = (first, second) }

    /// Reads back ``text``; nil for anything else.
    package init?(_ text: String) {
      guard text.utf8.count == 32, let first = UInt64(text.prefix(16), radix: 16),
        let second = UInt64(text.suffix(16), radix: 16)
      else { return nil }
      self.init(first, second)
    }

    /// Stands beside what was made with it and has to be found again, whatever becomes of the tables.
    package var text: String { PlaceID.hexadecimal(first, 16) + PlaceID.hexadecimal(second, 16) }

    /// Two.
    var words: [UInt64] { [first, second] }

    package static func random() -> Seed {
      var source = SystemRandomNumberGenerator()
      return Seed(source.next(), source.next())
    }

    fileprivate func hash(_ subject: Subject, _ bytes: UnsafeRawBufferPointer) -> SipHash.Hash {
      SipHash.of(prefix: subject.prefix, bytes, key: (first, second))
    }

    fileprivate func hash(_ subject: Subject, _ text: String) -> SipHash.Hash {
      var text = text
      return text.withUTF8 { hash(subject, UnsafeRawBufferPointer($0)) }
    }
  }

  private enum Kind: UInt64 {
    case active = 1
    case contact, notice, answer, file, bounces, correspondent

    package func key(_ hash: UInt64) -> UInt64 { hash & ~7 | rawValue }
  }

  /// What a text is, so that the same text as something else has another hash.
  fileprivate enum Subject {
    case lead(Channel)
    case address(Channel)
    case objective, answer, file

    var prefix: UInt64 {
      switch self {
      case .lead(let channel): UInt64(channel.traits.rosterCode)
      case .address(let channel): 1 << 8 | UInt64(channel.traits.rosterCode)
      case .objective: 2 << 8
      case .answer: 3 << 8
      case .file: 4 << 8
      }
    }
  }

  /// A holder's place on a channel.
  package struct PlaceID: Hashable, Sendable {
    package let active: UInt64
    /// More of the hash, for what must not be taken for another's even if the keys are the same by chance; never 0.
    let check: UInt32
    package var notice: UInt64 { Kind.notice.key(active) }
    var bounces: UInt64 { Kind.bounces.key(active) }
    var correspondent: UInt64 { Kind.correspondent.key(active) }

    package init(_ holder: Holder, on channel: Channel, _ seed: Seed) {
      let hash: SipHash.Hash
      switch holder {
      case .lead(let id): hash = seed.hash(.lead(channel), id.text)
      case .address(let text): hash = seed.hash(.address(channel), text)
      }
      self.init(active: Kind.active.key(hash.low), check: max(1, UInt32(hash.high >> (64 - Notice.checkBits))))
    }

    init(active: UInt64, check: UInt32) { (self.active, self.check) = (active, check) }

    /// As ``erased`` has written it down; nil for anything else.
    package init?(erased text: String) {
      guard text.utf8.count == 24, let active = UInt64(text.prefix(16), radix: 16),
        let check = UInt32(text.suffix(8), radix: 16)
      else { return nil }
      self.init(active: Kind.active.key(active), check: check)
    }

    /// All that is left of somebody who was erased: it tells nobody whose it is who does not know already.
    package var erased: String { Self.hexadecimal(active, 16) + Self.hexadecimal(UInt64(check), 8) }

    fileprivate static func hexadecimal(_ number: UInt64, _ digits: Int) -> String {
      let text = String(number, radix: 16)
      return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    package func contact(_ objective: String, _ seed: Seed) -> UInt64 {
      let rest = (active ^ seed.hash(.objective, objective).low) &* 0x9E37_79B9_7F4A_7C15
      return Kind.contact.key(UInt64(active.group) << 32 | rest >> 32)
    }
  }

  /// A holder's place on a channel: where an active sequence stands, and the last one with an objective. The keys
  /// are hashes of it all, worked out once.
  package struct ContactSlot: Hashable, Sendable {
    package let holder: Holder
    package let channel: Channel
    package let id: PlaceID
    package let contact: UInt64
    package let seed: Seed

    /// - Parameter seed: that of the roster which is asked.
    package init(_ holder: Holder, on channel: Channel, objective: String, _ seed: Seed) {
      self.holder = holder
      self.channel = channel
      self.seed = seed
      id = PlaceID(holder, on: channel, seed)
      contact = id.contact(objective, seed)
    }
  }

  package func id(_ holder: Holder, on channel: Channel) -> PlaceID { PlaceID(holder, on: channel, seed) }

  package func place(_ holder: Holder, on channel: Channel, objective: String) -> ContactSlot {
    ContactSlot(holder, on: channel, objective: objective, seed)
  }

  func key(ofAnswerTo name: FileName) -> UInt64 {
    Kind.answer.key(Array(name.bytes).withUnsafeBytes { seed.hash(.answer, $0).low })
  }

  func key(ofFile identity: UInt64) -> UInt64 {
    Kind.file.key(withUnsafeBytes(of: identity.littleEndian) { seed.hash(.file, $0).low })
  }
}
