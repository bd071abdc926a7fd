internal import Dispatching
internal import Inspection
internal import Outreach
internal import OutreachDelivery
internal import Requests
internal import Scheduling
internal import Storage

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What comes back from people and providers becomes commands in the inbox.
enum InboundCommand: Command {
  static let name = "inbound"
  static let summary = "An e-mail or a WhatsApp webhook on stdin becomes commands in the inbox."
  static let synopsis = "email|whatsapp [options] < MESSAGE"
  static let options =
    Option.spool + [
      Option("signature", "VALUE", help: "whatsapp: the header X-Hub-Signature-256, checked against the app's secret"),
      Option(
        "secret-file", "FILE",
        help:
          "whatsapp: where the app's secret is, mode 0600 (default: the configuration's app_secret, else $WA_APP_SECRET)"
      ),
      Option(
        "challenge", "QUERY",
        help:
          "whatsapp: answer Meta's verification; the token is the configuration's verify_token, else $WA_VERIFY_TOKEN"),
      Option("json", nil, help: "print the dropped files' names as a line of JSON"),
    ]
  static let example = #"""
    |/usr/local/bin/outreach-scheduler inbound email --config /etc/outreach.json        (in ~/.forward)
      outreach-scheduler inbound whatsapp --signature "$HTTP_X_HUB_SIGNATURE_256" --config /etc/outreach.json
    """#
  static let diagnostics = """
    0 done: what follows from it is dropped and printed, also if that is nothing (automatic answers, delays);
      64 usage; 65 a payload that is no webhook of WhatsApp; 66 no such inbox; 73 the inbox cannot be written; 77 the
      signature or the token is not right: nothing was dropped; 78 a signature is to be checked and there is no secret, or
      others may read its file. The same message twice is answered once.
    """

  private static let largest = 1 << 26

  static func run(_ arguments: Arguments) throws(Exit) -> Int32 {
    guard arguments.operands.count == 1 else { throw .usage("needs email or whatsapp", name) }
    switch arguments.operands[0] {
    case "email":
      for option in ["signature", "secret-file", "challenge"] where arguments.has(option) {
        throw .usage("--\(option) is for whatsapp", name)
      }
      switch InboundEmail.read(try input(), now: Clock.now()) {
      case .command(let command): return try drop([command], arguments)
      case .nothing(let why): return try drop([], because: why, arguments)
      }
    case "whatsapp":
      if let query = arguments.value("challenge") { return try answer(challenge: query, arguments) }
      return try whatsApp(arguments)
    case let kind:
      let nearest = NearestName.of(kind, among: ["email", "whatsapp"]).map { ", did you mean \($0)?" } ?? ""
      throw .usage("knows email and whatsapp, not \"\(kind)\"\(nearest)", name)
    }
  }

  // MARK: WhatsApp

  private static func answer(challenge query: String, _ arguments: Arguments) throws(Exit) -> Int32 {
    let source = try delivery(arguments)?.verifyToken.map { Secret($0) }
    let token = try secret(source ?? .environment("WA_VERIFY_TOKEN"))
    guard let challenge = InboundWhatsApp.challenge(query: query, token: token) else {
      throw Exit(status: 77, message: "the verification is not Meta's: mode or token is not right")
    }
    Console.print(challenge)
    return Exit.ok
  }

  private static func whatsApp(_ arguments: Arguments) throws(Exit) -> Int32 {
    let payload = try input()
    let configured = try delivery(arguments)?.appSecret.map { Secret($0) }
    let named = arguments.value("secret-file").map { Secret.file($0) } ?? configured
    // Whoever has set a secret wants it asked for.
    if arguments.has("signature") || named != nil || environment("WA_APP_SECRET") != nil {
      let secret = try secret(named ?? .environment("WA_APP_SECRET"))
      guard let signature = arguments.value("signature"),
        InboundWhatsApp.isSigned(payload, header: signature, secret: secret)
      else {
        throw Exit(
          status: 77,
          message:
            "the payload is not signed with the app's secret; give its header X-Hub-Signature-256 with --signature")
      }
    }
    let commands: [ReceivedCommand]
    do throws(InboundWhatsApp.Unreadable) { commands = try InboundWhatsApp.read(payload) } catch {
      throw .badInput(error.description)
    }
    return try drop(commands, because: "nobody answered, and nothing became of a message", arguments)
  }

  private static func delivery(_ arguments: Arguments) throws(Exit) -> DeliverySettings? {
    guard Setup.configurationPath(arguments) != nil else { return nil }
    return try Setup.configuration(arguments).delivery[.whatsapp]
  }

  private static func secret(_ secret: Secret) throws(Exit) -> String {
    do throws(SenderUnavailable) { return try secret.read() } catch { throw .configuration(error.description) }
  }

  // MARK: Both

  private static func input() throws(Exit) -> [UInt8] {
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    do throws(FileError) {
      while true {
        let count = try Console.readInput(into: buffer)
        if count == 0 { break }
        // Of a larger one the beginning says all that is asked; the rest is read, since a mail system wants to be heard out.
        if bytes.count < largest { bytes += buffer[..<count] }
      }
    } catch {
      throw .unreadable(error)
    }
    guard !bytes.isEmpty else { throw .usage("reads a message from stdin, and there was none", name) }
    return bytes
  }

  private static func drop(
    _ received: [ReceivedCommand], because nothing: String = "", _ arguments: Arguments
  ) throws(Exit) -> Int32 {
    let places = try Setup.places(arguments)
    try Setup.require([places.inbox], arguments)
    let commands = try withJobs(received, outbox: places.outbox)
    var items: [Drop.Item] = []
    for command in commands where !items.contains(where: { $0.name == FileName(command.fileName) }) {
      items.append(Drop.Item(name: FileName(command.fileName), bytes: command.bytes))
    }
    for request in try fallbacks(of: commands, arguments, inbox: places.inbox)
    where !items.contains(where: { $0.name == request.name }) {
      items.append(Drop.Item(name: request.name, bytes: request.bytes))
    }
    let dropped = try InboxDrop.putOnce(items, into: places.inbox)
    if arguments.has("json") {
      Console.print("{\"dropped\":[\(dropped.map { "\"\($0)\"" }.joined(separator: ","))]}")
    } else if dropped.isEmpty {
      Console.say("nothing is dropped: \(items.isEmpty ? nothing : "it is waiting in \(places.inbox) already")")
    } else {
      for name in dropped { Console.print("\(name) dropped into \(places.inbox)") }
    }
    return Exit.ok
  }

  /// Whoever cannot be reached there is written to by e-mail, as when the provider says so at once.
  private static func fallbacks(
    of commands: [ReceivedCommand], _ arguments: Arguments, inbox: String
  ) throws(Exit) -> [(name: FileName, bytes: [UInt8])] {
    let jobs = commands.filter(\.isUnreachable).compactMap { command -> JobID? in
      if case .job(let job) = command.subject { job } else { nil }
    }
    if jobs.isEmpty { return [] }
    let isConfigured = Setup.configurationPath(arguments) != nil
    var fallback = Fallback(
      inbox: inbox, columns: try Setup.columns(arguments),
      choosesChannel: isConfigured ? try Setup.configuration(arguments).defaults.channel == .auto : false,
      files: POSIXFileSystem())
    var found: [(name: FileName, bytes: [UInt8])] = []
    for job in jobs {
      do throws(FileError) {
        if let request = try fallback.request(for: job) { found.append(request) }
      } catch {
        throw Exit(error)
      }
    }
    return found
  }

  /// With the jobs of those that say only what the provider calls the message.
  private static func withJobs(_ received: [ReceivedCommand], outbox: String) throws(Exit) -> [ReceivedCommand] {
    let ids = Set(received.compactMap(\.providerID))
    guard !ids.isEmpty else { return received }
    let files = POSIXFileSystem()
    do throws(FileError) {
      let directory = try files.openDirectory(at: outbox)
      defer { files.close(directory) }
      let jobs = try SentMessages.jobs(of: ids, outbox: directory, files: files)
      return received.map { $0.found(in: jobs) }
    } catch {
      // The addresses are left.
      Console.say("\(error)")
      return received.map { $0.found(in: [:]) }
    }
  }
}
