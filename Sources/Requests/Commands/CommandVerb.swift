package import Formats
internal import Outreach

/// What a command file asks for, as its name spells it: `139.opt-out.json`.
package enum CommandVerb: String, CaseIterable, Hashable, Sendable {
  case cancel, reschedule, reply
  case optOut = "opt-out"
  case optIn = "opt-in"
  case sent, failed, bounce, delivered, read

  package static let names = allCases.map(\.rawValue)

  /// As people spell it: `Opt-Out`, `opt_out`, `OPTOUT`, `STOP`, `ret`.
  init?(spelled text: String) {
    let letters = fold(text).filter { $0.isLetter }
    if Self.otherOptOuts.contains(letters) {
      self = .optOut
    } else if let verb = Self.allCases.first(where: { $0.rawValue.filter { $0 != "-" } == letters }) {
      self = verb
    } else {
      return nil
    }
  }

  /// What an opt-out is called besides, letters only.
  private static let otherOptOuts: Set<String> = [
    "stop", "unsubscribe", "unsubscribed", "unsub", "optedout", "ret", "dur", "karaliste", "blacklist", "dnc",
    "donotcontact", "abonelikiptal", "abonelikiptali", "listedencikar",
  ]

  /// As it should be spelled, or as people do where it stops messages: whoever asks to be left alone need not know about hyphens.
  init?(written text: String) {
    if let verb = Self(rawValue: text) {
      self = verb
    } else if let verb = Self(spelled: text), verb.stops {
      self = verb
    } else {
      return nil
    }
  }

  /// What a command that is not known was meant to be, in a sentence.
  package static func unknown(_ value: JSONValue, field: String? = "command") -> Problem {
    let nearest = value.string.flatMap { NearestName.of($0, among: names) }
    let advice = nearest.map { "; did you mean \"\($0)\"?" } ?? "."
    return Problem(
      .invalidField, "\"command\" should be one of \(names.joined(separator: ", "))\(advice)", field: field,
      value: value,
      allowed: names, suggestion: nearest)
  }

  /// Whether it is about a job, which says whose it is.
  var reportsJob: Bool { self == .sent || self == .failed || self == .bounce || notesReceipt }

  /// Whether it says how far a message that was sent has come, which ends nothing.
  var notesReceipt: Bool { self == .delivered || self == .read }

  /// The fields that the command knows, besides `lead_id`.
  package var fields: [String] {
    switch self {
    case .cancel: ["channel", "job_id", "reason"]
    case .reschedule: ["job_id", "send_at", "shift_hours"]
    case .reply: ["channel", "at", "text"]
    case .optOut: ["channel", "reason", "source", "at"]
    case .optIn: ["channel", "source", "at"]
    case .sent: ["job_id", "at", "provider_id"]
    case .delivered, .read: ["job_id", "provider_id", "at"]
    case .failed: ["job_id", "at", "error", "provider_id"]
    case .bounce: ["job_id", "at", "error", "provider_id", "kind"]
    }
  }

  /// Whether it keeps messages from going out: obeyed, whatever else in it is not understood.
  package var stops: Bool { self == .cancel || self == .reply || self == .optOut || self == .bounce }

  /// Whether it counts with whatever in it can be read: stops, and what a sender says has become of a message, which would go
  /// out again if nobody noted it.
  var countsAnyway: Bool { stops || self == .sent || self == .failed }

  /// Whether it is somebody's own wish, which holds for whoever can be made out by it.
  var isWish: Bool { self == .reply || self == .optOut }

  /// Whether a file without a byte says all there is to say: a wish to be left alone needs no words.
  package var mayBeEmpty: Bool { self == .cancel || self == .reply || self == .optOut }

  /// Whether it concerns a lead's addresses, which the lead book may know.
  package var concernsAddresses: Bool { self == .reply || self == .optOut || self == .optIn }
}
