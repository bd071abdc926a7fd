package import Formats
package import Outreach

/// What a column of an export is.
package enum LeadColumn: Hashable, Sendable {
  case leadID
  case fact(LeadField)
  /// A phone that is called a mobile: it comes before the row's other phones, because only Turkish numbers show which
  /// of them is one.
  case mobile
  /// Joined with a last name to a contact name.
  case firstName, lastName
  /// Anything but "no" means that the lead wants no message here; nil: on any channel.
  case optOut(Channel?)
  /// Says whether the lead consented, see ``ConsentStatement``; nil: to every channel.
  case consent(Channel?)
  /// A field of the request (`tone`), by its name.
  case request(String)
  /// What an earlier answer added: `error_code`, `error_message`.
  case ignored
  /// The user's own, by its header.
  case custom(String)
  /// The user's own, which tells whether an address is good: "Telefon Durumu".
  case addressState(LeadField, String)
  /// Has no heading: what stands there is not kept, but a no is heard.
  case unnamed
}

/// Which column is what, from a file's header.
package struct LeadColumns: Sendable {
  /// As the file spells them.
  package let headers: [String]
  package let columns: [LeadColumn]
  /// The fact of each column that is just that, nil for any other.
  private let plainFacts: [LeadField?]
  /// In which order the columns are read; empty: as they stand.
  private let order: [Int]
  /// Where it stands of what kind the address in a column is.
  private let kinds: [Int: Int]
  /// Whether the ids are ours: a CRM's may have to be respelled, see ``ForeignID``.
  package let isOwnID: Bool
  /// The column that names the lead.
  package let leadID: Int?
  /// The fields of a request that the file has, in their order.
  package let requestFields: [(name: String, column: Int)]
  /// What leads are called after that have no id of their own; nil: such rows are refused.
  package let leadIDSource: LeadIDSource?
  /// Where a row says that itself.
  package let leadIDSourceColumn: Int?
  /// The values that fields of a request have, as far as they are known.
  package let values: [String: [String]]
  /// How many rows below the header are looked at for what a column holds.
  package static let rowsSampled = 50
  /// Columns in which nothing stands but words of consent.
  private let ofConsent: Set<Int>
  /// Headings of columns about consent with words that are not understood.
  package let unsureConsent: [String]
  /// Headings of columns that are called by a channel and may say what is wanted there.
  package let channelDoubts: [String]
  /// What was made of columns that could be taken for something else, each a sentence.
  package let notes: [String]

  /// - Parameters:
  ///   - sample: rows of the file: a CRM's own "Language" or "Channel", in which none of our values stands, is told by them,
  ///     and what a doubtful heading means.
  ///   - areCommands: whether the rows say what is to be done with leads that are known by other tables.
  package init(
    headers: [String], mapping: ColumnMapping = .standard, sample: [[String]] = [], areCommands: Bool = false
  ) {
    self.headers = headers
    var columns = headers.map { mapping.column(for: $0) }
    let doubtful = DoubtfulHeadings(headers, sample: sample)
    doubtful.settle(&columns)
    leadIDSource = mapping.reading.leadIDSource
    leadIDSourceColumn = headers.firstIndex { HeaderFolding.fold($0) == ExportReading.idSourceHeading }
    // Whoever says what leads are called after means no number of a row.
    let onlyID = !areCommands && leadIDSource == nil && leadIDSourceColumn == nil ? doubtful.onlyID(columns) : nil
    if let onlyID { columns[onlyID] = .leadID }
    let foreign = ForeignColumns(headers, meanings: columns, sample: sample, values: mapping.reading.values)
    let others = SecondPerson.columns(headers, meanings: columns)
    for index in foreign.columns + others { columns[index] = .custom(headers[index]) }
    AddressOrder.settle(headers, &columns)
    order = AddressOrder.order(headers, columns)
    let kinds = AddressStates.kinds(headers, columns)
    self.kinds = kinds
    for (index, channel) in ChannelConsentColumns.find(headers, sample: sample) where !mapping.declares(headers[index])
    {
      columns[index] = .consent(channel)
    }
    ofConsent = Set(
      headers.indices.filter { index in
        Self.areOfConsent(sample.compactMap { $0.indices.contains(index) ? $0[index] : nil })
      })
    unsureConsent = zip(headers, columns).filter { mapping.isUnsure($1, of: $0) }.map(\.0)
    let named = headers.indices.filter {
      columns[$0] == .custom(headers[$0]) && AddressHeading.isSecondPersons(headers[$0])
    }
    notes =
      (onlyID.map { [DoubtfulHeadings.note(ofID: headers[$0])] } ?? []) + foreign.notes
      + (others + named).map { SecondPerson.note(headers[$0]) }
      + MonthFirstDates.notes(headers, meanings: columns, sample: sample)
    channelDoubts = ChannelConsentColumns.doubtful(headers, columns, sample: sample).filter { !mapping.declares($0) }
    values = mapping.reading.values
    // One column names the lead: ours if it is there, else the first; "Record ID" beside "lead_id" is the user's own.
    let ids = columns.indices.filter { columns[$0] == .leadID }
    let chosen = ids.first { headers[$0] == "lead_id" } ?? ids.first
    for i in ids where i != chosen { columns[i] = .custom(headers[i]) }
    self.columns = columns
    isOwnID = chosen.map { headers[$0] == "lead_id" } ?? false
    // What a cell about consent says is read another way.
    plainFacts = columns.enumerated().map { index, column in
      if case .fact(let field) = column, field != .consentStatus, kinds[index] == nil { field } else { nil }
    }
    leadID = chosen
    requestFields = ColumnMapping.requestFields.compactMap { name in
      columns.firstIndex(of: .request(name)).map { (name, $0) }
    }
  }

  /// The headers that nobody knows, in the file's order; their values become ``LeadFacts/custom``.
  package var unknown: [String] {
    columns.compactMap { column in
      switch column {
      case .custom(let name), .addressState(_, let name): name
      default: nil
      }
    }
  }

  /// Whether a column has nothing in it but ONAY, RET and their like, as far as its first rows tell.
  package func isOfConsent(_ index: Int) -> Bool { ofConsent.contains(index) }

  private static func areOfConsent(_ cells: [String]) -> Bool {
    let words = cells.filter { !$0.isEmpty }.map { fold($0) }
    return !words.isEmpty
      && words.allSatisfy { ["onay", "onayli", "ret", "red", "optin", "opt-in", "optout", "opt-out"].contains($0) }
  }

  /// Where a field of the request is, if the file has it.
  package func request(_ name: String) -> Int? { requestFields.first { $0.name == name }?.column }

  /// What the lead of the reader's current row is called after if it has no id.
  package func leadIDSource(of reader: borrowing CSVReader) -> LeadIDSource? {
    leadIDSourceColumn.flatMap { LeadIDSource(rawValue: reader.string($0)) } ?? leadIDSource
  }

  /// Whether a column has a phone or an e-mail address.
  package func have(_ field: LeadField) -> Bool {
    columns.contains(.fact(field)) || field == .phone && columns.contains(.mobile)
  }

  /// Whether every row can say which lead it is about.
  package var nameLeads: Bool { leadID != nil || leadIDSource != nil || leadIDSourceColumn != nil }

  /// The facts of the reader's current row.
  package func facts(of reader: borrowing CSVReader) -> LeadFacts {
    var row = LeadRow(room: reader.withRow { $0.count })
    for place in 0..<(order.isEmpty ? min(columns.count, reader.fieldCount) : order.count) {
      let i = order.isEmpty ? place : order[place]
      guard i < reader.fieldCount else { continue }
      if let field = plainFacts[i] {
        _ = reader.withValue(i) { row.set(field, to: $0) }
        continue
      }
      switch columns[i] {
      case .leadID, .request, .ignored: continue
      case .consent, .fact(.consentStatus):
        if let text = reader.value(i) ?? reader.noValue(i) { row.set(columns[i], to: text) }
      case let column:
        guard let text = reader.value(i) else { continue }
        // A fax takes no messages; what is said beside its number is heard.
        let isBad = kinds[i].flatMap { reader.value($0) }.map(AddressNote.isDisowned) ?? false
        row.set(column, to: isBad ? text + " (faks)" : text)
      }
    }
    return row.facts
  }
}

