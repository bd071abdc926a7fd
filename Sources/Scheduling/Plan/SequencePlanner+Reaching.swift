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
    _ choice: ChannelChoice, _ lead: borrowing Lead, _ doubtful: [LeadProblem], _ stated: StatedRefusal?,
    hasBounced: Bool, _ score: LeadScore, _ problems: inout [Problem]
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
        obstacles.append(Self.unreachable(lead, doubtful, channel))
      }
    }
    if targets.isEmpty { problems += obstacles }
    if targets.isEmpty { return ([], []) }
    let doubts = doubtful.filter { problem in !obstacles.contains { $0.field == problem.path } }
    return (targets, obstacles.map(\.message) + doubts.map { "\($0.path): \($0.message)" })
  }

  private static func unreachable(
    _ lead: borrowing Lead, _ doubtful: [LeadProblem], _ channel: Channel
  ) -> Problem {
    if let bad = doubtful.first(where: { $0.blocks(channel) }) {
      return Problem(.invalidField, bad.message, field: bad.path, value: .string(bad.value))
    }
    let id = lead.id
    switch channel.traits.address {
    case .mobile:
      let reason = lead.phone.map { "has only a landline (\($0.e164))" } ?? "has no phone number"
      return Problem(
        .channelUnreachable,
        "Lead \(id) \(reason), and \(channel.traits.title) needs a mobile; add one or ask for \"channel\":\"email\".",
        field: "channel", value: .string(channel.rawValue))
    case .email:
      return Problem(
        .channelUnreachable, "Lead \(id) has no e-mail address; add one or ask for \"channel\":\"whatsapp\".",
        field: "channel", value: .string(channel.rawValue))
    }
  }
}

extension LeadProblem {
  /// Where the fact stands in a request.
  fileprivate var path: String { "lead.\(field.rawValue)" }
}
