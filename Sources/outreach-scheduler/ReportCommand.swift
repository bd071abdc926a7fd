internal import Formats
internal import Inspection
internal import Outreach
internal import Requests
internal import Storage

/// What became of a message, reported by hand: a job's id says whose it is.
protocol ReportCommand: LeadCommand {}

extension ReportCommand {
  static var synopsis: String { "JOB… [options]" }

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard !arguments.operands.isEmpty else { throw .usage("needs a job id; jobs --lead LEAD lists them", name) }
    if let ref = arguments.value("ref"), LeadID(ref) == nil {
      throw .usage("--ref should be \(nameForm), and is \"\(ref)\"", name)
    }
    let ref = arguments.value("ref") ?? Self.ref(at: Clock.now())
    var items: [Drop.Item] = []
    for (index, text) in arguments.operands.enumerated() {
      guard let job = JobID(text) else {
        throw .usage("\"\(text)\" is no job id such as 139-whatsapp-1-20261123T101512.345678Z", name)
      }
      let own = arguments.operands.count == 1 ? ref : "\(ref)-\(index + 1)"
      let file = FileName("\(job.request.lead).\(verb.rawValue)@\(own).json")
      let bytes = document([JSONMember(key: "job_id", value: .string(text))] + members(arguments))
      let problems = CommandCheck.problems(of: file, bytes, now: Clock.now())
      guard problems.isEmpty else { throw .usage(problems.joined(separator: "\n"), name) }
      items.append(Drop.Item(name: file, bytes: bytes))
    }
    return try drop(items, arguments)
  }
}

/// Reports messages as sent.
enum SentCommand: ReportCommand {
  static let verb = CommandVerb.sent
  static let summary = "Reports messages as sent, for whoever sends by hand."
  static let fields = [
    Option.time("when, with the offset (default: now)"),
    Option("provider-id", "ID", help: "what the provider calls it"),
  ]
  static let example = "outreach-scheduler sent 139-whatsapp-1-20261123T101512.345678Z"
}

/// Reports messages as failed for good.
enum FailedCommand: ReportCommand {
  static let verb = CommandVerb.failed
  static let summary = "Reports messages as failed for good."
  static let fields = [
    Option.time("when, with the offset (default: now)"), Option("error", "TEXT", help: "why"),
    Option("provider-id", "ID", help: "what the provider calls it"),
  ]
  static let example =
    "outreach-scheduler failed 139-whatsapp-1-20261123T101512.345678Z --error 'number not on WhatsApp'"
}

/// Reports messages that came back, which closes their address.
enum BounceCommand: ReportCommand {
  static let verb = CommandVerb.bounce
  static let summary = "Reports messages that came back; their address is written to no more."
  static let fields = [
    Option(
      "kind", "KIND", help: "hard, or soft: three of these within 30 days close the address (default: hard)",
      words: ["hard", "soft"]),
    Option.time("when, with the offset (default: now)"), Option("error", "TEXT", help: "what the server said"),
    Option("provider-id", "ID", help: "what the provider calls it"),
  ]
  static let example = "outreach-scheduler bounce 141-email-1-20261123T101512.345678Z --error '550 no such user'"
}
