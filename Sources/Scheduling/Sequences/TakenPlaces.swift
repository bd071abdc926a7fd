internal import Outreach
internal import Records
internal import Requests

/// The places that a batch's own sequences have taken so far.
///
/// Few requests meet one that their own batch took, so places are told apart only when somebody asks for one.
final class TakenPlaces {
  private var taken: [(places: [Roster.ContactSlot], sequence: PlannedSequences.Sequence, alsoAt: [ContactAddress])] =
    []
  /// Which of them holds a place, or its complement if the place was freed again.
  private var holders = KeyTable<Int>(filler: 0)
  /// How many are in ``holders``.
  private var known = 0

  package subscript(place: Roster.PlaceID) -> PlannedSequences.Sequence? {
    learn()
    guard let index = holders[place.active], index >= 0 else { return nil }
    return taken[index].sequence
  }

  /// The sequence that took the place last, whether or not it holds it still.
  package func last(at place: Roster.PlaceID) -> PlannedSequences.Sequence? {
    learn()
    return holders[place.active].map { taken[$0 < 0 ? ~$0 : $0].sequence }
  }

  /// The addresses that the request that took the place last gave besides its own; nil if none took it.
  func also(givenAt place: Roster.PlaceID) -> [String]? {
    learn()
    return holders[place.active].map { taken[$0 < 0 ? ~$0 : $0].alsoAt.map(\.text) }
  }

  /// The lead whose request gave an address besides the one that its messages go to.
  func lead(answeringFrom address: ContactAddress) -> LeadID? {
    taken.last { $0.alsoAt.contains(address) }?.sequence.id.lead
  }

  package func take(_ places: [Roster.ContactSlot], for sequence: PlannedSequences.Sequence, alsoAt: [ContactAddress]) {
    taken.append((places, sequence, alsoAt))
  }

  package func free(_ place: Roster.PlaceID) {
    learn()
    if let index = holders[place.active], index >= 0 { holders.set(place.active, to: ~index) }
  }

  private func learn() {
    while known < taken.count {
      for place in taken[known].places { holders.set(place.id.active, to: known) }
      known += 1
    }
  }
}
