internal import Curl
internal import Dispatching
internal import Outreach
internal import OutreachDelivery
internal import Requests
internal import Scheduling
internal import Storage

/// The senders that a configuration names, made ready: secrets read, programs found.
enum Senders {
  static func all(
    _ configuration: Configuration, outbox: String, _ files: POSIXFileSystem
  ) throws(Exit) -> [Channel: any ChannelSender] {
    var senders: [Channel: any ChannelSender] = [:]
    for (channel, settings) in configuration.delivery {
      do {
        if settings.kind == .spool {
          senders[channel] = SpoolSender(outbox: outbox, channel: channel, files: files)
        } else {
          senders[channel] = DeliverySender(try sender(settings, configuration.sender))
        }
      } catch {
        throw .configuration("delivery.\(channel.rawValue): \(error)")
      }
    }
    return senders
  }

  /// Whether the sender could be made, and its program is there.
  static func check(_ settings: DeliverySettings, _ sender: Sender) throws(Exit) {
    let name = "delivery.\(settings.channel.rawValue)"
    if settings.kind != .spool {
      do { _ = try self.sender(settings, sender) } catch { throw .configuration("\(name): \(error)") }
    }
    if settings.kind == .command || settings.kind == .sendmail, !ChildProgram(settings.command).isThere {
      throw .configuration(
        "\(name): the program \(settings.command.first ?? "") is not there or cannot be run; install it, or name another in "
          + "\"command\"")
    }
  }

  private static func sender(_ settings: DeliverySettings, _ sender: Sender) throws -> any MessageSender {
    switch settings.kind {
    case .spool, .command: return CommandSender(settings.command)
    case .webhook:
      return WebhookSender(
        url: settings.url ?? "", secret: try settings.secret.map { try Secret($0).read() }, curl: try Curl())
    case .whatsAppCloud:
      guard let token = settings.token else { throw SenderUnavailable("token is missing") }
      return WhatsAppSender(
        base: settings.baseURL, phoneNumberID: settings.phoneNumberID ?? "",
        endpoint: .init(rawValue: settings.endpoint) ?? .messages, token: try Secret(token).read(), curl: try Curl(),
        now: Clock.now)
    case .sendmail:
      guard let from = settings.from ?? sender.email, let mailbox = EmailSettings.Mailbox(from) else {
        throw SenderUnavailable(
          "from should be an address such as \"Deniz Aksoy <deniz@firm.example>\"; without it sender.email is taken")
      }
      let email = EmailSettings(from: mailbox, bounce: settings.bounce, unsubscribeURL: sender.unsubscribeURL)
      return SendmailSender(settings.command, email, now: Clock.now)
    }
  }
}

/// A sender of the delivery room, as dispatch hands messages over.
private struct DeliverySender: ChannelSender {
  private let sender: any MessageSender

  init(_ sender: any MessageSender) { self.sender = sender }

  var atOnce: Int { sender.atOnce }

  func send(_ jobs: [DeliveryJob], _ report: (Int, DeliveryOutcome?) -> Void) throws {
    var places: [String: Int] = [:]
    var messages: [SenderJob] = []
    for (place, job) in jobs.enumerated() {
      do throws(SenderJob.Unreadable) {
        messages.append(try SenderJob(line: job.line))
        places[job.id] = place
      } catch {
        report(place, DeliveryOutcome(.failed, error: error.message))
      }
    }
    try sender.send(messages) { outcome in
      guard let place = places[outcome.job] else { return }
      var told = DeliveryOutcome(
        .init(rawValue: outcome.kind.rawValue) ?? .unknown, providerID: outcome.providerID, error: outcome.error,
        retryAfter: outcome.retryAfter.map(Double.init), cause: outcome.cause)
      told.isNotFound = outcome.isNotFound
      report(place, told)
    }
  }
}

extension Secret {
  init(_ source: SecretSource) {
    switch source {
    case .environment(let name): self = .environment(name)
    case .file(let path): self = .file(path)
    }
  }
}
