#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The machine's time zone data (the package `tzdata`): a file for each IANA name, in the form of RFC 9636.
///
/// The machine's and not a copy in the program, because rules change several times a year and only the machine's are updated.
package struct TimeZoneDatabase: Sendable {
  /// The first of these that is there holds the data.
  private let directories: [String]

  package init(directories: [String]) { self.directories = directories }

  /// Where systems keep it; `TZDIR` names another place, as it does for the C library.
  package static let ofThisMachine: TimeZoneDatabase = {
    if let directory = getenv("TZDIR") { return TimeZoneDatabase(directories: [String(cString: directory)]) }
    return TimeZoneDatabase(directories: ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"])
  }()

  /// No data at all: nothing but what the program has built in can be known.
  package var isMissing: Bool { directory == nil }

  /// The bytes of a zone's file, nil if there is none.
  ///
  /// - Parameter name: with its area, `Europe/Istanbul`; whoever asks has made sure that it leads nowhere else.
  package func contents(of name: String) -> [UInt8]? {
    guard let directory else { return nil }
    let descriptor = open("\(directory)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // The largest has 4 KB.
    let limit = 65_536
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit {
        let read = read(descriptor, buffer.baseAddress.map { $0 + count }, limit - count)
        if read <= 0 { return }
        count += read
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// The names in an area and its parts: `Europe` → `Europe/Istanbul`, `Europe/Berlin`, …
  package func names(in area: String) -> [String] {
    guard let directory, let stream = opendir("\(directory)/\(area)") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      let name = String(cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
      if name.utf8.first == UInt8(ascii: ".") { continue }
      let full = "\(area)/\(name)"
      names += Int32(entry.pointee.d_type) == Int32(DT_DIR) ? self.names(in: full) : [full]
    }
    return names
  }

  private var directory: String? { directories.first { access($0, R_OK | X_OK) == 0 } }
}
