import Foundation
import Inspection
import Records
import Requests
import Spool
import Storage

/// Bulk files, and what came of them.
extension Workplace {
  @discardableResult
  func drop(_ text: String, as name: FileName, encoding: String.Encoding = .utf8) -> [UInt8] {
    let bytes = [UInt8](text.data(using: encoding) ?? Data())
    Files.deliver(bytes, to: name, in: inbox)
    return bytes
  }

  /// `responses/<stem>.summary.json`
  func summary(_ stem: String) -> [String: Any] { answer(FileName(stem + ".summary.json")) }

  /// Why a file was refused as a whole; nil if it was not.
  func refusal(_ stem: String) -> String? { (summary(stem)["error"] as? [String: Any])?["code"] as? String }

  /// What was said of each row: `ok`, or the refusal's code.
  func verdicts(_ stem: String) -> [String] {
    (response(FileName(stem + ".ndjson")) ?? []).split(separator: UInt8(ascii: "\n")).map {
      SpoolAudit.Row(Array($0)).code ?? "ok"
    }
  }

  /// The rows that came back, such as `fair.rejected.csv`; of several files of that name the newest.
  func refusedRows(_ name: String) -> [UInt8] {
    SpoolListing(inbox: inbox).refusedRows.filter { $0.name == FileName(name) }
      .max { $0.directory < $1.directory }?.bytes ?? []
  }

  /// `audit`'s exit status, 0 if every request and job is accounted for.
  func audit(_ options: String...) throws -> Int32? { try start("audit", options).wait().status }

  /// A CRM's export of leads that no book knows.
  static func export(_ leads: some Sequence<Int>) -> String {
    leads.reduce(into: "lead_id,company,phone\n") { text, lead in
      text += "\(lead),Firma \(lead),+905\(400_000_000 + lead)\n"
    }
  }
}
