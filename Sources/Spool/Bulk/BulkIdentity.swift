internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// What tells a bulk file from every other: its bytes, its defaults and what it commands, whatever else it is called.
///
/// Reading a very large file takes longer than anybody may hold the lock, so it is read in pieces, a turn each. What was
/// read is known to this process only: whoever comes next begins again.
struct BulkIdentity: Sendable {
  private var checksum = Checksum.Running()
  private var position: UInt64 = 0
  private var isRead = false

  /// There is more to be read in the next turn.
  struct Unread: Error {}

  private static let piece = 1 << 20

  /// Reads on, at least one piece.
  ///
  /// - Parameter isLate: whether the turn has lasted long enough.
  package mutating func read(_ source: OpenFile, _ files: any FileSystem, until isLate: () -> Bool) throws {
    while !isRead {
      let bytes = try files.read(source, at: position, count: Self.piece)
      checksum.add(bytes)
      position += UInt64(bytes.count)
      isRead = bytes.count < Self.piece
      if !isRead, isLate() { throw Unread() }
    }
  }

  /// What was read, once that is all there is.
  func request(_ name: FileName, size: UInt64) -> BatchRecord.Request? {
    isRead && position == size ? .init(name: name, size: Int(size), checksum: checksum.value) : nil
  }

  /// Once all was read.
  ///
  /// - Parameter verb: what rows command that do not say.
  package func value(with defaults: [JSONMember], _ verb: CommandVerb?) -> UInt64 {
    var text = JSONWriter()
    text.value(.object(defaults.sorted { $0.key < $1.key }))
    var whole = checksum
    whole.add(text.bytes)
    if let verb { whole.add(Array(verb.rawValue.utf8)) }
    return whole.value
  }
}
