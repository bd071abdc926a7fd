internal import Formats
package import Requests

/// What became of one message.
package struct SenderOutcome: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// The provider has it.
    case sent
    /// It was not sent, and may be tried again.
    case retry
    /// It was not sent, and will not be: trying again would change nothing.
    case failed
    /// It may have been sent. Whether to send it again is the channel's policy.
    case unknown
    /// It was not sent, and nothing else can be until somebody mends the account or the configuration.
    case account
  }

  /// The job's id.
  package var job: String
  package var kind: Kind
  /// What the provider calls the message.
  package var providerID: String?
  package var error: String?
  /// Seconds; before that it should not be tried again.
  package var retryAfter: Int?
  package var cause: FailureCause?
  /// It was refused by an address where nothing is, which may be the message's or the configuration's.
  package var isNotFound = false

  package init(
    _ job: String, _ kind: Kind, providerID: String? = nil, error: String? = nil, retryAfter: Int? = nil,
    cause: FailureCause? = nil
  ) {
    self.job = job
    self.kind = kind
    self.providerID = providerID
    self.error = error
    self.retryAfter = retryAfter
    self.cause = cause
  }

  /// Reads a line of a sender; nil if it is none.
  ///
  /// - Parameter only: the one job that it can be about if it names none.
  package init?(line: [UInt8], job only: String? = nil) {
    guard let value = try? JSONValue(parsing: line) else { return nil }
    self.init(value, job: only)
  }

  /// The same from what has been parsed. A word that is no outcome leaves it open what became of the message.
  init?(_ value: JSONValue, job only: String? = nil) {
    guard let job = value["job_id"]?.string ?? only, let said = value["outcome"] else { return nil }
    let kind = said.string.flatMap { Kind(rawValue: $0.lowercased()) }
    let problem = kind == nil ? "its sender says \"\(said.string ?? said.kindName)\", which is no outcome" : nil
    let cause = value["cause"]?.string
    let doubt = cause.flatMap { FailureCause(written: $0) == nil ? "its sender's cause \"\($0)\" is none" : nil }
    let why = [problem, value["error"]?.string, doubt].compactMap(\.self)
    self.init(
      job, kind ?? .unknown, providerID: value["provider_id"]?.textOrNumber,
      error: why.isEmpty ? nil : why.joined(separator: ": "),
      retryAfter: value["retry_after"]?.seconds, cause: cause.flatMap(FailureCause.init(written:)))
  }

  /// Whether a line speaks of an outcome, be it in a way that cannot be read.
  static func isMeant(by line: some Collection<UInt8>) -> Bool {
    Array(line).withUnsafeBytes { $0.firstOffset(of: "\"outcome\"") != nil }
  }

  /// The line with its end.
  package var line: [UInt8] {
    var out = JSONWriter(capacity: 256)
    out.raw(#"{"job_id":"#)
    out.string(job)
    out.raw(#","outcome":"#)
    out.string(kind.rawValue)
    if let providerID {
      out.nextKey("provider_id")
      out.string(providerID)
    }
    if let error {
      out.nextKey("error")
      out.string(error)
    }
    if let retryAfter {
      out.nextKey("retry_after")
      out.int(retryAfter)
    }
    if let cause {
      out.nextKey("cause")
      out.string(cause.rawValue)
    }
    out.raw("}\n")
    return out.bytes
  }
}

extension JSONValue {
  /// `30`, `"30"`, `2.5`: never before now.
  fileprivate var seconds: Int? {
    textOrNumber.flatMap(Double.init).flatMap { $0.isFinite ? Int(min(max(0, $0.rounded(.up)), 1e9)) : nil }
  }
}
