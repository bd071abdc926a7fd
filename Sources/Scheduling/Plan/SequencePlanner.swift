package import Formats
package import Leads
package import Outreach
package import Records
package import Requests

/// From a request's document to an order: everything that can be decided without knowing what else was asked for.
///
/// Pure: the same document, facts and batch always make the same order. This is the thinking half of
/// `enqueueSequenceForLead` of the system this one grew from; ``Admission`` is the other.
package struct SequencePlanner: Sendable {
  package let configuration: Configuration
  package let generator: any SequenceGenerator
  /// The first so many of `send_after_hours`, one list for each length.
  private let hoursBySteps: [[Int]]
  let memos = DraftingMemos()
  /// What the roster's keys are made with that the orders are put before.
  package var rosterSeed = Roster.Seed.random()

  package init(configuration: Configuration, generator: any SequenceGenerator) {
    self.configuration = configuration
    self.generator = generator
    let hours = configuration.sendAfterHours
    hoursBySteps = (0...hours.count).map { Array(hours.prefix($0)) }
  }

  /// What is wrong with a request's own fields, whomever it is about.
  package func problems(of document: JSONValue) -> [Problem] {
    guard let anybody = LeadID("0") else { return [] }
    var problems: [Problem] = []
    _ = RequestFields.decode(
      document, leadID: anybody, defaults: configuration.defaults, vocabulary: generator.vocabulary,
      followUpsPlanned: configuration.sendAfterHours.count - 1, &problems)
    return problems
  }

  /// Nobody means a first message in three years; a slip in the year should not wait for ever.
  private static let farthestStart: Int64 = 2 * 366 * 86_400

  /// - Parameters:
  ///   - books: what the lead books know of the batch's leads.
  ///   - now: the batch's clock.
  ///   - round: how often the lead was written to with this objective before.
  package func plan(
    _ document: JSONValue, leadID: LeadID, ref: String?, books: LeadBook.Lookup, now: Timestamp, round: Int = 0
  ) throws(Refusal) -> SequenceOrder {
    try withMemo { (memo) throws(Refusal) in
      try plan(document, leadID: leadID, ref: ref, facts: nil, books: books, now: now, round: round, memo: &memo)
    }
  }

  /// The same for a worker that plans one after the other.
  ///
  /// - Parameters:
  ///   - own: what a row says about the lead beside its document; the document counts first, the books last.
  ///   - explains: whether the score's parts will be told.
  ///   - known: what a person should know already.
  package func plan(
    _ document: JSONValue, leadID: LeadID, ref: String?, facts own: LeadFacts?, books: LeadBook.Lookup, now: Timestamp,
    round: Int = 0, explains: Bool = false, warnings known: [String] = [], memo: inout DraftingMemo
  ) throws(Refusal) -> SequenceOrder {
    var problems: [Problem] = []
    let fields = RequestFields.decode(
      document, leadID: leadID, defaults: configuration.defaults, vocabulary: memo.vocabulary,
      followUpsPlanned: configuration.sendAfterHours.count - 1, &problems)
    let sources = [fields.lead, own, books.facts[leadID]]
    let stated = Self.stated(leadID, sources)
    if let start = fields.startAt, start.seconds - now.seconds > Self.farthestStart {
      problems.append(
        Problem(
          .invalidField, "\"start_at\" lies more than two years ahead.", field: "start_at",
          value: .string(start.iso8601)))
    }
    guard let facts = Self.merge(Self.merge(fields.lead, own), books.facts[leadID]) else {
      let reason = books.unreadable[leadID] ?? "Lead \(leadID) is in no lead book."
      problems.append(
        Problem(.leadNotFound, reason + " Add it there, or say who it is under \"lead\" in the request."))
      throw Refusal(problems, stated)
    }
    var doubts: [LeadProblem] = []
    // A lead is dozens of references: it is handed on in the request and never copied.
    var request = SequenceRequest(
      lead: LeadDecoder.read(leadID, facts: facts, problems: &doubts), channel: .whatsapp, tone: fields.tone,
      language: fields.language,
      objective: fields.objective,
      maxFollowUps: fields.maxFollowUps, round: round)
    var score = score(request.lead, fields: fields, now: now, explains: explains, suffixes: memo.suffixes)
    var (targets, warnings): ([Target], [String]) = ([], [])
    // Of a channel that was not understood nothing can be said.
    if !problems.contains(where: { $0.field == "channel" }) {
      (targets, warnings) = reach(
        fields.channel, lead: request.lead, doubtful: doubts, stated: stated, hasBounced: Self.hasBounced(sources),
        score: score, problems: &problems)
    }
    let zone = zone(of: request.lead, &problems)
    guard problems.isEmpty, let zone else { throw Refusal(problems, stated) }

    request.maxFollowUps = fittingFollowUps(fields.maxFollowUps, score)
    let hours = hoursBySteps[min(request.maxFollowUps + 1, hoursBySteps.count - 1)]
    // Whole seconds, cut off: jobs are due by the second, and the one of the claim has begun.
    let second = Timestamp(seconds: now.seconds)
    let start = max(fields.startAt ?? second, second)
    var notes = known + (books.warnings[leadID] ?? []) + warnings + Self.unclearConsent(sources)
    if let doubt = configuration.sender.offerDoubt(in: fields.language) { notes.append(doubt) }
    request.objective = fittingObjective(fields.objective, score)
    notes += self.warnings(
      about: request.lead, score, fields: fields, objective: request.objective, maxFollowUps: request.maxFollowUps,
      now: now)
    if let doubt = configuration.sender.benefitDoubt(in: fields.language, tone: fields.tone) { notes.append(doubt) }
    if let asked = fields.startAt, asked < now {
      notes.append("start_at \(asked.iso8601) is in the past; the sequence starts now.")
    }
    var parts: [SequenceOrder.Part] = []
    parts.reserveCapacity(targets.count)
    for target in targets {
      request.channel = target.channel
      let sequence: OutreachSequence
      do throws(GenerationFailure) {
        sequence = try memo.writer.sequence(for: request, score: score)
      } catch {
        throw Refusal([Problem(.generationFailed, error.message, field: error.field)], stated)
      }
      if let whyNow = sequence.authorship?.whyNow { score.whyNow = whyNow }
      let holders: [Roster.Holder] = [.lead(leadID), .address(target.to)]
      parts.append(
        SequenceOrder.Part(
          channel: target.channel, to: target.to, sequence: sequence,
          sendTimes: memo.sendTimes.times(
            in: configuration.windows, on: target.channel, start: start, hours: hours, zone: zone),
          places: holders.map { Roster.ContactSlot($0, on: target.channel, objective: fields.objective, rosterSeed) }))
    }
    let last = parts.lazy.compactMap { part in part.sendAt.last.map { (part.channel, $0) } }.max { $0.1 < $1.1 }
    if let (channel, due) = last, let doubt = configuration.windows[channel].holidays.doubt(about: due.day) {
      notes.append(doubt)
    }
    return SequenceOrder(
      leadID: leadID, ref: ref, tone: fields.tone, language: fields.language, objective: fields.objective,
      onActive: fields.onActive, onContacted: fields.onContacted, score: score, parts: parts, sendAfterHours: hours,
      timeZone: zone.identifier, warnings: notes, alsoAt: Self.alsoAt(request.lead, facts, besides: targets),
      stated: stated)
  }

  private func score(
    _ lead: borrowing Lead, fields: RequestFields, now: Timestamp, explains: Bool, suffixes: SuffixMemo
  ) -> LeadScore {
    let channel: Channel
    switch fields.channel {
    case .channels(let channels): channel = channels.first ?? .whatsapp
    case .auto:
      channel = configuration.scoring.idealEntryChannel(for: lead, objective: fields.objective, otherwise: .whatsapp)
    }
    return configuration.scoring.score(
      lead, channel: channel, objective: fields.objective, language: fields.language, asOf: now, explains: explains,
      suffixes)
  }

  /// Nil if neither source knows anything.
  private static func merge(_ nearer: LeadFacts?, _ farther: LeadFacts?) -> LeadFacts? {
    guard let nearer else { return farther }
    guard let farther else { return nearer }
    return nearer.merged(over: farther)
  }

  private func zone(of lead: borrowing Lead, _ problems: inout [Problem]) -> Zone? {
    do throws(UnknownZone) {
      return try Zone.of(lead, else: configuration.windows.standard.timeZone)
    } catch {
      problems.append(
        Problem(.invalidField, error.description + ".", field: "lead.time_zone", value: .string(error.name)))
      return nil
    }
  }
}
