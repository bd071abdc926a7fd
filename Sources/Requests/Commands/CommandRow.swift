package import Formats
package import Leads
package import Outreach

/// A row that commands something rather than asks for a sequence: what, whom it is about, and the command's own fields.
package struct CommandRow: Sendable {
  /// Nil if there is a problem with it.
  package private(set) var verb: CommandVerb?
  package private(set) var addressee = Addressee()
  package private(set) var ref: String?
  /// What is wrong with the row, as far as it can be told without a clock.
  package private(set) var problems: [Problem] = []
  /// What was passed over.
  package private(set) var warnings: [String] = []
  private var fields: [JSONMember] = []

  /// What is commanded.
  ///
  /// - Parameter now: the batch's clock.
  /// - Throws: everything that is wrong with the row.
  package func order(now: Timestamp) throws(Refusal) -> CommandOrder { try decoded(now: now).order }

  /// The same with what was passed over.
  package func decoded(now: Timestamp, mayPassOver: Bool = true) throws(Refusal) -> CommandFields.Decoded {
    guard let verb else { throw Refusal(problems) }
    let decoded: CommandFields.Decoded
    do throws(Refusal) {
      decoded = try CommandFields.decode(
        .object(fields), verb, leadID: addressee.lead, namesAddress: !addressee.addresses.isEmpty, now: now,
        mayPassOver: mayPassOver)
    } catch {
      throw Refusal(problems + error.problems)
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    if addressee.isNobody, decoded.order.job == nil, !verb.notesReceipt { throw Refusal([Self.nobody(verb)]) }
    return (decoded.order, warnings + decoded.warnings)
  }

  // MARK: From NDJSON

  /// Nil if the row asks for a sequence.
  ///
  /// - Parameter verb: what a row commands that does not say; nil: nothing.
  package init?(_ members: [JSONMember], mapping: ColumnMapping, verb: CommandVerb? = nil) {
    guard take(verbOf: members.first { mapping.column(for: $0.key) == .request("command") }?.value, else: verb) else {
      return nil
    }
    let hasLeadID = members.contains { $0.key == "lead_id" }
    for member in members where self.verb?.fields.contains(member.key) ?? false { fields.append(member) }
    for member in members where !(self.verb?.fields.contains(member.key) ?? false) {
      switch mapping.column(for: member.key) {
      case .leadID where member.key == "lead_id": take(leadID: member.value)
      case .leadID where !hasLeadID && addressee.lead == nil:
        take(leadID: member.value.string.map { .string(ForeignID.leadID($0)) } ?? member.value)
      case .request("ref"): take(ref: member.value)
      case .request("command"), .leadID, .optOut, .consent, .ignored, .unnamed, .firstName, .lastName: break
      case .fact(.phone), .fact(.email), .fact(.whatsapp), .mobile: take(to: member, mustBeRead: false)
      case .custom where member.key == "to": take(to: member, mustBeRead: true)
      case .custom where CommandColumns.isRecipient(member.key) || self.verb == .reply && member.key == "from":
        take(to: member, mustBeRead: false)
      // Who the lead is does not change what is commanded.
      case .fact, .addressState: break
      case .request, .custom: fields.append(member)
      }
    }
    finish()
  }

  /// What a member is to the command: "to", or the name of its field; nil if it is nothing of its own.
  package func field(of key: String, _ meaning: LeadColumn) -> String? {
    if verb?.fields.contains(key) ?? false { return key }
    switch meaning {
    case .fact(.phone), .fact(.email), .fact(.whatsapp), .mobile: return "to"
    case .custom where key == "to": return "to"
    default: return nil
    }
  }

  // MARK: From a table

  /// Nil if the row asks for a sequence.
  package init?(_ reader: borrowing CSVReader, _ columns: CommandColumns) {
    func text(_ index: Int?) -> String? {
      index.flatMap { reader.value($0) }
    }
    let isOptedOut = columns.optOuts.filter { column in text(column.index).map(column.refuses) ?? false }
    let said = text(columns.command).map(JSONValue.string)
    let standard = columns.onlyOptedOut && !isOptedOut.isEmpty ? CommandVerb.optOut : columns.verb
    guard take(verbOf: said, else: standard) else { return nil }
    if let lead = text(columns.lead) { take(leadID: .string(columns.isOwnID ? lead : ForeignID.leadID(lead))) }
    if let ref = text(columns.ref) { take(ref: .string(ref)) }
    for (name, index) in columns.fields where verb?.fields.contains(name) ?? false {
      if let cell = text(index) {
        fields.append(JSONMember(key: name, value: RequestColumns.value(of: name, cell)))
      }
    }
    for (name, index) in columns.requestFields {
      if let cell = text(index) { fields.append(JSONMember(key: name, value: .string(cell))) }
    }
    for column in columns.to {
      guard var cell = text(column.index) else { continue }
      // What Excel has written without quotes: "0532 111 39 01, 0533 111 39 02", and "9,05321E+11".
      if columns.isOneColumn, reader.fieldCount > 1 {
        cell = (0..<reader.fieldCount).map { reader.string($0) }.joined(separator: ",")
      }
      take(to: JSONMember(key: column.header, value: .string(cell)), mustBeRead: column.isRequired)
    }
    // An "Email Opt Out" says nothing about the phone beside it.
    if columns.onlyOptedOut, !isOptedOut.contains(where: { $0.channel == nil }) {
      let channels = isOptedOut.compactMap(\.channel)
      addressee.addresses.removeAll { !channels.contains($0.channel) }
    }
    finish()
  }

  // MARK: Members

  /// False if nothing is commanded.
  private mutating func take(verbOf value: JSONValue?, else standard: CommandVerb?) -> Bool {
    guard let value, value != .null else {
      verb = standard
      return standard != nil
    }
    if value.string == RequestName.enqueueCommand { return false }
    verb = value.string.flatMap(CommandVerb.init(written:))
    // Whoever stands in a list of opt-outs is meant by it, whatever else the cell says: `OPT_OUT`, "çıkar".
    if verb == nil, standard == .optOut { verb = standard }
    if verb == nil { problems.append(CommandVerb.unknown(value)) }
    return true
  }

  private mutating func take(leadID value: JSONValue) {
    if value == .null || value.string.map({ NothingWords.isOne($0) }) ?? false { return }
    addressee.lead = LeadID(value)
    // Whoever wants to be left alone is known by the address, too.
    if addressee.lead == nil { unreadable(RequestRow.invalid("lead_id", value), verb.map { !$0.stops } ?? true) }
  }

  private mutating func take(ref value: JSONValue) {
    if value == .null { return }
    ref = LeadID(value)?.text
    if ref == nil { problems.append(RequestRow.invalid("ref", value)) }
  }

  /// - Parameter mustBeRead: a bad address refuses the row; else only if nobody is left whom it could be about.
  private mutating func take(to member: JSONMember, mustBeRead: Bool) {
    let values: [JSONValue] = if case .array(let values) = member.value { values } else { [member.value] }
    for value in values where value != .null {
      guard let text = value.textOrNumber else {
        unreadable(
          member, message: "\"\(member.key)\" should be a phone number or an e-mail address and is \(value.kindName).",
          isProblem: true)
        continue
      }
      if NothingWords.isOne(text) { continue }
      do throws(ContactAddress.Unreadable) {
        for address in try ContactAddress.all(in: text) where !addressee.addresses.contains(address) {
          addressee.addresses.append(address)
        }
      } catch {
        let meant = verb?.isWish ?? false ? LooseAddress.all(in: text) : []
        guard !meant.isEmpty else {
          unreadable(member, message: error.message, isProblem: mustBeRead)
          continue
        }
        for address in meant where !addressee.addresses.contains(address) { addressee.addresses.append(address) }
        notes.append("\(member.key): \"\(text.prefix(80))\" was read as \(meant.map(\.text).joined(separator: ", ")).")
      }
    }
  }

  private mutating func unreadable(_ member: JSONMember, message: String, isProblem: Bool) {
    unreadable(Problem(.invalidField, message, field: member.key, value: member.value), isProblem)
  }

  private mutating func unreadable(_ problem: Problem, _ isProblem: Bool) {
    doubts.append(problem)
    // Whoever wants to be left alone is left alone at all that can be read of them.
    if isProblem, !(verb?.isWish ?? false) { problems.append(problem) }
  }

  /// Who could not be read.
  private var doubts: [Problem] = []
  /// What was made of those who could hardly be.
  private var notes: [String] = []

  private mutating func finish() {
    guard problems.isEmpty, let verb else { return }
    if addressee.isNobody, !doubts.isEmpty {
      problems = doubts
    } else {
      warnings = notes + doubts.map { "\($0.field ?? "to"): \($0.message)" }
    }
    takeChannel()
    // Every row of a table that reports jobs may lack both.
    let namesJob = fields.contains { $0.key == "job_id" && $0.value != .null }
    if problems.isEmpty, addressee.isNobody, !namesJob, !verb.reportsJob { problems.append(Self.nobody(verb)) }
  }

  /// A command on one channel is about the addresses there.
  private mutating func takeChannel() {
    guard let value = fields.first(where: { $0.key == "channel" })?.value,
      let channel = value.string.flatMap({ Channel(rawValue: $0) ?? Channel(loosely: $0) }),
      !addressee.addresses.isEmpty
    else { return }
    let there = addressee.addresses.filter { $0.channel == channel }
    if there.isEmpty, addressee.lead == nil, let address = addressee.addresses.first {
      problems.append(
        Problem(
          .invalidField,
          "\"channel\" is \(channel.rawValue), and \(address.text) is reached by \(address.channel.rawValue); "
            + "leave out the channel or give the other address.",
          field: "channel", value: value, suggestion: address.channel.rawValue))
    }
    if there.isEmpty, addressee.lead != nil {
      warnings.append(
        "Nothing at the row's addresses is sent by \(channel.rawValue), so the command is about the lead only.")
    }
    addressee.addresses = there
  }

  private static func nobody(_ verb: CommandVerb) -> Problem {
    Problem(
      .missingField,
      "The row does not say whom the command \(verb.rawValue) is about: give \"lead_id\", or \"to\" with a phone number or "
        + "e-mail address.",
      field: "lead_id")
  }
}

extension CommandOrder {
  /// Whether it asks to be left alone, and says of no moment that it was then.
  ///
  /// A word without a time is said when it is read: after an opt-in it is one more, whatever reference it bears.
  package var isUndatedStop: Bool {
    switch self {
    case .optOut(_, _, let at): at == nil
    case .reply(_, let at, let text): at == nil && text.map(OptOutText.isOptOut) ?? false
    default: false
    }
  }

  /// The job that it is about, if it names one.
  package var job: JobID? {
    switch self {
    case .cancel(_, let job, _), .reschedule(let job, _): job
    case .report(let report): report.job
    case .receipt(let receipt): receipt.job
    case .reply, .optOut, .optIn, .bounce: nil
    }
  }
}
