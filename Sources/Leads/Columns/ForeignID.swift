internal import Outreach

/// Spells a CRM's id as a lead id.
///
/// Odoo's `__export__.crm_lead_42_1a2b3c4d` has dots, a customer number such as `M-2026/0139` a slash, and lead ids have
/// neither: each of `.` `/` `:` `#` becomes `_`. That holds for every id column but our own `lead_id`, in bulk files and
/// lead books alike. Other ids stay as they are, to be refused: white space and commas do not occur in ids, and `51.0`
/// or `1.23457E+11` is what a spreadsheet made of one.
package enum ForeignID {
  package static func leadID(_ text: String) -> String {
    var text = text
    return text.withUTF8 { respelled($0) }.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Nil if the id stays as it is.
  static func respelled(_ id: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard id.contains(where: isMark), !id.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    let spelled = id.map { isMark($0) ? UInt8(ascii: "_") : $0 }
    return LeadID.isValid(spelled) ? spelled : nil
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "#"): true
    default: false
    }
  }
}
