internal import Outreach

/// Headings that mean one thing in one table and another in the next, settled by what stands beside and below them.
///
/// "Ünvan" is the firm's name in a list of accounts and somebody's rank in a list of persons; "Müşteri Adı" is either's; of
/// "Durum" and "Aşama" one says how far the lead is, and the other may be "Aktif" for everybody.
struct DoubtfulHeadings {
  private let headers: [String]
  /// Folded.
  private let headings: [String]
  private let sample: [[String]]

  /// - Parameters:
  ///   - headers: as the file spells them.
  ///   - sample: rows below them.
  init(_ headers: [String], sample: [[String]]) {
    self.headers = headers
    headings = headers.map(HeaderFolding.fold)
    self.sample = sample
  }

  /// The column that names the lead for want of a better one: "Sıra No", "Servis No", "ref", if no cell stands twice in it.
  ///
  /// Not in a table that says who wants no messages, or what is to be done: a no is an address's there, and no row's number.
  func onlyID(_ columns: [LeadColumn]) -> Int? {
    guard columns.contains(where: Self.namesSomebody), !columns.contains(where: Self.isNoMereFact) else { return nil }
    return headings.indices.first { index in
      guard Self.ids.contains(headings[index]), isCustom(columns[index]) || columns[index] == .request("ref") else {
        return false
      }
      let cells = cells(index)
      return !cells.isEmpty && cells.count == sample.count && Set(cells).count == cells.count
    }
  }

  private static func namesSomebody(_ column: LeadColumn) -> Bool {
    [.fact(.company), .fact(.contactName), .firstName].contains(column)
  }

  private static func isNoMereFact(_ column: LeadColumn) -> Bool {
    switch column {
    case .leadID, .optOut, .consent, .fact(.consentStatus), .request("command"): true
    default: false
    }
  }

  /// What is said of it.
  static func note(ofID heading: String) -> String {
    "\"\(heading)\" is taken for the leads' ids, since the table has no other; a number that means another lead in your "
      + "next table must not stand there."
  }

  func settle(_ columns: inout [LeadColumn]) {
    settleFirm(&columns)
    settleTitle(&columns)
    settleStages(&columns)
  }

  /// What can be a firm's name as well as a person's is the firm's where the table has the person elsewhere, or firms stand
  /// below it.
  private func settleFirm(_ columns: inout [LeadColumn]) {
    guard !columns.contains(.fact(.company)),
      let index = headings.indices.first(where: { Self.customers.contains(headings[$0]) }),
      columns[index] == .fact(.contactName) || isCustom(columns[index])
    else { return }
    let hasPerson = columns.indices.contains { $0 != index && [.fact(.contactName), .firstName].contains(columns[$0]) }
    let cells = cells(index)
    // "Name" beside "First Name" is both names of one person.
    let isTold = hasPerson && headings[index] != "name" && headings[index] != "isim"
    if isTold || !cells.isEmpty && cells.count(where: LeadWords.isFirm) * 2 > cells.count {
      columns[index] = .fact(.company)
    } else if isCustom(columns[index]) {
      columns[index] = .fact(.contactName)
    }
  }

  /// A title is the firm's trade name where nothing else is the firm, unless ranks stand below it.
  private func settleTitle(_ columns: inout [LeadColumn]) {
    guard !columns.contains(.fact(.company)),
      let index = headings.indices.first(where: { Self.titles.contains(headings[$0]) }), isCustom(columns[index])
    else { return }
    let cells = cells(index)
    if cells.isEmpty || cells.count(where: LeadWords.isRank) * 2 <= cells.count {
      columns[index] = .fact(.company)
    }
  }

  /// A column of which no cell tells anything gives way to one of which some do.
  private func settleStages(_ columns: inout [LeadColumn]) {
    let stages = columns.indices.filter { columns[$0] == .fact(.stage) }
    guard stages.count > 1, let telling = stages.first(where: { cells($0).contains(where: LeadWords.isStage) }) else {
      return
    }
    for index in stages where index < telling && !cells(index).isEmpty { columns[index] = .custom(headers[index]) }
  }

  private func cells(_ index: Int) -> [String] {
    sample.compactMap { index < $0.count && !NothingWords.isOne($0[index]) ? $0[index] : nil }
  }

  private func isCustom(_ column: LeadColumn) -> Bool { if case .custom = column { true } else { false } }

  /// Folded: a rank or a trade name.
  private static let titles: Set<String> = ["unvan", "unvani", "unvan1", "tamunvan", "tamunvani"]

  /// Folded: numbers that people give to rows, files and policies.
  private static let ids: Set<String> = [
    "no", "sira", "sirano", "sn", "ref", "refno", "reference", "referansno", "nr", "number", "numara", "servisno",
    "firmano", "firmanumarasi", "policeadayno", "adaypoliceno", "policeno", "dosyano", "isno", "kartno",
    "musterisirano",
    "listeno", "satirno", "row", "rowid", "rowno", "rownumber", "serial", "serialno", "sno",
  ]

  /// Folded: a firm or a person.
  private static let customers: Set<String> = [
    "musteri", "musteriadi", "musteriadiunvani", "musteriunvan", "customer", "customername", "client", "clientname",
    "cari", "potansiyelmusteri", "isim", "name",
  ]
}
