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
    let headers = columns.headers.prefix(12).map { $0.prefix(64) }.joined(separator: ", ")
    let nearest = columns.unknown.first { NearestName.of($0, among: ["lead_id"]) != nil }
    let advice =
      nearest.map { "Did you mean lead_id by \"\($0)\"?" }
      ?? "The first row should name the columns; the configuration's \"columns\" can say which one is the id."
    return Problem(
      .missingColumn, "There is no column lead_id; the header is \(headers). \(advice)",
      field: "lead_id", value: nearest.map { .string($0) }, suggestion: nearest == nil ? nil : "lead_id")
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
