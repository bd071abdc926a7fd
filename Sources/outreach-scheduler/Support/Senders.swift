internal import Dispatching
internal import Outreach
internal import Scheduling
internal import Storage

/// The senders that a configuration names.
enum Senders {
  static func all(
    _ configuration: Configuration, outbox: String, _ files: POSIXFileSystem
  ) throws(Exit) -> [Channel: any ChannelSender] {
    var senders: [Channel: any ChannelSender] = [:]
    for (channel, settings) in configuration.delivery {
      switch settings.kind {
      case .spool: senders[channel] = SpoolSender(outbox: outbox, channel: channel, files: files)
      case .sendmail, .whatsAppCloud, .webhook, .command:
        throw .configuration("delivery.\(channel.rawValue): the sender \(settings.kind.rawValue) cannot be used yet")
      }
    }
    return senders
  }
}
