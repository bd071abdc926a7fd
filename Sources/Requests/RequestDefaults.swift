package import Outreach

/// What a request means that leaves a field out, unless the configuration says otherwise.
package struct RequestDefaults: Sendable, Hashable {
  package var channel: ChannelChoice = .channels([.whatsapp])
  package var tone = "kurumsal"
  package var language = Language.tr
  package var objective = "ilk_temas"
  package var maxFollowUps = 2

  package init() {}
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

/// What becomes of a request whose lead or address has pending messages on the channel.
package enum OnActive: String, CaseIterable, Sendable { case refuse, replace }

/// What becomes of one whose lead or address was written to within the cool-down.
package enum OnContacted: String, CaseIterable, Sendable { case refuse, allow }
