internal import Leads
package import Outreach
package import Storage

/// What an inbox file asks for, as its name says.
package enum RequestName: Hashable, Sendable {
  /// `139.json`, `139@order-77.json`
  case enqueue(lead: LeadID, ref: String?)
  /// `139.cancel.json`, `139.reply@mail-12.json`
  case command(lead: LeadID, verb: CommandVerb, ref: String?)
  /// `autumn-fair.csv`: many requests, one a row.
  case bulk(BulkName)
  /// `autumn-fair.defaults.json`: waits for the bulk file that it is for.
  case defaults
  /// Nothing the scheduler understands, and one sentence about it.
  case refused(RefusalCode, String)

  package init(_ name: FileName) {
    guard name.hasSuffix(".json") else {
      self = BulkName(name) == nil ? Self.stop(in: name) ?? Self.bulk(name) : Self.bulk(name)
      return
    }
    if Self.isDefaults(name) {
      self = .defaults
      return
    }
    let stem = name.bytes.dropLast(5)
    let parts = stem.split(separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = parts.first, parts.count == 1 || LeadID.isValid(parts[1]) else {
      self = Self.stop(in: name) ?? Self.nameless(name)
      return
    }
    let ref = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : nil
    if let lead = LeadID(String(decoding: head, as: UTF8.self)) {
      self = .enqueue(lead: lead, ref: ref)
    } else {
      self = Self.command(head, ref: ref, name: name)
    }
  }

  private static func bulk(_ name: FileName) -> RequestName {
    if let bulk = BulkName(name) {
      guard bulk.stem.utf8.count <= BulkName.longestStem else {
        return .refused(
          .invalidFileName,
          "The file's name has more than \(BulkName.longestStem) bytes before its ending; give it a shorter one.")
      }
      return .bulk(bulk)
    }
    let endings = BulkName.Format.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
    if name.text == nil, BulkName(FileName(String(decoding: name.bytes, as: UTF8.self))) != nil {
      return .refused(.invalidFileName, "\"\(name)\" is no UTF-8; give the file a name that is.")
    }
    return .refused(
      .unsupportedFileType,
      "\"\(name)\" is not a request: a request is named <leadId>.json, <leadId>@<ref>.json or "
        + "<leadId>.<command>.json, and a file with many of them ends in one of \(endings).")
  }

  /// Lead ids have no dots, so what stands behind one is a command.
  private static func command(_ head: ArraySlice<UInt8>, ref: String?, name: FileName) -> RequestName {
    let words = head.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, let lead = LeadID(String(decoding: words[0], as: UTF8.self)) else {
      return stop(in: name) ?? nameless(name)
    }
    let word = String(decoding: words[1], as: UTF8.self)
    if let verb = CommandVerb(written: word) { return .command(lead: lead, verb: verb, ref: ref) }
    if let stop = stop(in: name) { return stop }
    let advice =
      NearestName.of(word, among: CommandVerb.names).map { "did you mean \"\(lead).\($0).json\"?" }
      ?? "the commands are \(CommandVerb.names.joined(separator: ", "))."
    return .refused(
      .invalidFileName,
      "\"\(name)\" names no command, and a request is named <leadId>.json, without other dots; \(advice)")
  }

  /// A lead's wish to be left alone under a name that is nearly a command's: `139@mail-7.opt-out.json`, `139.OPT-OUT.JSON`,
  /// `139.ret.txt`. To refuse it for its name would be to write on.
  private static func stop(in name: FileName) -> RequestName? {
    guard let text = name.text, !text.hasPrefix("."), text.utf8.count < 256 else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "@" }
      .map { FactText.trimmed(String($0)) }
    guard parts.count > 1, let lead = LeadID(parts[0]),
      let at = parts.dropFirst().firstIndex(where: { CommandVerb(spelled: $0)?.isWish ?? false }),
      let verb = CommandVerb(spelled: parts[at])
    else { return nil }
    let others = parts.indices.filter { $0 > 0 && $0 != at && !fileTypes.contains(parts[$0].lowercased()) }
    // One more word is a reference where it can be one; what cannot is left out, as the messages are.
    let ref = others.count == 1 && LeadID.isValid(parts[others[0]].utf8) ? parts[others[0]] : nil
    guard others.count < 2, !others.contains(where: { CommandVerb(spelled: parts[$0]) != nil }) else { return nil }
    return .command(lead: lead, verb: verb, ref: ref)
  }

  private static let fileTypes: Set<String> = ["json", "txt", "eml", ""]

  private static func nameless(_ name: FileName) -> RequestName {
    // Whoever is told to leave out the command would make a request of a wish to be left alone.
    let words = name.text?.lowercased().split { $0 == "." || $0 == "@" } ?? []
    if let verb = words.lazy.compactMap({ CommandVerb(spelled: String($0)) }).first {
      return .refused(
        .invalidFileName,
        "\"\(name)\" does not name a lead: rename it to <leadId>.\(verb.rawValue).json or "
          + "<leadId>.\(verb.rawValue)@<ref>.json, with 1 to 64 of A-Z a-z 0-9 _ - for each; whoever is known by an address "
          + "only is named by \"to\" in a row.")
    }
    return .refused(
      .invalidFileName,
      "\"\(name)\" does not name a lead: rename it to <leadId>.json or <leadId>@<ref>.json, with 1 to 64 of "
        + "A-Z a-z 0-9 _ - for each.")
  }

  /// The lead that is asked about, if the name is understood.
  package var lead: LeadID? {
    switch self {
    case .enqueue(let lead, _), .command(let lead, _, _): lead
    case .bulk, .defaults, .refused: nil
    }
  }

  /// The upstream's own reference, if it gave one.
  package var ref: String? {
    switch self {
    case .enqueue(_, let ref), .command(_, _, let ref): ref
    case .bulk, .defaults, .refused: nil
    }
  }

  package var bulk: BulkName? {
    guard case .bulk(let name) = self else { return nil }
    return name
  }

  package var verb: CommandVerb? {
    guard case .command(_, let verb, _) = self else { return nil }
    return verb
  }

  /// Whether its answer depends on what the lead books know of the lead.
  package var needsLeadBook: Bool { verb?.concernsAddresses ?? (lead != nil) }

  /// What is asked for, by the name that the configuration uses: `enqueue`, `cancel` …
  package var command: String { verb?.rawValue ?? Self.enqueueCommand }

  package static let enqueueCommand = "enqueue"

  /// Whether it is a bulk file's defaults, which are no request of their own.
  package static func isDefaults(_ name: FileName) -> Bool { name.hasSuffix(".defaults.json") && name.count > 14 }

  /// What the inbox never looks at: hidden files, editors' and transfers' unfinished ones.
  package static func isIgnored(_ name: FileName) -> Bool {
    if name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix("~") || name == "Thumbs.db" { return true }
    // Only names that are no request can end so; most are requests.
    if name.hasSuffix(".json") { return false }
    return name.hasSuffix(".tmp") || name.hasSuffix(".part") || name.hasSuffix(".partial")
      || name.hasSuffix(".crdownload") || name.hasSuffix(".filepart")
  }
}
