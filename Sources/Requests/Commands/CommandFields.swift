package import Formats
internal import Leads
package import Outreach

/// A command's fields, decoded.
package struct CommandFields {
  private var channel: Channel?
  private var job: JobID?
  private var sendAt: Timestamp?
  private var shift: Int64?
  private var at: Timestamp?
  private var texts: [String: String] = [:]
  private var isSoft = false
  /// Why a reply is none.
  private var future: Problem?

  /// What is commanded, and what was passed over.
  package typealias Decoded = (order: CommandOrder, warnings: [String])

  /// Reads every field, in the order in which the command gives them, and says all that is wrong at once.
  ///
  /// Of a command that stops messages or tells what became of one, whatever is not understood is passed over with a warning:
  /// nobody is written to on, or again, because a gateway has learned a new field.
  ///
  /// - Parameters:
  ///   - leadID: the lead that it is about; nil if it names only an address or a job.
  ///   - namesAddress: whether an address beside the fields says where messages come back from.
  ///   - mayPassOver: whether nobody is there who could be asked what was meant.
  package static func decode(
    _ document: JSONValue, _ verb: CommandVerb, leadID: LeadID?, namesAddress: Bool = false, now: Timestamp,
    mayPassOver: Bool = true
  ) throws(Refusal) -> Decoded {
    var document = document
    var warnings: [String] = []
    if verb.stops, document.kindName != JSONValue.object([]).kindName {
      warnings.append("The command is \(document.kindName) where an object belongs; it was obeyed without it.")
      document = .object([])
    }
    guard case .object(let members) = document else {
      throw Refusal(
        .invalidJSON,
        "A command is a JSON object such as {} or {\"\(verb.fields[0])\":…}, and this is \(document.kindName).")
    }
    var fields = CommandFields()
    var problems: [Problem] = []
    for member in members {
      do throws(Problem) {
        try fields.take(
          member, verb: verb, leadID: leadID, now: now, mayPassOver: mayPassOver, warnings: &warnings)
      } catch {
        if mayPassOver, verb.countsAnyway, !needed.contains(member.key) || error.code == .unknownField {
          warnings.append(error.message + " It was passed over.")
        } else {
          problems.append(error)
        }
      }
    }
    if verb == .reply, mayPassOver, fields.texts["text"] == nil, let said = ReplyInOtherForm.refusal(in: members) {
      fields.texts["text"] = said.text
      warnings.append("\"\(said.key)\" was read as the reply's text.")
    }
    if let future = fields.future {
      // Whoever asks to be left alone has done so now, whatever the clock of their mail says.
      if mayPassOver, fields.texts["text"].map(OptOutText.isOptOut) ?? false {
        warnings.append(future.message + " It was passed over.")
      } else {
        problems.append(future)
      }
    }
    let given = Set(members.filter { $0.value != .null }.map(\.key))
    if !(verb == .bounce && namesAddress) { problems += missing(verb, given) }
    if let channel = fields.channel, let job = fields.job, job.channel != channel {
      problems.append(
        Problem(
          .invalidField, "\"channel\" is \(channel.rawValue), and the job goes out on \(job.channel.rawValue).",
          field: "channel", value: .string(channel.rawValue), suggestion: job.channel.rawValue))
    }
    guard problems.isEmpty, let order = fields.order(verb) else { throw Refusal(problems) }
    return (order, warnings)
  }

  /// Fields that say which messages are meant: a command that got them wrong would stop others.
  private static let needed: Set<String> = ["job_id", "lead_id"]

  // MARK: Single fields

  private static let longestText = 4096
  private static let bounceKinds = ["hard", "soft"]
  private static let farthest: Int64 = 2 * 366 * 86_400
  private static let clockSlack: Int64 = 86_400

  private mutating func take(
    _ member: JSONMember, verb: CommandVerb, leadID: LeadID?, now: Timestamp, mayPassOver: Bool,
    warnings: inout [String]
  ) throws(Problem) {
    let names = verb.fields + ["lead_id"]
    guard names.contains(member.key) else {
      let isRequestField = RequestFields.names.contains(member.key) && member.key != "channel"
      let nearest = isRequestField ? nil : NearestName.of(member.key, among: names)
      let fields = "the fields are \(names.joined(separator: ", "))."
      let advice =
        isRequestField
        ? "it belongs to a request for a sequence; leave out this field or the command."
        : nearest.map { "did you mean \"\($0)\"?" } ?? fields
      throw Problem(
        .unknownField, "The command \(verb.rawValue) has no field \"\(member.key.prefix(64))\"; \(advice)",
        field: member.key,
        value: member.value, allowed: names, suggestion: nearest)
    }
    // Null says "as if I had not mentioned it".
    if member.value == .null { return }
    switch member.key {
    case "lead_id":
      guard let leadID, LeadID(member.value) != leadID else { return }
      // What is no id names no other lead.
      if verb.stops, LeadID(member.value) == nil {
        return warnings.append(
          "\"lead_id\" is \(member.value.kindName) where an id belongs; the file name says whose it is.")
      }
      if verb.isWish, mayPassOver, let other = LeadID(member.value) {
        return warnings.append(
          "\"lead_id\" says \(other) and the file name \(leadID): \(leadID) was left alone; if \(other) is meant, too, drop "
            + "\(other).\(verb.rawValue).json.")
      }
      throw Problem(
        .invalidField, "\"lead_id\" says another lead than the file name, which names \(leadID).", field: "lead_id",
        value: member.value, suggestion: leadID.text)
    case "channel": channel = try Self.channel(member, lenient: verb.countsAnyway, &warnings)
    case "job_id": job = try Self.job(member, leadID)
    case "send_at":
      let time = try Self.time(member)
      guard time.seconds - now.seconds <= Self.farthest else {
        throw Self.invalid(member, "lies more than two years ahead.")
      }
      sendAt = time
    case "shift_hours":
      guard let hours = member.value.double, hours != 0, abs(hours) * 3600 <= Double(Self.farthest) else {
        throw Self.invalid(member, "should be a number of hours such as 24 or -1.5, at most two years, and not 0.")
      }
      shift = Int64((hours * 3600).rounded())
    case "at":
      var time = try verb.countsAnyway ? Self.looseTime(member, &warnings) : Self.time(member)
      if verb.stops, let text = member.value.string, Double(text) == nil, !text.contains(":") {
        // A day alone: said as late on it as can be, so that it ends what began in its morning.
        time = max(time, min(now, time.adding(seconds: 86_399)))
      }
      // Of two days that may be meant the later: a no must not be older than it is.
      if verb.stops, let other = member.value.string.flatMap(LooseTime.monthFirst), other <= now {
        time = max(time, other)
      }
      guard time.seconds - now.seconds <= Self.clockSlack else {
        // A reply of next week is no reply; who opts out has done so now.
        let problem = Self.invalid(member, "lies in the future.")
        guard verb == .reply else { throw problem }
        future = problem
        return
      }
      at = time
    case "kind":
      guard let kind = member.value.string?.lowercased(), Self.bounceKinds.contains(kind) else {
        throw Problem(
          .invalidField, "\"kind\" should be one of hard, soft; it counts as hard.", field: "kind", value: member.value,
          allowed: Self.bounceKinds)
      }
      isSoft = kind == "soft"
    default: texts[member.key] = try verb.countsAnyway ? Self.looseText(member, &warnings) : Self.text(member)
    }
  }

  private static func invalid(_ member: JSONMember, _ what: String) -> Problem {
    Problem(.invalidField, "\"\(member.key)\" \(what)", field: member.key, value: member.value)
  }

  private static func channel(
    _ member: JSONMember, lenient: Bool, _ warnings: inout [String]
  ) throws(Problem) -> Channel {
    if let channel = member.value.string.flatMap(Channel.init(rawValue:)) { return channel }
    if lenient, let text = member.value.string, let channel = Channel(loosely: text) {
      // "E-Mail" is but another spelling; of text messages nobody here knows anything.
      if fold(text).filter(\.isLetter) != channel.rawValue {
        warnings.append("\"channel\" \"\(text.prefix(64))\" was taken for \(channel.rawValue).")
      }
      return channel
    }
    let names = Channel.allCases.map(\.rawValue)
    throw Problem(
      .invalidField, "\"channel\" should be one of \(names.joined(separator: ", ")), or be left out for every channel.",
      field: "channel", value: member.value, allowed: names,
      suggestion: member.value.string.flatMap { NearestName.of($0, among: names) })
  }

  private static func job(_ member: JSONMember, _ leadID: LeadID?) throws(Problem) -> JobID {
    guard let job = member.value.string.flatMap(JobID.init) else {
      throw invalid(
        member, "should be a job's id such as \"\(leadID?.text ?? "139")-whatsapp-1-20261123T101512.345678Z\".")
    }
    if let leadID, job.request.lead != leadID {
      throw invalid(member, "is a job of lead \(job.request.lead), and the command is about lead \(leadID).")
    }
    return job
  }

  private static func time(_ member: JSONMember) throws(Problem) -> Timestamp {
    if let time = member.value.string.flatMap({ Timestamp(rfc3339: $0) }) { return time }
    throw invalid(member, "should be a time with its offset, such as \"2026-11-23T10:00:00+03:00\".")
  }

  /// Of any length: what is too long for the ledger is cut when it is written there, see ``CommandText``.
  private static func looseText(_ member: JSONMember, _ warnings: inout [String]) throws(Problem) -> String {
    switch member.value {
    case .string(let text):
      if member.key == "text" { return text }
      let kept = CommandText.cut(text)
      if kept.isCut { warnings.append(CommandText.wasCut(member.key)) }
      return kept.text
    case .number(let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    default: throw invalid(member, "should be a text and is \(member.value.kindName).")
    }
  }

  /// In any form that tells an instant; what says no offset is taken as UTC.
  private static func looseTime(_ member: JSONMember, _ warnings: inout [String]) throws(Problem) -> Timestamp {
    if let time = member.value.string.flatMap({ Timestamp(rfc3339: $0) }) { return time }
    guard let time = LooseTime.timestamp(member.value) else {
      throw invalid(member, "should be a time with its offset, such as \"2026-11-23T10:00:00+03:00\".")
    }
    warnings.append("\"\(member.key)\" was understood as \(time.iso8601).")
    return time
  }

  private static func text(_ member: JSONMember) throws(Problem) -> String {
    guard let text = member.value.string else {
      throw invalid(member, "should be a text and is \(member.value.kindName).")
    }
    guard text.utf8.count <= longestText else { throw invalid(member, "may have at most \(longestText) bytes.") }
    guard member.key != "source" || text.contains(where: { !$0.isWhitespace }) else {
      throw invalid(member, "should say where the consent was given.")
    }
    return text
  }

  // MARK: All of them

  /// Fields that the command cannot do without, or that contradict each other.
  private static func missing(_ verb: CommandVerb, _ given: Set<String>) -> [Problem] {
    var needed: [String] = []
    switch verb {
    case .cancel, .reply, .optOut: break
    case .optIn: needed = ["source", "at"]
    case .sent, .failed: needed = ["job_id"]
    case .bounce:
      if !given.contains("job_id") {
        return [
          Problem(
            .missingField, "\"job_id\" is missing: which message came back? A row may give the address instead.",
            field: "job_id")
        ]
      }
    case .delivered, .read:
      if given.isDisjoint(with: ["job_id", "provider_id"]) {
        return [
          Problem(.missingField, "\"job_id\" or \"provider_id\" is missing: which message is it?", field: "job_id")
        ]
      }
    case .reschedule:
      if given.isSuperset(of: ["send_at", "shift_hours"]) {
        return [Problem(.invalidField, "Give \"send_at\" or \"shift_hours\", not both.", field: "shift_hours")]
      }
      if given.isDisjoint(with: ["send_at", "shift_hours"]) {
        return [
          Problem(.missingField, "\"send_at\" or \"shift_hours\" is missing: when should it be?", field: "send_at")
        ]
      }
    }
    return needed.filter { !given.contains($0) }.map {
      Problem(.missingField, "\"\($0)\" is missing; the command \(verb.rawValue) needs it.", field: $0)
    }
  }

  private func order(_ verb: CommandVerb) -> CommandOrder? {
    switch verb {
    case .cancel: return .cancel(channel: channel, job: job, reason: texts["reason"])
    case .reply: return .reply(channel: channel, at: at, text: texts["text"])
    case .optOut: return .optOut(channel: channel, reason: texts["reason"] ?? texts["source"], at: at)
    case .optIn:
      guard let source = texts["source"], let at else { return nil }
      return .optIn(channel: channel, source: source, at: at)
    case .reschedule:
      if let sendAt { return .reschedule(job: job, to: .to(sendAt)) }
      return shift.map { .reschedule(job: job, to: .by(seconds: $0)) }
    case .sent: return report(.sent)
    case .failed: return report(.failed)
    case .bounce: return report(.bounced) ?? .bounce(at: at, error: texts["error"], isSoft: isSoft)
    case .delivered, .read:
      return .receipt(
        .init(isRead: verb == .read, job: job, providerID: texts["provider_id"], at: at))
    }
  }

  private func report(_ outcome: CommandOrder.Report.Outcome) -> CommandOrder? {
    job.map {
      .report(
        .init(
          outcome: outcome, job: $0, at: at, providerID: texts["provider_id"], error: texts["error"], isSoft: isSoft))
    }
  }
}
