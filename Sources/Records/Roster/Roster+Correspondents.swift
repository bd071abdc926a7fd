internal import Formats
internal import Leads
package import Outreach
internal import Requests
internal import Storage

/// Addresses of leads that nothing is sent to: whoever answers from one of them is the lead all the same.
extension Roster {
  /// The sequence whose request gave an address besides the one that it is sent to; nil if none did.
  package func correspondent(at address: String, on channel: Channel) -> Active? {
    words(id(.address(address), on: channel).correspondent).flatMap(Active.init(last:))
  }

  /// Takes note that a sequence's lead has an address, too.
  package mutating func noteCorrespondent(_ active: Active, at address: String, on channel: Channel) {
    set(id(.address(address), on: channel).correspondent, active.packed)
  }
}