/// Collects the cells of one row: several phones, first and last names.
package struct LeadRow {
  private(set) var collected: LeadFacts
  private var firstName = ""
  private var lastName = ""
  /// The addresses that a column of their own says not to be good.
  private var disowned: [LeadField] = []
  /// How many bytes of the phones are mobiles, which stand before the others.
  private var mobileBytes = 0

  /// - Parameter bytes: how long the row is, as far as it is known.
  package init(room bytes: Int = 0) { collected = LeadFacts(room: bytes) }

  package mutating func set(_ column: LeadColumn, to text: String) {
    switch column {
    case .fact(let field): set(field, to: text)
    case .mobile:
      var text = text
      if text.withUTF8({ collected.hear($0, as: .phone) }) { return }
      setMobile(text)
    case .firstName: firstName = text
    case .lastName: lastName = text
    case .addressState(let field, let name):
      collected.custom[name] = text
      collected.hear(text, under: name)
      if AddressStates.isBad(text) { disowned.append(field) }
    case .unnamed: collected.hear(text, under: "a column without a heading")
    case .optOut(let channel):
      guard OptOutCell.isYes(text) else { return }
      collected.optedOut.formUnion(channel.map { [$0] } ?? Channel.allCases)
    case .consent(let channel): takeConsent(text, channel)
    case .custom(let name):
      collected.custom[name] = text
      collected.hear(text, under: name)
    case .leadID, .request, .ignored: break
    }
  }

  private mutating func setMobile(_ text: String) {
    if text.isEmpty { return }
    let phones = Array((collected[.phone] ?? "").utf8)
    let mobiles = phones.prefix(mobileBytes)
    let joined = [Array(mobiles), Array(text.utf8), Array(phones.dropFirst(mobileBytes + (mobiles.isEmpty ? 0 : 1)))]
    collected[.phone] = String(
      decoding: Array(joined.filter { !$0.isEmpty }.joined(separator: ";".utf8)), as: UTF8.self)
    mobileBytes += text.utf8.count + (mobiles.isEmpty ? 0 : 1)
  }

  package mutating func set(_ field: LeadField, to text: String) {
    var text = text
    text.withUTF8 { set(field, to: $0) }
  }

  /// - Parameter text: well-formed UTF-8.
  mutating func set(_ field: LeadField, to text: UnsafeBufferPointer<UInt8>) {
    if collected.hear(text, as: field) { return }
    if collected.takeFirst(field, text) { return }
    guard let earlier = collected[field], !earlier.isEmpty else { return collected.texts.set(field, to: text) }
    // The decoder takes the best of several; a no in any of them counts; any other fact is the first column's.
    switch field {
    case _ where text.isEmpty: break
    case .phone, .email: collected[field] = earlier + ";" + String(decoding: text, as: UTF8.self)
    case .consentStatus: takeConsent(String(decoding: text, as: UTF8.self), nil)
    case .stage:
      switch ConsentStatement.stop(in: String(decoding: text, as: UTF8.self)) {
      case .refused: collected.optedOut = Set(Channel.allCases)
      case .bounced: collected.optedOut.insert(.email)
      default: break
      }
    default: break
    }
  }

  package var facts: LeadFacts {
    var facts = collected
    if !firstName.isEmpty || !lastName.isEmpty {
      var name = firstName.isEmpty || lastName.isEmpty ? firstName + lastName : "\(firstName) \(lastName)"
      _ = name.withUTF8 { facts.hear($0, as: .contactName) }
      if !facts.texts.has(.contactName) { facts[.contactName] = name }
    }
    for field in disowned { if let text = facts[field] { facts[field] = AddressNote.disowningFirst(of: text) } }
    return facts
  }

  private mutating func takeConsent(_ text: String, _ channel: Channel?) {
    switch ConsentStatement(text) {
    case .refused: collected.optedOut.formUnion(channel.map { [$0] } ?? Channel.allCases)
    case .refusedOn(let channels): collected.optedOut.formUnion(channels)
    case .bounced: collected.optedOut.insert(.email)
    case .granted:
      if collected[.consentStatus]?.isEmpty ?? true { collected[.consentStatus] = text }
    case .open: break
    case .unclear: collected.unclearConsent.append(ConsentStatement.doubt(about: text))
    }
  }
}

