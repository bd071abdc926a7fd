internal import Leads
package import Outreach
package import Records
package import Requests
internal import Spool
package import Storage

extension ColumnReport.Row {
  /// The envelope that it would be answered with; nil of a command, which is decided only then.
  var answer: [UInt8]? {
    switch outcome {
    case .sequence(let order): ResponseEnvelope.accepted(order, id: nil, row: request.number)
    case .refused(let refusal):
      ResponseEnvelope.refused(refusal, leadID: request.lead, requestID: nil, ref: request.ref, row: request.number)
    case .command: nil
    }
  }
}

extension ColumnReport {
  /// The sequences that would be planned, by their rows.
  package var sequences: [(row: Int, order: SequenceOrder)] {
    rows.compactMap { row in
      guard case .sequence(let order) = row.outcome else { return nil }
      return (row.request.number, order)
    }
  }

  /// Rows that are refused with the same code.
  package struct RefusedRows: Sendable {
    package var code: RefusalCode
    package var rows: Int
    /// The number of the first one, and what it is told.
    package var first: Int
    package var message: String
  }

  package var accepted: Int { rows.count { if case .refused = $0.outcome { false } else { true } } }

  /// By code, in the order in which they first occur.
  package var refused: [RefusedRows] {
    var refused: [RefusedRows] = []
    for row in rows {
      guard case .refused(let refusal) = row.outcome else { continue }
      if let i = refused.firstIndex(where: { $0.code == refusal.code }) {
        refused[i].rows += 1
      } else {
        refused.append(
          RefusedRows(code: refusal.code, rows: 1, first: row.request.number, message: refusal.message))
      }
    }
    return refused
  }

  /// Rows that ask for messages to somebody of whom they say that none are wanted: that is written down.
  package var stops: Int {
    rows.count { if case .refused(let refusal) = $0.outcome { refusal.stated != nil } else { false } }
  }

  /// Why the whole file would be refused, as far as these rows tell. Not where one of them has something to be written down.
  ///
  /// - Parameter knowsLeads: false if there is no lead book in which a lead could be missing.
  package func wholeRefusal(of name: FileName, knowsLeads: Bool) -> Refusal? {
    if let refusal { return refusal }
    guard isComplete, accepted == 0, stops == 0 else { return nil }
    guard let most = refused.max(by: { $0.rows < $1.rows }) else {
      return mayHaveNoRows ? nil : .noRows(name, BulkName(name))
    }
    if !knowsLeads, refused.contains(where: { $0.code == .leadNotFound }) { return nil }
    if rows.count == 1 {
      return Refusal(most.code, "The only row would not be accepted, for \(most.code.rawValue): \(most.message)")
    }
    return Refusal(
      most.code,
      "None of the \(rows.count) rows would be accepted, \(most.rows) of them for \(most.code.rawValue), the first in row "
        + "\(most.first): \(most.message)")
  }

  /// What no column says and a lead book would have to, in sentences.
  package var missing: [String] {
    guard !columns.isEmpty, !hasCommands else { return [] }
    let facts = columns.compactMap { $0.meaning.kindAndField }.filter { $0.kind == "fact" }.map(\.field)
    let holdsFacts = columns.contains { $0.meaning == .request("lead") }
    let advice = "it has to come from a lead book."
    let needed: [(LeadField, String)] = [
      (.phone, "WhatsApp needs a phone, and no column has one"),
      (.email, "e-mail needs an address, and no column has one"),
      (.company, "messages name the company, and no column does"),
    ]
    let isReached = { (field: LeadField) in
      facts.contains(field.rawValue) || field == .phone && facts.contains(LeadField.whatsapp.rawValue)
    }
    return needed.filter { !holdsFacts && !isReached($0.0) }.map { "\($0.1); \(advice)" }
  }

  /// Headings that sound like consent and are not understood, in sentences.
  package var doubts: [String] {
    columns.filter { column in
      guard case .custom = column.meaning, column.commandField == nil else { return false }
      return column.mayBeConsent || ConsentHeading(column.header) == .doubtful
    }.map { LeadColumns.doubt(aboutConsent: $0.header) }
      + columns.filter(\.isUnsure).map { LeadColumns.doubt(aboutWordsIn: $0.header) }
  }
}

extension Lead {
  /// The facts that are known, as texts, in the order of ``LeadField``.
  package var knownFacts: [(field: LeadField, text: String)] {
    let facts: [(LeadField, String?)] = [
      (.company, company), (.contactName, contactName), (.salutation, salutation), (.sector, sector), (.city, city),
      (.country, country), (.phone, phone?.e164), (.whatsapp, whatsapp?.text), (.email, email?.text),
      (.website, website),
      (.employees, employees.map(String.init)), (.rating, rating.map(\.description)),
      (.revenue, revenue.map(\.description)), (.source, source), (.stage, stage),
      (.lastActivity, lastActivity?.iso8601), (.notes, notes), (.timeZone, timeZone), (.owner, owner),
      (.consentStatus, consentStatus), (.consentAt, consentAt?.iso8601), (.consentSource, consentSource),
      (.recipientType, recipientType),
    ]
    return facts.compactMap { field, text in text.map { (field, $0) } }
  }
}
