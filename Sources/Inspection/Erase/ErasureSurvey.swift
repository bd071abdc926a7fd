package import Leads
package import Outreach
internal import Records
internal import Requests
internal import Scheduling
package import Storage

/// What is held of leads, and what stands against erasing it now. Reads only.
package struct ErasureSurvey: Sendable {
  package private(set) var persons: ErasedPersons
  /// Lines of the calendar.
  package private(set) var jobs = 0
  /// Lines of the ledger.
  package private(set) var events = 0
  /// Files of their own: requests, answers, messages that wait to be fetched.
  package private(set) var files = 0
  /// Bulk files that are looked through for rows of theirs.
  package private(set) var bulkFiles = 0
  /// Leads of whom nothing is held.
  package internal(set) var unknown: Set<LeadID> = []
  /// Messages that somebody has begun to send and of which nobody has said what came of them.
  package private(set) var beingSent: [String] = []
  /// Addresses that other leads have, too, and those leads.
  package private(set) var shared: [String: LeadID] = [:]

  /// - Parameter columns: what the headers of bulk files mean.
  package init(
    _ leads: Set<LeadID>, _ view: SpoolView, columns: ColumnMapping = .standard, now: Timestamp
  ) throws(FileError) {
    persons = ErasedPersons(leads, at: now)
    unknown = leads
    let calendar = try JobCalendar(view: view).list()
    try lookAtCalendar(calendar, view)
    try lookAtOthers(calendar, view)
    try lookAtLedger(view)
    try countFiles(view)
    try lookFurther(view, columns)
    persons.leads.subtract(unknown)
  }

  private mutating func lookAtCalendar(_ files: [JobCalendar.File], _ view: SpoolView) throws(FileError) {
    for file in files {
      guard let contents = try JobCalendar(view: view).contents(of: file), persons.mayConcern(contents.bytes) else {
        continue
      }
      contents.forEachLine { line, _, _ in
        guard let job = CalendarJob(line: line), persons.leads.contains(job.lead) else { return }
        jobs += 1
        persons.addresses.formUnion([job.to] + job.also)
        persons.paths.insert(file.path)
        unknown.remove(job.lead)
      }
    }
  }

  /// An address that another lead has is that one's, too: what is said about it stays. It is closed all the same, since
  /// whoever answers there may be who is erased.
  private mutating func lookAtOthers(_ files: [JobCalendar.File], _ view: SpoolView) throws(FileError) {
    let theirs = persons.addresses
    guard !theirs.isEmpty else { return }
    for file in files {
      guard let contents = try JobCalendar(view: view).contents(of: file), persons.mayConcern(contents.bytes) else {
        continue
      }
      contents.forEachLine { line, _, _ in
        guard let job = CalendarJob(line: line), !persons.leads.contains(job.lead) else { return }
        for address in [job.to] + job.also where theirs.contains(address) { shared[address] = job.lead }
      }
    }
    persons.addresses.subtract(shared.keys)
    persons.closed = Set(shared.keys)
  }

  private mutating func lookAtLedger(_ view: SpoolView) throws(FileError) {
    var log: [LedgerEntry] = []
    for file in try LedgerLog.list(view) {
      guard let contents = try LedgerLog.contents(of: file, view), persons.mayConcern(contents.bytes) else { continue }
      contents.forEachLine { line, number, isEnded in
        guard isEnded, persons.concern(eventLine: line) else { return }
        events += 1
        persons.paths.insert(file.path)
        let bytes = line.bindMemory(to: UInt8.self)
        guard let entry = LedgerEntry(bytes, batch: file.batch, writer: file.name, number: number) else { return }
        log.append(entry)
        let lead = entry.lead ?? entry.job.flatMap { JobID($0)?.request.lead }
        if let lead { unknown.remove(lead) }
      }
    }
    persons.bounces = SharedBounces(log, at: Set(shared.keys)).lines
    for job in SendingLog(log).open {
      if try !isReleased(job, view) { beingSent.append(job) }
    }
  }

  /// Whether it waits to be fetched, or was answered.
  private func isReleased(_ job: String, _ view: SpoolView) throws(FileError) -> Bool {
    for place in Channel.allCases.map(\.rawValue) + ["sent", "failed"] {
      let names = try view.list(["due", FileName(place)], below: view.outbox).map(\.name)
      if names.contains(FileName("\(job).json")) || names.contains(FileName(".\(job).json")) { return true }
    }
    return false
  }

  private mutating func countFiles(_ view: SpoolView) throws(FileError) {
    var lists: [[FileName]] = [
      try view.list([], below: view.inbox).filter { $0.kind != .directory }.map(\.name)
    ]
    for path in try Self.answers(view) { lists.append(try view.list(path, below: view.outbox).map(\.name)) }
    let own = lists.count
    for batch in try ProcessedBatch.all(view, passOver: { _ in }) { lists.append(batch.names) }
    for day in try view.days(of: ["failed"], below: view.inbox) {
      let path: [FileName] = ["failed", FileName(day.iso8601)]
      for batch in try view.list(path, below: view.inbox) where batch.kind != .regular {
        lists.append(try view.list(path + [batch.name], below: view.inbox).map(\.name))
      }
    }
    for (index, names) in lists.enumerated() {
      for name in names {
        if persons.concern(name) {
          files += 1
          if let lead = persons.leads.first(where: { ErasedPersons([$0], at: persons.at).concern(name) }) {
            unknown.remove(lead)
          }
        } else if index >= own, BulkName(name) != nil, !RequestName.isDefaults(name) {
          bulkFiles += 1
        }
      }
    }
  }
}
