internal import Formats
internal import Inspection
internal import Outreach
internal import Requests
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A command about leads, or about addresses: its options become the fields of a command file for each lead, and of a row for
/// each address, which are dropped into the inbox.
protocol LeadCommand: Command {
  static var verb: CommandVerb { get }
  /// The options that are fields, `--job-id` for `job_id`.
  static var fields: [Option] { get }
  /// Whether it can be about an address of which nobody knows whose it is.
  static var takesAddresses: Bool { get }
}

extension LeadCommand {
  static var name: String { verb.rawValue }
  static var takesAddresses: Bool { false }
  static var synopsis: String { takesAddresses ? "LEAD… | --to ADDRESS [options]" : "LEAD… [options]" }
  static var options: [Option] {
    fields + (takesAddresses ? [.to] : []) + Option.spool + [
      Option("ref", "REF", help: "a reference of your own, under which it is done once (default: the time)"),
      Option("json", nil, help: "print the dropped file's name as a line of JSON"),
    ]
  }
  static var diagnostics: String {
    """
    0 dropped, and answered by the next run in outbox/responses/ under the name that is printed; 64 a
      field is missing or wrong, and nothing was dropped; 66 no such inbox; 73 the inbox cannot be written.
    """
  }

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    let addresses = takesAddresses ? arguments.all("to") : []
    guard !arguments.operands.isEmpty || !addresses.isEmpty else {
      throw .usage("needs a lead id\(takesAddresses ? " or --to ADDRESS" : "")", name)
    }
    // The inbox obeys a stop whatever its channel says; a person at the keyboard can be asked.
    if let channel = arguments.value("channel"), Channel(rawValue: channel) == nil {
      throw .usage(
        "--channel should be \(Channel.allCases.map(\.rawValue).joined(separator: " or ")), not \"\(channel)\"", name)
    }
    if let ref = arguments.value("ref"), LeadID(ref) == nil {
      throw .usage("--ref should be \(nameForm), and is \"\(ref)\"", name)
    }
    let ref = arguments.value("ref") ?? Self.ref(at: Clock.now())
    var items: [Drop.Item] = []
    let bytes = document(members(arguments))
    for lead in arguments.operands {
      guard LeadID(lead) != nil else { throw .usage("\"\(lead)\" is no lead id: \(nameForm)", name) }
      let file = FileName("\(lead).\(verb.rawValue)@\(ref).json")
      let problems = CommandCheck.problems(of: file, bytes, now: Clock.now())
      guard problems.isEmpty else { throw .usage(problems.joined(separator: "\n"), name) }
      if !items.contains(where: { $0.name == file }) { items.append(Drop.Item(name: file, bytes: bytes)) }
    }
    if !addresses.isEmpty { items.append(try rows(addresses, arguments: arguments, ref: ref)) }
    return try drop(items, arguments)
  }

  static func drop(_ items: [Drop.Item], _ arguments: Arguments) throws(Exit) -> Int32 {
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox], arguments)
    let json = arguments.has("json")
    try InboxDrop.put(items, into: places.inbox, quietly: json)
    if json { for item in items { Console.print("{\"dropped\":\"\(item.name)\"}") } }
    return Exit.ok
  }

  /// A row for each address.
  private static func rows(_ addresses: [String], arguments: Arguments, ref: String) throws(Exit) -> Drop.Item {
    var bytes: [UInt8] = []
    for text in addresses {
      let address: ContactAddress
      do throws(ContactAddress.Unreadable) { address = try ContactAddress(parsing: text) } catch {
        throw .usage("--to: \(error.message)", name)
      }
      bytes += document(
        [
          JSONMember(key: "command", value: .string(verb.rawValue)),
          JSONMember(key: "to", value: .string(address.text)),
        ] + members(arguments))
    }
    let problems = CommandCheck.problems(ofRows: bytes, now: Clock.now())
    guard problems.isEmpty else { throw .usage(problems.joined(separator: "\n"), name) }
    return Drop.Item(name: FileName("\(verb.rawValue)-\(ref).ndjson"), bytes: bytes)
  }

  static var nameForm: String { "1 to 64 of A-Z a-z 0-9 _ -" }

  /// `20261123T101512-345678-4711`: two commands of one process never share a microsecond, nor two processes a number.
  static func ref(at time: Timestamp) -> String {
    let stamp = BatchID(time: time).description.dropLast().map { $0 == "." ? "-" : $0 }
    return "\(String(stamp))-\(getpid())"
  }

  static func members(_ arguments: Arguments) -> [JSONMember] {
    fields.compactMap { option -> JSONMember? in
      guard let value = arguments.value(option.name) else { return nil }
      let key = String(option.name.map { $0 == "-" ? "_" : $0 })
      guard key == "shift_hours", let hours = Double(value), hours.isFinite else {
        return JSONMember(key: key, value: .string(value))
      }
      return JSONMember(key: key, value: .number("\(hours)"))
    }
  }

  static func document(_ members: [JSONMember]) -> [UInt8] {
    var out = JSONWriter()
    out.value(.object(members))
    out.raw("\n")
    return out.bytes
  }
}

extension Option {
  static let to = Option(
    "to", "ADDRESS", help: "a phone, an e-mail address or a WhatsApp id, whoever has it; repeatable")
  static let channel = onChannel("whatsapp or email (default: every channel)")
  static let jobID = Option("job-id", "ID", help: "one job only")
  static func onChannel(_ help: String) -> Option {
    Option("channel", "CHANNEL", help: help, words: Channel.allCases.map(\.rawValue))
  }
  static func time(_ help: String) -> Option { Option("at", "TIME", help: help) }
}
