internal import Records
internal import Storage

/// Why the program ends early: its exit status (sysexits.h) and what it says on stderr.
struct Exit: Error {
  var status: Int32
  var message: String

  static let ok: Int32 = 0
  static let someRefused: Int32 = 65
  static let noSuchInput: Int32 = 66
  static let broken: Int32 = 74
  static let stalled: Int32 = 75

  /// 64: the words of the call are off.
  static func usage(_ message: String, _ command: String) -> Exit {
    Exit(status: 64, message: "\(message)\nTry: outreach-scheduler \(command.isEmpty ? "" : command + " ")--help")
  }
  /// 65: what was read makes no sense.
  static func badInput(_ message: String) -> Exit { Exit(status: 65, message: message) }
  /// 66: what is named is not there.
  static func noInput(_ message: String) -> Exit { Exit(status: 66, message: message) }
  /// 73: it cannot be written.
  static func cannotCreate(_ message: String) -> Exit { Exit(status: 73, message: message) }
  /// 75: it may work in a while.
  static func tryLater(_ message: String) -> Exit { Exit(status: 75, message: message) }
  /// 78: the configuration is wrong.
  static func configuration(_ message: String) -> Exit { Exit(status: 78, message: message) }

  init(status: Int32, message: String) {
    self.status = status
    self.message = message
  }

  /// 73 where something could not be made for want of room or permission, 74 for other trouble with files, 75 for a lead
  /// book that is not there, or a lock that was lost.
  init(_ error: SpoolError) {
    switch error {
    case .leadBook: self = .tryLater(error.description)
    case .rosterMissing, .rosterDamaged: self.init(status: Self.broken, message: error.description)
    case .file(let file): self.init(file)
    }
  }

  /// 74, of a command that only reads.
  static func unreadable(_ error: FileError) -> Exit { Exit(status: broken, message: error.description) }

  /// Names what a command had to pass over, behind what it could show.
  static func afterReading(_ damaged: [LineDamage], outbox: String) -> Int32 {
    guard !damaged.isEmpty else { return ok }
    for damage in damaged.prefix(mostNamed) { Console.say("\(outbox)/\(damage)") }
    if damaged.count > mostNamed { Console.say("… and \(damaged.count - mostNamed) more") }
    Console.say(
      "what these say is missing, and what they may be about is not due; outreach-scheduler audit names all that is "
        + "damaged. Put the lines back from a copy, or take torn ones out")
    return broken
  }

  private static let mostNamed = 10

  init(_ error: FileError) {
    self.init(
      status: error.isLockLost ? Self.stalled : error.isFull || error.isRefused ? 73 : Self.broken,
      message: error.description)
  }
}
