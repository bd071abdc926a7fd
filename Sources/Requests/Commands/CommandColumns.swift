package import Leads
internal import Outreach

/// Which columns of a table matter to rows that are commands.
package struct CommandColumns: Sendable {
  /// Where a phone number or e-mail address stands.
  package struct To: Sendable {
    package var header: String
    package var index: Int
    /// The column is there for nothing else: what cannot be read refuses the row.
    var isRequired: Bool
  }

  /// What a row commands that does not say; nil: it asks for a sequence.
  package let verb: CommandVerb?
  /// Rows whose opt-out column says yes are opt-outs.
  package let onlyOptedOut: Bool
  /// Whether the table is a list and nothing else.
  let isOneColumn: Bool
  package let lead: Int?
  /// Whether the ids are ours, not a CRM's.
  let isOwnID: Bool
  package let ref: Int?
  package let command: Int?
  package let to: [To]
  /// Columns that are fields of commands, by the fields' names.
  package let fields: [(name: String, index: Int)]
  /// Columns that only a request for a sequence has.
  let requestFields: [(name: String, index: Int)]
  let optOuts: [ConsentColumn]

  /// A column that says whether somebody wants messages.
  struct ConsentColumn: Sendable {
    var channel: Channel?
    var index: Int
    /// Whether a yes there is a consent.
    var isConsent: Bool

    func refuses(_ cell: String) -> Bool {
      isConsent ? ConsentStatement(cell) == .refused : OptOutCell.isYes(cell)
    }
  }

  /// What İYS calls whom it is about.
  static func isRecipient(_ heading: String) -> Bool {
    ["alici", "recipient", "recipients"].contains(HeaderFolding.fold(heading))
  }

  static let fieldNames = Set(CommandVerb.allCases.flatMap(\.fields))
  /// What a table's header may have for commands alone.
  package static let headings = fieldNames.union(["to"])

  package init(_ columns: LeadColumns, verb: CommandVerb?, onlyOptedOut: Bool = false) {
    self.verb = verb
    self.onlyOptedOut = onlyOptedOut
    isOneColumn = columns.headers.count == 1
    lead = columns.leadID
    isOwnID = columns.isOwnID
    ref = columns.request("ref")
    command = columns.request("command")
    var to: [To] = []
    var fields: [(String, Int)] = []
    var requestFields: [(String, Int)] = []
    var optOuts: [ConsentColumn] = []
    for (index, (header, column)) in zip(columns.headers, columns.columns).enumerated() {
      let name = header.lowercased()
      if Self.fieldNames.contains(name) { fields.append((name, index)) }
      switch column {
      case .fact(.phone), .fact(.email), .fact(.whatsapp), .mobile:
        to.append(To(header: header, index: index, isRequired: false))
      case .custom where name == "to": to.append(To(header: header, index: index, isRequired: true))
      // İYS's own lists: ALICI, recipient.
      case .custom where Self.isRecipient(header):
        to.append(To(header: header, index: index, isRequired: false))
      case .request(let field) where !Self.fieldNames.contains(field) && field != "ref" && field != "command":
        requestFields.append((field, index))
      case .optOut(let channel): optOuts.append(ConsentColumn(channel: channel, index: index, isConsent: false))
      case .consent(let channel): optOuts.append(ConsentColumn(channel: channel, index: index, isConsent: true))
      case .fact(.consentStatus): optOuts.append(ConsentColumn(channel: nil, index: index, isConsent: true))
      // In a list of İYS's, and where nothing else stands in it, a status is one of consent: ONAY, RET.
      case .fact(.stage) where columns.isOfConsent(index):
        optOuts.append(ConsentColumn(channel: nil, index: index, isConsent: true))
      default: break
      }
    }
    (self.to, self.fields, self.requestFields, self.optOuts) = (to, fields, requestFields, optOuts)
  }

  static let notOptedOut = Problem(
    .missingField, "The row's opt-out column does not say yes, and without a lead_id there is nothing else to be done.",
    field: "lead_id")

  /// What a column is to a command: "to", or the name of a command's field; nil if it is nothing of its own.
  package func field(at index: Int) -> String? {
    if to.contains(where: { $0.index == index }) { return "to" }
    return fields.first { $0.index == index }?.name
  }

  /// Whether a row can say whom it is about.
  var nameSomebody: Bool { lead != nil || !to.isEmpty }
}
