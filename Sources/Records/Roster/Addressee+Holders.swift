package import Outreach
internal import Requests

extension Addressee {
  /// Its places on a channel, the lead's first.
  package func holders(on channel: Channel) -> [Roster.Holder] {
    let lead = lead.map { [Roster.Holder.lead($0)] } ?? []
    return lead + addresses(on: channel).map { .address($0) }
  }
}
