package import Formats

/// What was found in a request file.
package enum RequestContent: Sendable {
  /// With the checksum of the bytes, by which the same request is known when it comes again.
  case document(JSONValue, checksum: UInt64)
  /// Of a command that is obeyed whatever else is in it, with what is to be said of the rest; without a checksum if its file
  /// could not be read.
  case salvaged(JSONValue, warning: String?, checksum: UInt64?)
  case unusable(Refusal)

  /// Of the bytes; nil where nothing could be made of them, or nobody could read them.
  package var checksum: UInt64? {
    switch self {
    case .document(_, let checksum): checksum
    case .salvaged(_, _, let checksum): checksum
    case .unusable: nil
    }
  }

  /// What was passed over of a command.
  package var warnings: [String] {
    if case .salvaged(_, let warning?, _) = self { [warning] } else { [] }
  }

  /// Reads a request's bytes as far as the document.
  package init(of bytes: [UInt8], _ request: RequestName) {
    if bytes.isEmpty {
      self = Self.empty(request)
      return
    }
    do throws(JSONError) {
      self = .document(try JSONValue(parsing: bytes), checksum: Checksum.of(bytes))
    } catch {
      if request.verb?.mayBeEmpty ?? false {
        let found = SalvagedJSON.read(bytes, isReply: request.verb == .reply)
        self = .salvaged(found.document, warning: found.warning, checksum: Checksum.of(bytes))
        return
      }
      if request.verb?.stops ?? false, let document = SalvagedJSON.repaired(bytes) {
        self = .salvaged(document, warning: nil, checksum: Checksum.of(bytes))
        return
      }
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
