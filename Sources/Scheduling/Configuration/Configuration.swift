package import Formats
package import Generating
package import Leads
package import Outreach
package import Requests

/// All that can be set, with the defaults of everything that has one.
package struct Configuration: Sendable {
  package var inbox: String?
  package var outbox: String?
  package var leads: [String] = []
  package var templates: String?
  package var sender: Sender
  package var defaults = RequestDefaults()
  /// Hours after the start of a sequence, for the initial message and each follow-up that can be asked for.
  package var sendAfterHours = Self.usualHours
  package static let usualHours = [0, 48, 72, 120, 168, 240, 336, 432, 528, 624, 720]
  package var windows: SendingWindows
  package var cooldownDays = Self.usualCooldownDays
  package static let usualCooldownDays = 90
  package var pollSeconds = 0.5
  package var settleSeconds = 2.0
  /// User names, or their ids, whose files are accepted; nil: everybody's.
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
  /// Seconds after which a step that could have gone out is not sent any more; nil: never.
  package var expireAfter: Int64? = DueRule.usualExpiry
  package var onExpired = DueRule.OnExpired.shift
  /// How each channel's messages go out.
  package var delivery = Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0, DeliverySettings(on: $0)) })
  package var refusal = RefusalLine.every
  /// The program that writes in the templates' place; nil: they write.
  package var generator: GeneratorSettings?
  /// What tables are written in; nil: as their bytes tell.
  package var encoding: TextEncoding?
  /// Which fact is the lead's id in bulk files without ids; nil: such files are refused.
  package var leadIDSource: LeadIDSource?
  /// Whether rows of bulk files that were only skipped are kept in a file of their own.
  package var keepsSkipped = false

  package init(sender: Sender, windows: SendingWindows) {
    self.sender = sender
    self.windows = windows
  }
}

/// All that is wrong with a configuration: the program exits with 78.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Each one sentence that begins with the key.
  package var problems: [String]

  package init(_ problems: [String]) { self.problems = problems }

  package var description: String { problems.joined(separator: "\n") }
}
