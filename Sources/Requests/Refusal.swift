package import Formats

/// Why a request was refused. The raw values are part of the contract.
package enum RefusalCode: String, Sendable, CaseIterable {
  case invalidFileName = "INVALID_FILE_NAME"
  case unsupportedFileType = "UNSUPPORTED_FILE_TYPE"
  case notARegularFile = "NOT_A_REGULAR_FILE"
  case fileTooLarge = "FILE_TOO_LARGE"
  case forbiddenOwner = "FORBIDDEN_OWNER"
  case unreadable = "UNREADABLE"
  case invalidEncoding = "INVALID_ENCODING"
  case invalidJSON = "INVALID_JSON"
  case invalidCSV = "INVALID_CSV"
  case unknownField = "UNKNOWN_FIELD"
  case invalidField = "INVALID_FIELD"
  case missingField = "MISSING_FIELD"
  case missingColumn = "MISSING_COLUMN"
  case leadNotFound = "LEAD_NOT_FOUND"
  case channelUnreachable = "CHANNEL_UNREACHABLE"
  case alreadyActive = "ALREADY_ACTIVE"
  case recentlyContacted = "RECENTLY_CONTACTED"
  case optedOut = "OPTED_OUT"
  case nothingPending = "NOTHING_PENDING"
  case duplicateRequest = "DUPLICATE_REQUEST"
  case generationFailed = "GENERATION_FAILED"
  case internalError = "INTERNAL"
}

/// One thing that is wrong with a request.
package struct Problem: Error, Hashable, Sendable {
  package var code: RefusalCode
  /// One sentence a person can act on.
  package var message: String
  /// The field's path, `lead.phone`; nil if it is not about a field.
  package var field: String?
  /// What stood there.
  package var value: JSONValue?
  package var allowed: [String]
  /// The nearest allowed value or known name.
  package var suggestion: String?

  package init(
    _ code: RefusalCode, _ message: String, field: String? = nil, value: JSONValue? = nil, allowed: [String] = [],
    suggestion: String? = nil
  ) {
    self.code = code
    self.message = message
    self.field = field
    self.value = value
    self.allowed = allowed
    self.suggestion = suggestion
  }
}

/// All that is wrong with a request, in order; its code is the first problem's.
package struct Refusal: Error, Hashable, Sendable {
  package var problems: [Problem]
  /// Whom the request, whatever is wrong with it, says to leave alone.
  package var stated: StatedRefusal?

  package init(_ problems: [Problem], _ stated: StatedRefusal? = nil) {
    self.problems = problems
    self.stated = stated
  }

  package init(_ code: RefusalCode, _ message: String) { problems = [Problem(code, message)] }

  package var code: RefusalCode { problems.first?.code ?? .internalError }

  package var message: String {
    guard let first = problems.first else { return "The request was refused for no stated reason." }
    switch problems.count {
    case 1: return first.message
    case 2: return first.message + " One more problem is in the details."
    default: return first.message + " \(problems.count - 1) more problems are in the details."
    }
  }
}
