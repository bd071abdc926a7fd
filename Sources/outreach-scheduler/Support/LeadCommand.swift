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

/// A command about one lead: its options become the fields of a command file, which is dropped into the inbox.
protocol LeadCommand: Command {
  static var verb: CommandVerb { get }
  /// The options that are fields, `--job-id` for `job_id`.
  static var fields: [Option] { get }
}

extension LeadCommand {
  static var name: String { verb.rawValue }
  static var synopsis: String { "LEAD [options]" }
  static var options: [Option] {
    fields + Option.spool + [
      Option("ref", "REF", "a reference of your own, under which it is done once (default: the time)"),
      Option("json", nil, "print the dropped file's name as a line of JSON"),
    ]
  }
  static var diagnostics: String {
    """
    0 dropped, and answered by the next run in outbox/responses/ under the name that is printed; 64 a
      field is missing or wrong, and nothing was dropped; 66 no such inbox; 73 the inbox cannot be written.
    """
  }

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 1, let lead = arguments.operands.first else {
      throw .usage("needs one lead id", name)
    }
    guard LeadID(lead) != nil else { throw .usage("\"\(lead)\" is no lead id: \(nameForm)", name) }
    if let ref = arguments.value("ref"), LeadID(ref) == nil {
      throw .usage("--ref should be \(nameForm), and is \"\(ref)\"", name)
    }
    let ref = arguments.value("ref") ?? Self.ref(at: Clock.now())
    let file = FileName("\(lead).\(verb.rawValue)@\(ref).json")
    let bytes = document(arguments)
    let problems = CommandCheck.problems(of: file, bytes, now: Clock.now())
    guard problems.isEmpty else { throw .usage(problems.joined(separator: "\n"), name) }
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox], arguments)
    let json = arguments.has("json")
    try InboxDrop.put([Drop.Item(name: file, bytes: bytes)], into: places.inbox, quietly: json)
    if json { Console.print("{\"dropped\":\"\(file)\"}") }
    return Exit.ok
  }

  private static var nameForm: String { "1 to 64 of A-Z a-z 0-9 _ -" }

  /// `20261123T101512-345678-4711`: two commands of one process never share a microsecond, nor two processes a number.
  private static func ref(at time: Timestamp) -> String {
    let stamp = BatchID(time: time).description.dropLast().map { $0 == "." ? "-" : $0 }
    return "\(String(stamp))-\(getpid())"
  }

  private static func document(_ arguments: Arguments) -> [UInt8] {
    let members = fields.compactMap { option -> JSONMember? in
      guard let value = arguments.value(option.name) else { return nil }
      let key = String(option.name.map { $0 == "-" ? "_" : $0 })
      guard key == "shift_hours", let hours = Double(value), hours.isFinite else {
        return JSONMember(key: key, value: .string(value))
      }
      return JSONMember(key: key, value: .number("\(hours)"))
    }
    var out = JSONWriter()
    out.value(.object(members))
    out.raw("\n")
    return out.bytes
  }
}

extension Option {
  static let channel = Option("channel", "CHANNEL", "whatsapp or email (default: every channel)")
  static let jobID = Option("job-id", "ID", "one job only")
  static func time(_ help: String) -> Option { Option("at", "TIME", help) }
}
