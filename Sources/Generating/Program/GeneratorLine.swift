package import Formats
internal import Leads
package import Outreach

/// What a program that writes is told, as a line of JSON.
package enum GeneratorLine {
  /// - Parameters:
  ///   - id: what the answer bears, too.
  ///   - refused: why an earlier answer to the same was not taken.
  package static func bytes(_ task: WritingTask, id: String, refused: String? = nil) -> [UInt8] {
    var out = JSONWriter(capacity: 4096)
    out.raw(#"{"id":"#)
    out.string(id)
    out.raw(#","lead":"#)
    lead(task.request.lead, to: &out)
    out.raw(#","request":"#)
    request(task.request, to: &out, writes: task.isParametersOnly ? "why_now" : "sequence")
    out.raw(#","ai_context":{"ai_score_band":"#)
    out.string(task.score.band.rawValue)
    out.raw(#","priority_score":"#)
    out.int(task.score.priority)
    out.raw(#","why_now":"#)
    out.string(task.score.whyNow)
    out.raw(#","risk_level":"#)
    out.string(task.score.risk.rawValue)
    out.raw(#","ideal_entry_channel":"#)
    out.string(task.score.idealEntryChannel.rawValue)
    out.raw(#"},"sender":"#)
    sender(task.sender, task.request.language, to: &out)
    out.raw(#","draft":["#)
    for (index, step) in task.draft.steps.enumerated() {
      if index > 0 { out.raw(",") }
      out.raw(#"{"step":"#)
      out.int(index + 1)
      out.raw(#","type":"#)
      out.string(step.kind.rawValue)
      if let subject = step.subject {
        out.raw(#","subject":"#)
        out.string(subject)
      }
      out.raw(#","message":"#)
      out.string(step.message)
      out.raw("}")
    }
    out.raw(#"],"recent":["#)
    for (index, text) in task.recent.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(text)
    }
    out.raw("]")
    if let refused {
      out.raw(#","refused":"#)
      out.string(refused)
    }
    out.raw("}\n")
    return out.bytes
  }

  static func request(_ request: borrowing SequenceRequest, to out: inout JSONWriter, writes: String? = nil) {
    out.raw(#"{"lead_id":"#)
    out.leadID(request.lead.id)
    out.raw(#","channel":"#)
    out.raw(request.channel.traits.inJSON)
    out.raw(#","tone":"#)
    out.string(request.tone)
    out.raw(#","language":"#)
    out.string(request.language.rawValue)
    out.raw(#","objective":"#)
    out.string(request.objective)
    out.raw(#","max_followups":"#)
    out.int(request.maxFollowUps)
    out.raw(#","round":"#)
    out.int(request.round)
    if let writes {
      out.raw(#","writes":"#)
      out.string(writes)
    }
    out.raw("}")
  }

  /// Only what is known.
  static func lead(_ lead: borrowing Lead, to out: inout JSONWriter) {
    out.raw(#"{"lead_id":"#)
    out.leadID(lead.id)
    func text(_ key: StaticString, _ value: String?, to out: inout JSONWriter) {
      guard let value else { return }
      out.raw(key)
      out.string(value)
    }
    text(#","company":"#, lead.company, to: &out)
    text(#","contact_name":"#, lead.contactName, to: &out)
    text(#","salutation":"#, lead.salutation, to: &out)
    text(#","gender":"#, lead.gender, to: &out)
    text(#","sector":"#, lead.sector, to: &out)
    text(#","city":"#, lead.city, to: &out)
    text(#","country":"#, lead.country, to: &out)
    text(#","website":"#, lead.website, to: &out)
    if let employees = lead.employees {
      out.raw(#","employees":"#)
      out.int(employees)
    }
    if let rating = lead.rating {
      out.raw(#","rating":"#)
      out.double(rating)
    }
    if let revenue = lead.revenue {
      out.raw(#","revenue":"#)
      out.double(revenue)
    }
    text(#","source":"#, lead.source, to: &out)
    text(#","stage":"#, lead.stage, to: &out)
    if let activity = lead.lastActivity {
      out.raw(#","last_activity":""#)
      out.escaped(activity)
      out.raw(#"""#)
    }
    text(#","notes":"#, lead.notes, to: &out)
    text(#","owner":"#, lead.owner, to: &out)
    text(#","recipient_type":"#, lead.recipientType, to: &out)
    if !lead.custom.isEmpty {
      out.raw(#","custom":{"#)
      for (index, fact) in lead.custom.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { out.raw(",") }
        out.string(fact.key)
        out.raw(":")
        out.string(fact.value)
      }
      out.raw("}")
    }
    out.raw("}")
  }

  package static func sender(_ sender: Sender, _ language: Language?, to out: inout JSONWriter) {
    out.raw(#"{"name":"#)
    out.string(sender.name)
    out.raw(#","company":"#)
    out.string(sender.company)
    out.raw(#","phone":"#)
    out.string(sender.phone)
    out.raw(#","email":"#)
    out.string(sender.email)
    out.raw(#","offer":"#)
    out.string(language.flatMap { sender.offer?[$0] } ?? sender.offer?.common)
    out.raw(#","offer_kind":"#)
    out.string(sender.offerKind?.rawValue)
    out.raw(#","benefit":"#)
    out.string(language.flatMap { sender.benefit?[$0] } ?? sender.benefit?.common)
    out.raw(#","trade_name":"#)
    out.string(sender.tradeName)
    out.raw(#","mersis":"#)
    out.string(sender.mersis)
    out.raw(#","unsubscribe_url":"#)
    out.string(sender.unsubscribeURL)
    out.raw("}")
  }
}
