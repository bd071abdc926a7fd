internal import Outreach
internal import Requests

extension Configuration {
  /// What may be missing and is missed in every message, each one sentence that begins with the key.
  package var gaps: [String] {
    var gaps: [String] = []
    if sender.offer == nil {
      gaps.append("sender.offer is not set: messages cannot say what is offered, and few will be answered")
    } else if sender.offer?[defaults.language] == nil {
      gaps.append(
        "sender.offer has no text in the language \"\(defaults.language.rawValue)\", in which requests are answered unless "
          + "they say otherwise")
    }
    let missing = [("sender.trade_name", sender.tradeName), ("sender.mersis", sender.mersis)].filter { $0.1 == nil }
    if !missing.isEmpty {
      let names = missing.map(\.0).joined(separator: " and ")
      gaps.append(
        "\(names) \(missing.count == 1 ? "is" : "are") not set: in Türkiye a commercial message has to bear the sender's "
          + "trade name and MERSİS number (Law 6563)")
    }
    if sender.unsubscribeURL == nil, sender.email != nil || defaults.channel != .channels([.whatsapp]) {
      gaps.append("sender.unsubscribe_url is not set: e-mails offer no link to unsubscribe by, only an answer")
    }
    return gaps
  }
}