extension CSVReader {
  /// `YOK` in a column about consent.
  fileprivate func noValue(_ index: Int) -> String? {
    let text = string(index)
    return ConsentStatement.isNoValue(text) ? text : nil
  }

  /// The text of a field; nil where a CRM or a spreadsheet wrote that there is none.
  package func value(_ index: Int) -> String? { withValue(index) { String(decoding: $0, as: UTF8.self) } }

  /// The same as UTF-8 that is well-formed.
  func withValue<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    withField(index) { field in
      var bytes = field.trimmed
      guard let first = bytes.first else { return nil }
      if first == UInt8(ascii: "=") { bytes = bytes.withoutFormula }
      let mayBeNothing = NothingWords.mayBeOne(bytes)
      if !mayBeNothing, dialect.encoding.isAsItStands(bytes) { return body(bytes) }
      var text = dialect.encoding.decode(bytes)
      return mayBeNothing && NothingWords.isOne(text) ? nil : text.withUTF8(body)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The text in `="0532…"`, by which exporters keep a spreadsheet from taking it for a number.
  fileprivate var withoutFormula: UnsafeBufferPointer<UInt8> {
    guard count > 3, self[1] == UInt8(ascii: "\""), last == UInt8(ascii: "\"") else { return self }
    return UnsafeBufferPointer(rebasing: self[2..<(count - 1)])
  }
}
