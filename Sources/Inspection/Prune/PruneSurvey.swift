internal import Formats
internal import Outreach
internal import Records
internal import Requests
internal import Spool
internal import Storage

/// Looks at a spool for what can be put away. Reads only.
struct PruneSurvey {
  package let view: SpoolView
  let terms: PrunePlan.Terms

  package func plan() throws(FileError) -> PrunePlan {
    var plan = PrunePlan()
    let processed = try processedDays()
    // Later days matter only to batches that might be archived.
    let everything = processed.contains { $0.day < min(terms.before, terms.coolSince) }
    let answers = try oldAnswers()
    let (days, planners, pending) = try jobsDays(everything: everything || !answers.isEmpty)
    plan.decide(days, terms)
    let ended = Set(plan.ended.map(\.day))
    var remembered: Set<BatchID> = []
    for (day, batches) in planners where !ended.contains(day) || day >= terms.coolSince {
      remembered.formUnion(batches)
    }
    if everything { remembered.formUnion(try plannersInDone()) }
    plan.decide(processed, remembered: remembered, terms)
    let toMend = try decideRefused(&plan)
    try decide(answers, pending: pending, toMend: toMend, &plan)
    plan.stays.sort { ($0.place.rawValue, $0.day) < ($1.place.rawValue, $1.day) }
    try lookForLeftovers(&plan)
    return plan
  }

  // MARK: Jobs

  /// - Returns: the days, the batches that planned their jobs, and those whose jobs are pending.
  private func jobsDays(
    everything: Bool
  ) throws(FileError) -> ([PrunePlan.JobsDay], [CivilDay: Set<BatchID>], pending: Set<BatchID>) {
    let calendar = JobCalendar(view: view)
    let fold = JobFold(try LedgerLog(view).entries)
    let files = try calendar.list(includingDone: false) { everything || $0 < terms.before }
    var days: [CivilDay: PrunePlan.JobsDay] = [:]
    var planners: [CivilDay: Set<BatchID>] = [:]
    var pending: Set<BatchID> = []
    for day in try view.days(of: ["jobs"], below: view.outbox) where day < terms.before {
      let settled = Set(files.lazy.filter { $0.day == day }.map(\.name))
      let names = try view.list(["jobs", FileName(day.iso8601)], below: view.outbox).map(\.name)
      days[day] = PrunePlan.JobsDay(day: day, files: settled, strangers: names.filter { !settled.contains($0) })
    }
    let tallies = parallelMap(files, run: 1) { file -> Result<Tally, FileError> in
      do throws(FileError) { return .success(try tally(file, calendar: calendar, fold: fold)) } catch {
        return .failure(error)
      }
    }
    for (file, result) in zip(files, tallies) {
      let tally = try result.get()
      days[file.day]?.jobs += tally.jobs
      days[file.day]?.pending += tally.pending
      days[file.day]?.unknownLines += tally.unknownLines
      planners[file.day, default: []].formUnion(tally.planners)
      pending.formUnion(tally.pendingPlanners)
    }
    return (days.values.sorted { $0.day < $1.day }, planners, pending)
  }

  /// What a job file holds.
  private struct Tally: Sendable {
    package var jobs = 0
    package var pending = 0
    var unknownLines = 0
    /// The batches that planned its jobs: others than its own, if they were rescheduled.
    var planners: Set<BatchID> = []
    /// Those of them whose jobs are to be sent yet.
    var pendingPlanners: Set<BatchID> = []
  }

  private func tally(_ file: JobCalendar.File, calendar: JobCalendar, fold: JobFold) throws(FileError) -> Tally {
    var tally = Tally(planners: [file.batch])
    try calendar.contents(of: file)?.forEachLine { (line, _, isEnded) throws(FileError) in
      guard isEnded, let job = CalendarJob(line: line) else {
        tally.unknownLines += 1
        return
      }
      tally.jobs += 1
      if job.revision > 0, let batch = job.batch { tally.planners.insert(batch) }
      // A line whose revision is not the ledger's has been written again elsewhere.
      if fold.isEffective(job), fold.status(of: job).status == .pending {
        tally.pending += 1
        tally.pendingPlanners.insert(job.batch ?? file.batch)
      }
    }
    return tally
  }

  /// The planners of jobs in `done/` that were due within the cool-down.
  private func plannersInDone() throws(FileError) -> Set<BatchID> {
    let calendar = JobCalendar(view: view)
    let files = try calendar.list { $0 >= terms.coolSince && $0 < terms.today }
    let tallies = parallelMap(files, run: 1) { file -> Result<Tally, FileError> in
      do throws(FileError) { return .success(try tally(file, calendar: calendar, fold: JobFold())) } catch {
        return .failure(error)
      }
    }
    var found: Set<BatchID> = []
    for tally in tallies { found.formUnion(try tally.get().planners) }
    return found
  }

  // MARK: Requests

  private func processedDays() throws(FileError) -> [PrunePlan.ProcessedDay] {
    var found: [PrunePlan.ProcessedDay] = []
    for day in try view.days(of: ["processed"], below: view.inbox) where day < terms.before {
      var one = PrunePlan.ProcessedDay(day: day)
      // Within the cool-down it stays whatever it holds.
      if day < terms.coolSince {
        for entry in try view.list(["processed", FileName(day.iso8601)], below: view.inbox) {
          try look(at: entry, &one)
        }
      }
      found.append(one)
    }
    return found
  }

  private func look(at entry: DirectoryEntry, _ day: inout PrunePlan.ProcessedDay) throws(FileError) {
    let path: [FileName] = ["processed", FileName(day.day.iso8601), entry.name]
    guard let batch = BatchID(entry.name), view.settled.contains(batch) else {
      day.obstacle = "\(entry.name) is no settled batch"
      return
    }
    var odd: FileName?
    let found = try view.withDirectory(path, below: view.inbox) { (directory) throws(FileError) in
      let names = try view.files.list(directory).map(\.name).sorted()
      for name in names {
        let status = try view.files.status(of: name, in: directory)
        if status.kind != .regular || status.size > TarStream.largestFile { odd = name }
      }
      return names
    }
    guard let names = found else { return }
    if let odd { day.obstacle = "\(batch)/\(odd) is no regular file, or too large for an archive" }
    if !names.contains(BatchRecord.name) { day.obstacle = "batch \(batch) has no .record" }
    day.batches.insert(batch)
    day.planners.insert(batch)
    for name in names {
      // A bulk file's home keeps its slices' records: `.record-<batch>`.
      if name.hasPrefix(".record-"), let slice = BatchID(name.bytes.dropFirst(8)) { day.planners.insert(slice) }
      if !name.hasPrefix("."), !RequestName.isDefaults(name) { day.requests += 1 }
    }
  }

  // MARK: What an earlier prune left

  private func lookForLeftovers(_ plan: inout PrunePlan) throws(FileError) {
    for (root, name) in [(view.inbox, "processed"), (view.inbox, "failed"), (view.outbox, "responses")]
      as [(Directory, FileName)]
    where try view.list([name], below: root).contains(where: { Prune.isScrap($0.name) }) {
      plan.hasScraps = true
    }
    for day in try view.days(of: ["done"], below: view.outbox) {
      let names = try view.list(["done", FileName(day.iso8601)], below: view.outbox).map(\.name)
      if names.contains(where: { BatchFiles.batch(of: $0) != nil }) { plan.uncompressed.append(day) }
      if names.contains(where: Prune.isScrap) { plan.hasScraps = true }
    }
  }
}
