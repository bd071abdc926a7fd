package import Formats

/// What was found in a request file.
package enum RequestContent: Sendable {
  /// With the checksum of the bytes, by which the same request is known when it comes again.
  case document(JSONValue, checksum: UInt64)
  case unusable(Refusal)

  /// Reads a request's bytes as far as the document.
  package init(of bytes: [UInt8], _ request: RequestName) {
    if bytes.isEmpty {
      self = Self.empty(request)
      return
    }
    do throws(JSONError) {
      self = .document(try JSONValue(parsing: bytes), checksum: Checksum.of(bytes))
    } catch {
      self = .unusable(
        Refusal(error.reason == .invalidEncoding ? .invalidEncoding : .invalidJSON, error.message + "."))
    }
  }

  /// A full disk upstream must not contact people; that it leaves some alone does no harm.
  private static func empty(_ request: RequestName) -> RequestContent {
    guard let verb = request.verb else {
      return .unusable(
        Refusal(.invalidJSON, "The file is empty: write at least {} to ask for a sequence with all defaults."))
    }
    if verb.mayBeEmpty { return .document(.object([]), checksum: Checksum.of([])) }
    return .unusable(
      Refusal(
        .invalidJSON,
        "The file is empty: the command \(verb.rawValue) has the fields \(verb.fields.joined(separator: ", "))."))
  }
}
