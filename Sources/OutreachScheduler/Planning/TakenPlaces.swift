/// The places that a batch's own sequences have taken so far.
struct TakenPlaces {
  private var sequences: [PlannedSequences.Sequence] = []
  /// Which of them holds a place; -1 for a place that was freed again.
  private var holders = KeyTable<Int>(filler: -1)

  /// Makes room for that many sequences more.
  mutating func expect(_ count: Int) {
    sequences.reserveCapacity(sequences.count + count)
    holders.reserve(count * 2)
  }

  subscript(place: Roster.PlaceID) -> PlannedSequences.Sequence? {
    guard let index = holders[place.active], index >= 0 else { return nil }
    return sequences[index]
  }

  mutating func take(_ places: [Roster.Place], for sequence: PlannedSequences.Sequence) {
    for place in places { holders.set(place.id.active, to: sequences.count) }
    sequences.append(sequence)
  }

  mutating func free(_ place: Roster.PlaceID) {
    if holders[place.active] != nil { holders.set(place.active, to: -1) }
  }
}
