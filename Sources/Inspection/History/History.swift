internal import Formats
package import Leads
package import Outreach
package import Records
package import Requests
internal import Spool
package import Storage

/// What was asked, planned and done, in time order. Reads only.
package struct History: Sendable {
  package let view: SpoolView
  private let log: [(entry: LedgerEntry, line: [UInt8])]
  private let files: [JobCalendar.File]
  private let first: BatchID?
  private let columns: ColumnMapping
  /// Lines of the ledger that could not be read: what they told is missing.
  package let damaged: [LineDamage]

  /// - Parameters:
  ///   - first: nothing of earlier batches is wanted.
  ///   - columns: what the headers of bulk files mean.
  package init(
    _ view: SpoolView, from first: BatchID? = nil, columns: ColumnMapping = .standard
  ) throws(FileError) {
    self.view = view
    self.columns = columns
    self.first = first
    (log, damaged) = try LedgerLog.lines(view, from: first?.time.day)
    files = try JobCalendar(view: view).list(where: { day in first.map { day >= $0.time.day } ?? true })
      .filter { file in first.map { file.batch >= $0 } ?? true }
  }

  // MARK: One lead

  /// All that was planned for a lead and happened to it, by the times told: a sender may report late.
  package func entries(of lead: LeadID) throws(FileError) -> [HistoryEntry] {
    let plans = try plans(files, of: lead)
    let jobs = Set(plans.map(\.job))
    let addresses = Set(plans.map(\.address))
    var entries = plans.map(\.entry)
    entries += log.filter { (event, _) in
      if let job = event.job { return jobs.contains(job) }
      if let request = event.request { return RequestID(parsing: request)?.lead == lead }
      return event.lead == lead || event.lead == nil && event.to.map(addresses.contains) ?? false
    }.map { Self.event($0.entry, $0.line) }
    // Looked for first, since a file at work becomes a finished one.
    let atWork = try ProcessedBatch.atWork(view)
    var rows = RowHistory(atWork, refused: try KeptRows.refusedFiles(view))
    var homes = atWork
    for day in try days() {
      let batches = try ProcessedBatch.all(view, on: day)
      homes += batches.filter { !$0.slices.isEmpty }
      entries += try requests(batches, on: day, of: lead)
    }
    rows.add(homes)
    var answers: [AnswerFile] = []
    for home in atWork { if let growing = try AnswerFile.growing(home, view) { answers.append(growing) } }
    answers += try AnswerFile.finished(view)
    let found = AnswerFile.answers(to: lead, in: answers)
      .filter { view.settled.isPast($0.answer.request.batch) }
    entries += rows.entries(found, plannedBy: plans.compactMap(\.request))
    let slices = Dictionary(homes.map { ($0.id, $0.slices) }) { $1 }
    for kept in KeptRows.withoutAnswers(try KeptRows.all(view), answers: answers, homes: homes) {
      entries += try kept.entries(of: lead, slices[kept.home] ?? [], mapping: columns, view: view)
    }
    // Events tell whole seconds.
    return entries.sorted { ($0.at.seconds, $0.nature, $0.cursor) < ($1.at.seconds, $1.nature, $1.cursor) }
  }

  // MARK: The feed

  /// How long an event that a process has appended is held back, so that none which is on its way comes behind it.
  private static let patience: Int64 = 5

  /// Hands on everything from a time or behind a cursor, some batches at a time.
  ///
  /// Nothing is handed on that a batch at work could still come before: whoever continues from the last cursor misses
  /// nothing.
  package func feed(
    from time: Timestamp?, behind cursor: HistoryCursor?, now: Timestamp, _ body: ([HistoryEntry]) -> Void
  )
    throws(FileError)
  {
    let limit = view.settled.firstAtWork(now: now)
    let isWanted = { (entry: HistoryEntry) in
      (limit.map { entry.cursor.batch < $0 } ?? true) && (cursor.map { $0 < entry.cursor } ?? true)
        && (time.map { entry.cursor.batch.time >= $0 } ?? true)
    }
    let events = log.filter { $0.entry.isOfBatch || $0.entry.place.batch.time < now.adding(seconds: -Self.patience) }
    let eventsByBatch = Dictionary(grouping: events.map { Self.event($0.entry, $0.line) }, by: \.cursor.batch)
    let filesByBatch = Dictionary(grouping: files, by: \.batch)
    let runs = try AnswerFile.finished(view).flatMap { $0.runs(from: first) }
    let runsByBatch = Dictionary(grouping: runs.filter { view.settled.isPast($0.batch) }, by: \.batch)
    var rows = RowHistory([], refused: try KeptRows.refusedFiles(view))
    // A bulk file may have been claimed on the day before its last slices were answered.
    if let first, first.time.day.number > 0 {
      rows.add(try ProcessedBatch.all(view, on: CivilDay(number: first.time.day.number - 1)))
    }
    let known = Set(eventsByBatch.keys).union(filesByBatch.keys).union(runsByBatch.keys)
    let knownByDay = Dictionary(grouping: known, by: \.time.day)
    for day in Set(knownByDay.keys).union(try days()).sorted() {
      let batches = try ProcessedBatch.all(view, on: day)
      rows.add(batches)
      let requestsByBatch = Dictionary(grouping: try requests(batches, on: day, of: nil), by: \.cursor.batch)
      var rest = Set(knownByDay[day] ?? []).union(requestsByBatch.keys).sorted()[...]
      while !rest.isEmpty {
        let next = Self.takePortion(of: &rest, filesByBatch)
        let plans = try plans(next.flatMap { filesByBatch[$0] ?? [] }, of: nil)
        let answers = parallelMap(next.flatMap { runsByBatch[$0] ?? [] }, run: 1) { run in
          run.rows.map { (file: run.file, answer: $0) }
        }.flatMap(\.self)
        var entries = next.flatMap { (requestsByBatch[$0] ?? []) + (eventsByBatch[$0] ?? []) } + plans.map(\.entry)
        entries += rows.entries(answers, plannedBy: plans.compactMap(\.request))
        entries = entries.filter(isWanted)
        if !entries.isEmpty { body(entries.sorted { $0.cursor < $1.cursor }) }
      }
    }
  }

  /// As many batches as are worth two cores, and no more: a bulk file's slice alone may have a hundred thousand entries.
  private static func takePortion(
    of rest: inout ArraySlice<BatchID>, _ files: [BatchID: [JobCalendar.File]]
  ) -> [BatchID] {
    var next: [BatchID] = []
    var count = 0
    while count < 8, next.count < 256, let batch = rest.popFirst() {
      next.append(batch)
      count += files[batch]?.count ?? 0
    }
    return next
  }

  // MARK: Plans

  /// A planned job's entry, and by what events are about it.
  private struct Plan: Sendable {
    package var entry: HistoryEntry
    package var job: String
    package var address: String
    /// Of a sequence's first job.
    package var request: RowHistory.Planned?
  }

  private func plans(_ files: [JobCalendar.File], of lead: LeadID?) throws(FileError) -> [Plan] {
    let calendar = JobCalendar(view: view)
    let results = parallelMap(files, run: 1) { file -> Result<[Plan], FileError> in
      do throws(FileError) {
        var found: [Plan] = []
        try calendar.contents(of: file)?.forEachLine(about: lead) { line, number in
          if let plan = Self.plan(line, number: number, file: file, of: lead) { found.append(plan) }
        }
        return .success(found)
      } catch { return .failure(error) }
    }
    var all: [Plan] = []
    for result in results { all += try result.get() }
    return all
  }

  /// Nil for other leads' jobs, and for lines written again when a job was moved: the ledger says so already.
  private static func plan(
    _ line: UnsafeRawBufferPointer, number: Int, file: JobCalendar.File, of lead: LeadID?
  ) -> Plan? {
    // Another lead's is known by its first bytes.
    if let lead, let head = JobLine.head(line), !line[head.lead].elementsEqual(lead.text.utf8) { return nil }
    let fields = JobLine.fields(line)
    guard let job = CalendarJob(line: line), job.revision == 0, lead.map({ $0 == job.lead }) ?? true else { return nil }
    let at = file.batch.time
    var out = JSONWriter(capacity: line.count + 64)
    out.raw(#"{"at":""#)
    out.raw(at.iso8601Bytes)
    out.raw(#"","event":"planned","#)
    if let fields {
      JobLine.appendWithoutStatus(line, fields, to: &out)
    } else {
      out.raw(#""job_id":"#)
      out.string(job.id)
      out.raw(#","request_id":"#)
      out.string(job.request)
      out.raw(#","lead_id":"#)
      out.leadID(job.lead)
    }
    let detail = "\(job.channel.rawValue) message \(job.step) to \(job.to), due \(job.sendAt.iso8601)"
    let cursor = HistoryCursor(batch: file.batch, rank: .plan, item: HistoryCursor.item(file.day.iso8601, line: number))
    let entry = HistoryEntry(cursor: cursor, at: at, event: "planned", lead: job.lead, detail: detail, open: out.bytes)
    let request = job.step == 1 ? RowHistory.Planned(request: job.request, lead: job.lead) : nil
    return Plan(entry: entry, job: job.id, address: job.to, request: request)
  }

  // MARK: Events

  private static func event(_ entry: LedgerEntry, _ line: [UInt8]) -> HistoryEntry {
    let about =
      [entry.job ?? entry.request, entry.to, entry.channel?.rawValue, entry.reason].compactMap(\.self)
      + more(entry, line) + (entry.isLate ? [Self.late] : [])
    let open = line.prefix(line.lastIndex(of: UInt8(ascii: "}")) ?? line.count)
    var told = HistoryEntry(
      cursor: HistoryCursor(
        batch: entry.place.batch, rank: .event,
        item: HistoryCursor.item(entry.place.writer.description, line: entry.place.line)),
      at: entry.at ?? entry.place.batch.time, event: entry.kind.rawValue, lead: entry.lead,
      detail: about.joined(separator: ", "), open: Array(open))
    told.isOfBatch = entry.isOfBatch
    return told
  }

  /// For people: what the event is about beyond its names.
  private static func more(_ entry: LedgerEntry, _ line: [UInt8]) -> [String] {
    switch entry.kind {
    case .rescheduled, .replied:
      guard let value = try? JSONValue(parsing: line) else { return [] }
      if entry.kind == .rescheduled { return value["send_at"]?.string.map { ["due \($0)"] } ?? [] }
      let words = value["text"]?.string?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
      if words.isEmpty { return [] }
      return [words.count > longestWords ? "\"\(words.prefix(longestWords))…\"" : "\"\(words)\""]
    case .optedOut, .optedIn: return entry.channel == nil && entry.to == nil ? ["every channel"] : []
    case .retrying: return [entry.notBefore.map { "until \($0.iso8601)" }, entry.error].compactMap(\.self)
    case .sending, .sent, .failed, .cancelled, .bounced, .expired, .unknown, .delivered, .read: return []
    }
  }

  private static let longestWords = 60
  /// Of a word that is older than what was said or begun since.
  private static let late = "too old to change anything"

  // MARK: Requests

  private func days() throws(FileError) -> [CivilDay] {
    let all = try ProcessedBatch.days(view) + FailedRequest.days(view)
    return Set(all).filter { day in first.map { day >= $0.time.day } ?? true }.sorted()
  }

  private func requests(
    _ batches: [ProcessedBatch], on day: CivilDay, of lead: LeadID?
  ) throws(FileError) -> [HistoryEntry] {
    var entries: [HistoryEntry] = []
    for batch in batches where first.map({ batch.id >= $0 }) ?? true {
      let firsts = Set(batch.names)
      for name in batch.requests where lead == nil || RequestName(name).lead == lead {
        // The same request again got the answer to the first one, and planned nothing.
        let isRepeat = RequestName(name).ref != nil && !firsts.contains(FirstAnswers.fileName(for: name))
        entries.append(Self.request(name, event: isRepeat ? "repeated" : "accepted", batch: batch.id, code: nil))
      }
    }
    for request in try FailedRequest.all(
      view, on: day,
      where: { batch, name in
        view.settled.contains(batch) && (first.map { batch >= $0 } ?? true)
          && (lead == nil || RequestName(name).lead == lead)
      })
    {
      entries.append(Self.request(request.name, event: "refused", batch: request.batch, code: request.code))
    }
    return entries
  }

  private static func request(_ name: FileName, event: String, batch: BatchID, code: String?) -> HistoryEntry {
    let lead = RequestName(name).lead
    var out = HistoryEntry.opening(event, at: batch.time, lead: lead)
    out.raw(#","request":"#)
    out.string(name.description)
    out.raw(#","ref":"#)
    out.string(RequestName(name).ref)
    out.raw(#","batch":"#)
    out.string(batch.description)
    if let code {
      out.raw(#","code":"#)
      out.string(code)
    }
    return HistoryEntry(
      cursor: HistoryCursor(batch: batch, rank: .request, item: name.description), at: batch.time, event: event,
      lead: lead,
      detail: name.description + (code.map { ", \($0)" } ?? ""), open: out.bytes)
  }
}
