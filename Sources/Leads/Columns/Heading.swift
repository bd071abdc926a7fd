internal import Synchronization

/// A heading, and what it means unless a mapping says otherwise.
///
/// Recognising it by its words costs more than reading a cell by far, and in NDJSON every line has the same ones again: so
/// headings are remembered.
struct Heading: Sendable {
  let folded: String
  let meaning: LeadColumn

  static func of(_ header: String) -> Heading {
    if let known = known.withLock({ $0[header] }) { return known }
    let heading = Heading(header)
    // Not of those who make up another key for each line.
    if header.utf8.count <= longest { known.withLock { if $0.count < most { $0[header] = heading } } }
    return heading
  }

  private init(_ header: String) {
    folded = HeaderFolding.fold(header)
    if folded == ExportReading.idSourceHeading {
      meaning = .ignored
      return
    }
    // A fact without a name is none: spreadsheets and data frames put their row numbers under one.
    if header.allSatisfy(\.isWhitespace) {
      meaning = .unnamed
      return
    }
    meaning =
      switch ConsentHeading(header) {
      case .optOut(let channel): .optOut(channel)
      case .consent(let channel): .consent(channel)
      case .doubtful: .custom(header)
      case nil:
        AddressHeading.column(for: header) ?? AddressStates.address(of: header).map { .addressState($0, header) }
          ?? .custom(header)
      }
  }

  private static let known = Mutex<[String: Heading]>([:])
  private static let most = 4096
  /// Bytes.
  private static let longest = 200
}
