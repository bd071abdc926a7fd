package import Outreach

/// What an inbox file asks for, as its name says.
package enum RequestName: Hashable, Sendable {
  /// `139.json`, `139@order-77.json`
  case enqueue(lead: LeadID, ref: String?)
  /// Nothing the scheduler understands, and one sentence about it.
  case refused(RefusalCode, String)

  package init(_ name: FileName) {
    guard name.hasSuffix(".json") else {
      self = .refused(
        .unsupportedFileType,
        "\"\(name)\" is not a request: a request is named <leadId>.json or <leadId>@<ref>.json.")
      return
    }
    let stem = name.bytes.dropLast(5)
    let parts = stem.split(separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let lead = parts.first.flatMap({ LeadID(String(decoding: $0, as: UTF8.self)) }),
      parts.count == 1 || LeadID.isValid(parts[1])
    else {
      self = .refused(
        .invalidFileName,
        "\"\(name)\" does not name a lead: rename it to <leadId>.json or <leadId>@<ref>.json, with 1 to 64 of "
          + "A-Z a-z 0-9 _ - for each.")
      return
    }
    self = .enqueue(lead: lead, ref: parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : nil)
  }

  /// The lead that is asked about, if the name is understood.
  package var lead: LeadID? {
    guard case .enqueue(let lead, _) = self else { return nil }
    return lead
  }

  /// The upstream's own reference, if it gave one.
  package var ref: String? {
    guard case .enqueue(_, let ref) = self else { return nil }
    return ref
  }

  /// What the inbox never looks at: hidden files, editors' and transfers' unfinished ones.
  package static func isIgnored(_ name: FileName) -> Bool {
    if name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix("~") || name == "Thumbs.db" { return true }
    // Only names that are no request can end so; most are requests.
    if name.hasSuffix(".json") { return false }
    return name.hasSuffix(".tmp") || name.hasSuffix(".part") || name.hasSuffix(".partial")
      || name.hasSuffix(".crdownload") || name.hasSuffix(".filepart")
  }
}
