internal import Formats
internal import Outreach
package import Requests

/// A command that something from outside comes down to, as the file that is dropped into the inbox.
///
/// Its name and its bytes depend on nothing but the message: the same message twice is the same request twice, which is
/// answered once.
package struct ReceivedCommand: Hashable, Sendable {
  package enum Verb: String, Sendable {
    case reply, bounce, failed, delivered, read, sent
    case optOut = "opt-out"
  }

  /// Whom or what it is about.
  package enum Subject: Hashable, Sendable {
    case job(JobID)
    /// By what the provider calls the message; the address helps where that is not known.
    case provider(id: String, address: String?)
    case address(String)
  }

  package var verb: Verb
  package var subject: Subject
  /// Fields beside those that say what it is about, with their values as JSON texts.
  package var fields: [(name: String, value: String)]
  /// What the message is known by, whatever that is.
  package var source: String
  /// Whether the provider says that the person cannot be reached on this channel, so that another one may do.
  package var isUnreachable = false

  /// 32 letters of the hash of where it comes from.
  private var ref: String { String(SHA256.hexadecimal(SHA256.digest(Array(source.utf8))).prefix(32)) }

  package var fileName: String {
    switch subject {
    case .job(let job): "\(job.request.lead).\(verb.rawValue)@\(ref).json"
    case .provider, .address: "\(verb.rawValue)-\(ref).ndjson"
    }
  }

  package var bytes: [UInt8] {
    var members: [(String, String)] = []
    switch subject {
    case .job(let job): if verb != .reply, verb != .optOut { members.append(("job_id", job.description)) }
    case .provider(let id, let address):
      members += [("command", verb.rawValue)]
      if let address { members.append(("to", address)) }
      members.append(("provider_id", id))
    case .address(let address): members += [("command", verb.rawValue), ("to", address)]
    }
    members += fields.map { ($0.name, $0.value) }
    if case .job = subject {} else { members.append(("ref", ref)) }
    var out = JSONWriter()
    out.value(.object(members.map { JSONMember(key: $0.0, value: .string($0.1)) }))
    out.raw("\n")
    return out.bytes
  }

  package static func == (a: Self, b: Self) -> Bool { a.fileName == b.fileName && a.bytes == b.bytes }
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// As much of a text as a command takes.
  static func shortened(_ text: String) -> String {
    let longest = 4000
    guard text.utf8.count > longest else { return text }
    var kept = String(decoding: text.utf8.prefix(longest), as: UTF8.self)
    // The last character may have been cut in two.
    if kept.unicodeScalars.last == "\u{FFFD}" { kept.removeLast() }
    return kept
  }
}

extension ReceivedCommand {
  /// What the provider calls the message that it is about, if that is how it is known.
  package var providerID: String? {
    guard case .provider(let id, _) = subject else { return nil }
    return id
  }

  /// The same about the job, if that has been found; else about the person's address, where there is one.
  package func found(in jobs: [String: JobID]) -> ReceivedCommand {
    guard case .provider(let id, let address) = subject else { return self }
    var command = self
    if let job = jobs[id] {
      command.subject = .job(job)
      // Whose word it is that a message failed after all.
      if verb == .failed { command.fields.append(("provider_id", id)) }
    } else if verb == .reply, let address {
      command.subject = .address(address)
    }
    return command
  }
}
