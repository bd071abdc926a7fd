package import Outreach
internal import Storage
internal import Synchronization

/// A time zone: its name and what its clocks show.
///
/// Names are those of the IANA database with their area (`Europe/Istanbul`), `UTC`, or a fixed offset (`+03:00`).
/// Single words such as `EST` or `Turkey` are refused although libraries know them: people who write `EST` mean the
/// clocks of New York, and would get ones that never change to summer time.
package struct Zone: Hashable, Sendable, CustomStringConvertible {
  package let identifier: String
  private let offsets: ZoneOffsets

  package static let utc = Zone(identifier: "UTC", offsets: ZoneOffsets(fixed: 0))

  /// Nil for a name that is unknown. The first use of a name costs up to a millisecond, later ones a look-up.
  package init?(identifier: String) {
    if let known = Zone.known.withLock({ $0[identifier] }) {
      self = known
      return
    }
    guard let offsets = Zone.offsets(of: identifier) else { return nil }
    self.init(identifier: identifier, offsets: offsets)
    let made = self
    Zone.known.withLock { $0[identifier] = made }
  }

  /// The zone whose clocks a lead lives by: its own if it names one, else `standard`.
  package static func of(_ lead: borrowing Lead, else standard: Zone) throws(UnknownZone) -> Zone {
    guard let name = lead.timeZone else { return standard }
    guard let zone = Zone(identifier: name) else { throw UnknownZone(name: name) }
    return zone
  }

  private init(identifier: String, offsets: ZoneOffsets) {
    self.identifier = identifier
    self.offsets = offsets
  }

  /// The offset at `instant`, and for how long it holds.
  package func interval(at instant: Timestamp) -> ZoneInterval { offsets.interval(at: instant.seconds) }

  package func interval(atSecond second: Int64) -> ZoneInterval { offsets.interval(at: second) }

  /// Two zones are one if they have one name: aliases stay apart, as the lead book spells them.
  package static func == (a: Zone, b: Zone) -> Bool { a.identifier == b.identifier }
  package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }

  package var description: String { identifier }

  // Only names that exist are kept, so bad input cannot make it grow.
  private static let known = Mutex<[String: Zone]>([:])

  private static let areas: Set<String> = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
    "Etc", "Brazil", "Canada", "Chile", "Mexico", "US",
  ]

  private static func offsets(of identifier: String) -> ZoneOffsets? {
    if identifier == "UTC" { return ZoneOffsets(fixed: 0) }
    if let offset = fixedOffset(identifier) { return ZoneOffsets(fixed: offset) }
    let parts = identifier.split(separator: "/", omittingEmptySubsequences: false)
    // Only names' own letters: no dots that lead out of the directory, no NUL at which the system would stop.
    guard parts.count > 1, areas.contains(String(parts[0])), identifier != "Etc/Unknown",
      identifier.utf8.allSatisfy(isInNames), !parts.contains("")
    else { return nil }
    if let file = TimeZoneDatabase.ofThisMachine.contents(of: identifier).flatMap(TimeZoneFile.init) {
      return ZoneOffsets(file)
    }
    return identifier == "Europe/Istanbul" ? builtIn : nil
  }

  /// Where a machine has no time zone data the home market's clocks are known all the same: UTC+3 since 7 September 2016.
  private static let builtIn = ZoneOffsets(fixed: 10_800)

  /// The zone that was probably meant; nil if no name is near.
  fileprivate static func nearest(to name: String) -> String? {
    NearestName.of(name, among: areas.sorted().flatMap(TimeZoneDatabase.ofThisMachine.names))
  }

  private static func isInNames(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
    default: false
    }
  }

  /// `+03:00` in seconds; -12:00 to +14:00, as clocks on this planet go.
  private static func fixedOffset(_ text: String) -> Int64? {
    guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let time = TimeOfDay(text.dropFirst())
    else { return nil }
    let offset = sign == UInt8(ascii: "-") ? -time.seconds : time.seconds
    return (-43_200...50_400).contains(offset) ? offset : nil
  }
}

/// A lead's `time_zone` is not the name of one; sending by other clocks could wake the person at night.
package struct UnknownZone: Error, Hashable, Sendable, CustomStringConvertible {
  package var name: String

  package init(name: String) { self.name = name }

  package var description: String {
    if TimeZoneDatabase.ofThisMachine.isMissing {
      return "the time zone \"\(name)\" is not known, since this machine has no time zone data (install tzdata); "
        + "without it Europe/Istanbul, UTC and offsets such as +03:00 can be used"
    }
    let meant = Zone.nearest(to: name).map { "; did you mean \"\($0)\"?" }
    return "\"\(name)\" is not a known time zone"
      + (meant ?? "; give a name such as Europe/Istanbul, UTC, or an offset such as +03:00")
  }
}
