// The one file of this room that needs Foundation: its time zone data is kept by others and always at hand, also where
// the machine has no tzdata. It costs a program some milliseconds at its start and about ten at the first zone asked for.
internal import Foundation

extension ZoneOffsets {
  /// The offsets of an IANA zone from 1970 to 2100; before and after, the first and the last known one hold.
  init?(ianaName: String) {
    guard let zone = Foundation.TimeZone(identifier: ianaName) else { return nil }
    var instant = Date(timeIntervalSince1970: 0)
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    let initial = Int64(zone.secondsFromGMT(for: instant))
    var changes: [(second: Int64, offset: Int64)] = []
    while let next = zone.nextDaylightSavingTimeTransition(after: instant), next > instant, next < end {
      changes.append((Int64(next.timeIntervalSince1970), Int64(zone.secondsFromGMT(for: next))))
      instant = next
    }
    self.init(initial: initial, changes: changes)
  }
}

extension Zone {
  /// The zone that was probably meant; nil if no name is near.
  ///
  /// Asking Foundation for its list also makes the linker keep what knows the zones: in a program that is linked statically
  /// `TimeZone(identifier:)` alone finds it at run time, or not at all.
  static func nearest(to name: String) -> String? {
    NearestName.of(
      name, among: Foundation.TimeZone.knownTimeZoneIdentifiers.filter { $0.utf8.contains(UInt8(ascii: "/")) })
  }
}
