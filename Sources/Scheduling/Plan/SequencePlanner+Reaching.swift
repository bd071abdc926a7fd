internal import Formats
internal import Leads
internal import Outreach
internal import Requests

/// Where the messages go.
extension SequencePlanner {
  /// An address on its channel.
  struct Target {
    package var channel: Channel
    package var to: String
  }

  /// With two channels one may be unreachable; with none left the request is refused.
  func reach(
    _ choice: ChannelChoice, lead: borrowing Lead, doubtful: [LeadProblem], stated: StatedRefusal?,
    hasBounced: Bool, score: LeadScore, problems: inout [Problem]
  ) -> (targets: [Target], warnings: [String]) {
    let channels: [Channel]
    switch choice {
    case .auto: channels = [score.idealEntryChannel]
    case .channels(let asked): channels = asked
    }
    var targets: [Target] = []
    var obstacles: [Problem] = []
    for channel in channels {
      if let stated, stated.channels.contains(channel) {
        obstacles.append(
          Problem(
            .optedOut,
            "Lead \(lead.id) wants no messages on \(channel.rawValue), says the request, its row or the lead book "
              + "(\(stated.reason)).",
            field: "channel", value: .string(channel.rawValue)))
      } else if channel == .email, hasBounced {
        obstacles.append(
          Problem(
            .channelUnreachable,
            "Messages to lead \(lead.id) come back, says the status of its row or of the lead book; give another address and "
              + "another status.",
            field: "channel", value: .string(channel.rawValue)))
      } else if let to = channel.address(of: lead) {
        targets.append(Target(channel: channel, to: to))
      } else {
        // Advice that would fail as well is none.
        let other = score.idealEntryChannel
        let isReachable =
          !channels.contains(other) && other.address(of: lead) != nil
          && !(stated?.channels.contains(other) ?? false) && !(other == .email && hasBounced)
        obstacles.append(
          Self.unreachable(lead, doubtful: doubtful, channel: channel, otherwise: isReachable ? other : nil))
      }
    }
    if targets.isEmpty { problems += obstacles }
    if targets.isEmpty { return ([], []) }
    let doubts = doubtful.filter { problem in !obstacles.contains { $0.field == problem.path } }
    return (targets, obstacles.map(\.message) + doubts.map { "\($0.path): \($0.message)" })
  }

  /// - Parameter other: the channel on which `auto` would reach the lead; nil if it would not.
  private static func unreachable(
    _ lead: borrowing Lead, doubtful: [LeadProblem], channel: Channel, otherwise other: Channel?
  ) -> Problem {
    if let bad = doubtful.first(where: { $0.blocks(channel) }) {
      return Problem(.invalidField, bad.message, field: bad.path, value: .string(bad.value))
    }
    let id = lead.id
    let lack =
      switch channel.traits.address {
      case .mobile:
        lead.phone.map { "has only a landline (\($0.e164)), and \(channel.traits.title) needs a mobile" }
          ?? "has no phone number, and \(channel.traits.title) needs a mobile"
      case .email: "has no e-mail address"
      }
    let advice = other.map { "add one, or ask for \"channel\":\"auto\", which reaches the lead by \($0.rawValue)" }
    return Problem(
      .channelUnreachable, "Lead \(id) \(lack); \(advice ?? "add one").", field: "channel",
      value: .string(channel.rawValue), suggestion: other == nil ? nil : "auto")
  }
}

extension LeadProblem {
  /// Where the fact stands in a request.
  fileprivate var path: String { "lead.\(field.rawValue)" }
}
