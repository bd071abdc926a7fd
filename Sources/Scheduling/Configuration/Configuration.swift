package import Outreach

/// All that can be set, with the defaults of everything that has one.
package struct Configuration: Sendable {
  package struct Defaults: Sendable, Hashable {
    package var channel: ChannelChoice = .channels([.whatsapp])
    package var tone = "kurumsal"
    package var language = Language.tr
    package var objective = "ilk_temas"
    package var maxFollowUps = 2

    package init() {}
  }

  package var inbox: String?
  package var outbox: String?
  package var leads: [String] = []
  package var templates: String?
  package var sender: Sender
  package var defaults = Defaults()
  /// Hours after the start of a sequence, for the initial message and each follow-up that can be asked for.
  package var sendAfterHours = [0, 48, 72, 120, 168, 240, 336, 432, 528, 624, 720]
  package var windows: SendingWindows
  package var cooldownDays = Self.usualCooldownDays
  package static let usualCooldownDays = 90
  package var pollSeconds = 0.5
  package var settleSeconds = 2.0
  /// User names whose files are accepted; nil: everybody's.
  package var allowedOwners: [String]?
  /// The same for single commands (`enqueue`, `cancel` …).
  package var ownersByCommand: [String: [String]] = [:]
  /// Bytes.
  package var largestRequest = 1 << 20
  /// Bytes.
  package var largestRow = 1 << 20
  /// A header of the lead book or of a bulk file, and the field that it means.
  package var columns: [String: String] = [:]
  package var scoring = ScoringModel()
  /// What tables are written in; nil: as their bytes tell.
  package var encoding: TextEncoding?
  /// Which fact is the lead's id in bulk files without ids; nil: such files are refused.
  package var leadIDSource: LeadIDSource?
  /// Whether rows that were only skipped are kept in a file of their own.
  package var keepsSkipped = false

  package init(sender: Sender, windows: SendingWindows) {
    self.sender = sender
    self.windows = windows
  }
}

/// The channel or channels that a request asks for.
package enum ChannelChoice: Hashable, Sendable {
  /// The lead's ideal entry channel.
  case auto
  case channels([Channel])

  package static let names = Channel.allCases.map(\.rawValue) + ["auto"]

  package init?(_ name: String) {
    if name == "auto" {
      self = .auto
    } else if let channel = Channel(rawValue: name) {
      self = .channels([channel])
    } else {
      return nil
    }
  }
}

/// All that is wrong with a configuration: the program exits with 78.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Each one sentence that begins with the key.
  package var problems: [String]

  package init(_ problems: [String]) { self.problems = problems }

  package var description: String { problems.joined(separator: "\n") }
}
