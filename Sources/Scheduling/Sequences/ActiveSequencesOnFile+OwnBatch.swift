package import Leads
package import Outreach
internal import Records
package import Requests
package import Storage

/// Whether something is about what this batch itself has planned, whose jobs are in no calendar yet.
extension ActiveSequencesOnFile {
  /// Whether a command is about a lead or an address to which something was planned, or from which something was taken,
  /// in this batch.
  ///
  /// - Parameters:
  ///   - books: what the lead books know of the batch's leads: an opt-out reaches their addresses, too.
  ///   - correspondents: the leads that the lead books have at the row's addresses.
  package func concernsOwnBatch(
    _ command: CommandRow, books: LeadBook.Lookup, correspondents: [String: [LeadID]] = [:]
  ) throws(FileError) -> Bool {
    let addressee = command.addressee
    if let lead = addressee.lead, command.verb?.concernsAddresses ?? false {
      let known = KnownAddresses.of(lead, in: books)
      for channel in Channel.allCases {
        var written: String?
        if let last = roster.last(.lead(lead), on: channel) {
          written = try planned.sequence(last, held: .lead(lead), on: channel)?.to
        }
        let given = try also(givenBy: lead, on: channel)
        for case let text? in [known[channel], written] + given where isOwn(.address(text), on: channel) { return true }
      }
    }
    var leads = [addressee.lead].compactMap(\.self)
    if let order = try? command.order(now: now), let job = order.job {
      leads.append(job.request.lead)
      // A bounce reaches whoever is written to at the job's address.
      if case .report(let report) = order, report.outcome == .bounced, job.request.batch < batch,
        let address = try planned.job(job)?.to, isOwn(.address(address), on: job.channel)
      {
        return true
      }
    }
    for address in addressee.addresses {
      if isOwn(.address(address.text), on: address.channel) { return true }
      if roster.correspondent(at: address.text, on: address.channel)?.batch == batch { return true }
      if let lead = try correspondent(at: address) { leads.append(lead) }
      leads += correspondents[address.text] ?? []
    }
    return leads.contains { lead in Channel.allCases.contains { isOwn(.lead(lead), on: $0) } }
  }

  /// The same of a refusal that a row states.
  package func concernsOwnBatch(_ refusal: StatedRefusal) -> Bool {
    refusal.channels.contains { channel in
      if let lead = refusal.lead, isOwn(.lead(lead), on: channel) { return true }
      return refusal.addresses.contains { $0.channel == channel && isOwn(.address($0.text), on: channel) }
    }
  }

  private func isOwn(_ holder: Roster.Holder, on channel: Channel) -> Bool {
    roster.last(holder, on: channel)?.batch == batch
  }
}
