internal import Formats
internal import Requests
package import Storage

/// `failed/…/140.error.json`: why 140.json was refused.
package enum ErrorFile {
  private static let suffix: StaticString = ".error.json"

  /// Distinct from every name in `taken`, and short enough for any file system with its staging prefix.
  package static func name(for request: FileName, taken: inout Set<FileName>) -> FileName {
    var name = standardName(for: request)
    // 140 and 140.json in one batch, or 140.error.json put back together with 140.json.
    var ordinal = 2
    while !taken.insert(name).inserted {
      name = FileName(bytes: stem(of: request) + "~\(ordinal)\(suffix)".utf8)
      ordinal += 1
    }
    return name
  }

  // MARK: Reading a batch directory of failed/

  /// Whether the name is such a file's; a request may be called so, too.
  package static func isOne(_ name: FileName) -> Bool { name.hasSuffix(suffix) }

  /// The requests among a directory's names.
  ///
  /// A request may itself be named like an error file; then it has one of its own.
  package static func requests(among names: Set<FileName>) -> [FileName] {
    names.filter { name in
      let isOurs = name.hasSuffix(suffix) || BulkName.isRefusedRows(name)
      return !name.hasPrefix(".") && RequestName(name) != .defaults
        && (!isOurs || names.contains(standardName(for: name)))
    }
  }

  /// The names under which a request's error file may lie there; more than one only where two requests share a stem.
  package static func candidates(for request: FileName, among names: Set<FileName>) -> [FileName] {
    let standard = standardName(for: request)
    let numbered = stem(of: request) + [UInt8(ascii: "~")]
    // Nearly always the name without a number is the only one, and a search through all names would be for nothing.
    let sharesStem = names.contains(twin(of: request))
    if names.contains(standard), !sharesStem, !names.contains(standardName(for: standard)) { return [standard] }
    return names.filter { name in
      guard name.hasSuffix(suffix) else { return false }
      let digits = name.bytes.dropFirst(numbered.count).dropLast(suffix.utf8CodeUnitCount)
      return name == standard
        || name.bytes.starts(with: numbered) && !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
    }.sorted()
  }

  /// The code in an error file's envelope; nil if it is not one.
  package static func code(in bytes: [UInt8]) -> String? { (try? JSONValue(parsing: bytes))?["error"]?["code"]?.string }

  private static func standardName(for request: FileName) -> FileName {
    FileName(bytes: stem(of: request) + "\(suffix)".utf8)
  }

  private static func stem(of request: FileName) -> [UInt8] {
    let stem =
      BulkName(request).map { Array($0.stem.utf8) }
      ?? Array(request.hasSuffix(".json") ? request.bytes.dropLast(5) : request.bytes)
    return stem.count > 200 ? Array(stem.prefix(180)) + Array("~\(String(Checksum.of(stem), radix: 16))".utf8) : stem
  }

  /// 140 for 140.json and the other way round.
  private static func twin(of request: FileName) -> FileName {
    request.hasSuffix(".json")
      ? FileName(bytes: request.bytes.dropLast(5)) : FileName(bytes: request.bytes + Array(".json".utf8))
  }
}
