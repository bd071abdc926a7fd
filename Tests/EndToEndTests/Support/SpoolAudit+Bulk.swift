import Inspection
import Outreach
import Records
import Requests
import Spool
import Storage

/// What a bulk file's answers promise.
extension SpoolAudit {
  /// A bulk file that was answered, and what was said about it.
  struct Answered {
    var name: FileName
    var place: SpoolListing.Place
    var summary: [String: Any]
    /// One envelope a row; nil if there is no file of them.
    var rows: [Row]?

    func number(_ key: String) -> Int { summary[key] as? Int ?? -1 }
    /// Whether no row was accepted, and no wonder: they were only skipped, there were none, or the file came again.
    var hasNothingToMend: Bool {
      summary["error"] == nil && summary["unread"] == nil && number("rejected") == number("skipped")
    }
    var codes: [String: Int] { summary["codes"] as? [String: Int] ?? [:] }
  }

  struct Row {
    var isAccepted: Bool
    var number: Int?
    var code: String?
    var request: String?
    var isCommand: Bool
    var jobs: Set<String>

    init(_ line: [UInt8]) {
      let envelope = Workplace.object(line)
      isAccepted = envelope["ok"] as? Bool == true
      let inside = (envelope["data"] ?? envelope["error"]) as? [String: Any] ?? [:]
      number = inside["row"] as? Int
      code = inside["code"] as? String
      request = inside["request_id"] as? String
      isCommand = inside["command"] != nil
      jobs = Set((inside["jobs"] as? [[String: Any]] ?? []).compactMap { $0["job_id"] as? String })
    }
  }

  /// Those that were dropped once, and under whose names nothing else was: a response is the latest one's.
  func answeredBulkFiles() -> [Answered] {
    let stems = Dictionary(grouping: dropped.keys.compactMap { BulkName($0)?.stem }) { $0 }
    return listing.requests.compactMap { request in
      guard request.place == .processed || request.place == .failed, dropped[request.name]?.count == 1,
        case .bulk(let name) = RequestName(request.name), stems[name.stem]?.count == 1
      else { return nil }
      let lines = workplace.response(FileName(name.stem + ".ndjson"))?.split(separator: UInt8(ascii: "\n"))
      return Answered(
        name: request.name, place: request.place, summary: workplace.answer(FileName(name.stem + ".summary.json")),
        rows: lines?.map { Row(Array($0)) })
    }
  }

  /// Each row answered once and in its order, and the summary says the same.
  func bulkProblems() -> [String] {
    answeredBulkFiles().flatMap { file in
      var wrong: [String] = []
      let (accepted, rejected) = (file.number("accepted"), file.number("rejected"))
      if file.number("rows") != accepted + rejected { wrong.append("its rows are not its accepted and rejected ones") }
      if file.number("skipped") > rejected { wrong.append("more rows were skipped than rejected") }
      let isInOrder = accepted > 0 || file.hasNothingToMend
      if (file.place == .processed) != isInOrder { wrong.append("\(accepted) accepted rows") }
      if (file.summary["ok"] as? Bool) != isInOrder { wrong.append("its summary's ok is wrong") }
      if file.codes.values.reduce(0, +) != rejected { wrong.append("its codes are not its rejected rows") }
      let rows = file.rows ?? []
      if rows.count != file.number("rows") { wrong.append("\(rows.count) answers to \(file.number("rows")) rows") }
      if rows.map(\.number) != rows.indices.map({ $0 + 1 }) { wrong.append("its rows are not in order") }
      if rows.count(where: \.isAccepted) != accepted { wrong.append("its answers accept other rows") }
      let codes = rows.compactMap(\.code).reduce(into: [:]) { $0[$1, default: 0] += 1 }
      if codes != file.codes {
        wrong.append("its answers have other codes")
      }
      let jobs = rows.filter { !$0.isCommand }.map(\.jobs.count).reduce(0, +)
      if jobs != file.number("jobs") { wrong.append("its answers promise \(jobs) jobs, its summary others") }
      return wrong.map { "\(file.name) in \(file.place.rawValue): \($0): \(file.summary)" }
    }
  }

  /// The jobs that the accepted rows name, by request.
  func promisedByRows() -> [(file: FileName, jobs: [String: Set<String>])] {
    answeredBulkFiles().map { file in
      var promised: [String: Set<String>] = [:]
      for row in file.rows ?? [] where row.isAccepted && !row.isCommand { promised[row.request ?? "?"] = row.jobs }
      return (file.name, promised)
    }
  }
}
