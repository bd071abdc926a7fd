package import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Storage

/// `outbox/due/`: messages for another program, which answers by moving their files.
///
/// ```
/// due/<channel>/<job_id>.json      to be sent
/// due/sent/<job_id>.json           it was
/// due/failed/<job_id>.json         it was not, and why in <job_id>.error.json, if that is there
/// ```
struct SpoolOutlet {
  /// What a program has made of a message.
  struct Answer {
    var job: String
    var outcome: DeliveryOutcome
    fileprivate var directory: FileName
    fileprivate var files: [FileName]
  }

  /// A message that no program has fetched.
  struct Released {
    var channel: Channel
    /// Nil if its file cannot be read.
    var job: CalendarJob?
  }

  let outbox: Directory
  let files: any FileSystem

  // MARK: Answers

  /// What has been moved to `sent/` and `failed/`, and files there that are no jobs'.
  func answers() throws(FileError) -> (found: [Answer], foreign: [String]) {
    var found: [Answer] = []
    var foreign: [String] = []
    guard let due = try files.openIfThere(ReleasedFile.directory, in: outbox) else { return ([], []) }
    defer { files.close(due) }
    for place: FileName in ["sent", "failed"] {
      guard let directory = try files.openIfThere(place, in: due) else { continue }
      defer { files.close(directory) }
      let names = Set(try files.list(directory).filter { $0.kind != .directory }.map(\.name))
      for name in names.sorted() where !name.hasPrefix(".") && !name.hasSuffix(".error.json") {
        guard let job = Self.job(name) else {
          foreign.append(directory.path(of: name))
          continue
        }
        let why = FileName("\(job).error.json")
        let outcome =
          place == "sent" ? DeliveryOutcome(.sent) : failure(names.contains(why) ? why : nil, in: directory)
        found.append(
          Answer(job: job, outcome: outcome, directory: place, files: names.contains(why) ? [name, why] : [name]))
      }
    }
    return (found, foreign)
  }

  private func failure(_ name: FileName?, in directory: Directory) -> DeliveryOutcome {
    guard let name, let bytes = try? files.readFile(name, in: directory, upTo: 65_536) else {
      return DeliveryOutcome(.failed, error: "its sender did not say why")
    }
    guard let value = try? JSONValue(parsing: bytes) else {
      let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return DeliveryOutcome(.failed, error: text.isEmpty ? nil : text)
    }
    var outcome = DeliveryOutcome(value) ?? DeliveryOutcome(.failed)
    if outcome.kind == .sent { outcome.kind = .failed }
    outcome.error = outcome.error ?? value["message"]?.string ?? value["error"]?["message"]?.string ?? value.string
    return outcome
  }

  /// Takes away what has been written down.
  func remove(_ answers: [Answer]) throws(FileError) {
    guard !answers.isEmpty, let due = try files.openIfThere(ReleasedFile.directory, in: outbox) else { return }
    defer { files.close(due) }
    for answer in answers {
      guard let directory = try files.openIfThere(answer.directory, in: due) else { continue }
      defer { files.close(directory) }
      for name in answer.files {
        do throws(FileError) { try files.remove(name, in: directory) } catch  where error.isNotFound {}
      }
    }
  }

  // MARK: Released messages

  /// Those that wait to be fetched, by their jobs.
  func released() throws(FileError) -> [String: Released] {
    var found: [String: Released] = [:]
    for channel in Channel.allCases {
      _ = try inDirectory(of: channel) { (directory) throws(FileError) in
        for entry in try files.list(directory) {
          guard let id = Self.job(entry.name) else { continue }
          let bytes = (try? files.readFile(entry.name, in: directory)) ?? []
          let job = bytes.split(separator: 0x0A).first.flatMap { line in
            Array(line).withUnsafeBytes { CalendarJob(line: $0) }
          }
          found[id] = Released(channel: channel, job: job)
        }
      }
    }
    return found
  }

  /// Whether it was still there; nobody can fetch it any more then. It is kept under its staged name until that is written
  /// down: else nobody could tell that it was not fetched.
  func takeBack(_ job: String, on channel: Channel) throws(FileError) -> Bool {
    try inDirectory(of: channel) { (directory) throws(FileError) -> Bool in
      do throws(FileError) {
        try files.rename(
          ReleasedFile.name(of: job), in: directory, to: ReleasedFile.stagedName(of: job), in: directory,
          replacing: true)
        try files.sync(directory)
        return true
      } catch  where error.isNotFound {
        return false
      }
    } ?? false
  }

  /// Whether a message that was made ready, or taken back, is there.
  func isStaged(_ job: String, on channel: Channel) throws(FileError) -> Bool {
    try inDirectory(of: channel) { (directory) throws(FileError) -> Bool in
      try files.exists(ReleasedFile.stagedName(of: job), in: directory)
    } ?? false
  }

  func discard(_ job: String, on channel: Channel) throws(FileError) {
    _ = try inDirectory(of: channel) { (directory) throws(FileError) in
      do throws(FileError) {
        try files.remove(ReleasedFile.stagedName(of: job), in: directory)
      } catch  where error.isNotFound {}
    }
  }

  /// Shows a message that was made ready; false if there is none of it.
  func publish(_ job: String) throws(FileError) -> Bool {
    guard let channel = JobID(job)?.channel else { return false }
    return try inDirectory(of: channel) { (directory) throws(FileError) -> Bool in
      do throws(FileError) {
        try files.rename(
          ReleasedFile.stagedName(of: job), in: directory, to: ReleasedFile.name(of: job), in: directory,
          replacing: false)
        try files.sync(directory)
        return true
      } catch  where error.isNotFound {
        return false
      }
    } ?? false
  }

  private func inDirectory<Result>(
    of channel: Channel, _ body: (Directory) throws(FileError) -> Result
  ) throws(FileError) -> Result? {
    guard let due = try files.openIfThere(ReleasedFile.directory, in: outbox) else { return nil }
    defer { files.close(due) }
    guard let directory = try files.openIfThere(ReleasedFile.directory(of: channel), in: due) else { return nil }
    defer { files.close(directory) }
    return try body(directory)
  }

  /// Nil for a name that is no job's.
  private static func job(_ name: FileName) -> String? {
    guard !name.hasPrefix("."), name.hasSuffix(".json"), let text = name.text else { return nil }
    let id = String(text.dropLast(5))
    return JobID(id) == nil ? nil : id
  }
}

extension DeliveryOutcome {
  /// From a sender's line: `{"job_id":…,"outcome":"retry","error":…,"retry_after":…}`; nil without an outcome.
  package init?(_ value: JSONValue) {
    guard let kind = value["outcome"]?.string.flatMap(Kind.init) else {
      guard value["error"]?.string != nil else { return nil }
      self.init(.failed, error: value["error"]?.string)
      return
    }
    self.init(
      kind, providerID: value["provider_id"]?.textOrNumber, error: value["error"]?.string,
      retryAfter: value["retry_after"]?.textOrNumber.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil },
      cause: value["cause"]?.string.flatMap(FailureCause.init(written:)))
  }
}
