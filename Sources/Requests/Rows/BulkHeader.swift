package import Formats
package import Leads
internal import Outreach

/// Whether a table's header can be used: what refuses a whole file before any row is read.
package enum BulkHeader {
  /// - Throws: everything that is wrong with the header.
  package static func check(_ columns: LeadColumns) throws(Refusal) {
    // Without an id column nothing else is worth saying: the first row is perhaps no header at all.
    if let problem = missingID(columns) { throw Refusal([problem]) }
    let problems = misspelt(columns) + doubled(columns)
    guard problems.isEmpty else { throw Refusal(problems) }
  }

  /// Every row says which lead it is about.
  private static func missingID(_ columns: LeadColumns) -> Problem? {
    guard columns.leadID == nil else { return nil }
    if let source = columns.leadIDSource {
      guard !columns.have(source.field) else { return nil }
      return Problem(
        .missingColumn,
        "\(LeadIDSource.name) says that leads are called after their \(source.rawValue), and no column has one; the header is "
          + "\(shown(columns.headers)).",
        field: LeadIDSource.name, value: .string(source.rawValue))
    }
    if columns.nameLeads { return nil }
    return withoutIDs(columns, columns.headers)
  }

  /// A table in which no column names the lead.
  ///
  /// - Parameter header: what was taken for the header, as the file has it; empty if its first row is a person's.
  static func withoutIDs(_ columns: LeadColumns, _ header: [String]) -> Problem {
    // Whose row it is need not stand in answers and logs.
    guard !header.isEmpty else {
      return Problem(
        .missingColumn,
        "The headings are missing: the first row has somebody's phone or e-mail address in it. Put a row above it that names the "
          + "\(counted(columns.headers.count, "column")), one of them lead_id, such as lead_id, company, phone.",
        field: "lead_id")
    }
    let nearest = columns.unknown.first { NearestName.of($0, among: ["lead_id"]) != nil }
    var message = "There is no column lead_id. The header was taken to be: \(shown(header)). "
    if let nearest {
      message += "Did you mean lead_id by \"\(nearest)\"?"
      return Problem(.missingColumn, message, field: "lead_id", value: .string(nearest), suggestion: "lead_id")
    }
    let sources = LeadIDSource.allCases.filter { columns.have($0.field) }
    if let source = sources.first {
      message +=
        "If the file has no ids, \(source.asMember) in its defaults or in the configuration calls each "
        + "lead after its \(source.rawValue)\(sources.count > 1 ? " (or \"\(sources[1].rawValue)\")" : ""). "
    }
    message +=
      "If another row is the header, make it the first row; the configuration's \"columns\" can say which column is the id, as "
      + "in {\"\(header.first { !$0.isEmpty }?.prefix(40) ?? "No")\":\"lead_id\"}."
    return Problem(
      .missingColumn, message, field: "lead_id",
      suggestion: sources.first?.asMember)
  }

  private static func shown(_ header: [String]) -> String {
    let texts = header.filter { !$0.isEmpty }
    return texts.prefix(12).map { String($0.prefix(64)) }.joined(separator: ", ") + (texts.count > 12 ? ", …" : "")
  }

  /// Nobody mends more at once.
  private static let problemsTold = 20

  /// A misspelt column would silently leave every row with the default.
  private static func misspelt(_ columns: LeadColumns) -> [Problem] {
    let found = columns.unknown.lazy.compactMap { header in
      RequestColumns.nearMiss(header).map { meant in
        Problem(
          .unknownField,
          "There is a column \"\(header)\"; did you mean \"\(meant)\"? If it is your own, call it something else.",
          field: header, suggestion: meant)
      }
    }
    return Array(found.prefix(problemsTold))
  }

  /// Of two columns for one field of the request only one could be obeyed.
  private static func doubled(_ columns: LeadColumns) -> [Problem] {
    ColumnMapping.requestFields.compactMap { name in
      let places = columns.columns.indices.filter { columns.columns[$0] == .request(name) }
      guard places.count > 1 else { return nil }
      let headers = places.map { "\"\(columns.headers[$0])\"" }.joined(separator: " and ")
      return Problem(.invalidCSV, "The columns \(headers) both mean \(name); keep one of them.", field: name)
    }
  }
}

extension Refusal {
  /// A file that is no table, or no lines of JSON.
  package init(_ error: CSVError, isTable: Bool = true) {
    let code: RefusalCode = isTable ? .invalidCSV : .invalidJSON
    self.init(error.reason == .wrongEncoding ? .invalidEncoding : code, error.message)
  }
}
