package import Leads
package import Outreach
internal import Requests
package import Scheduling
package import Storage

/// Answers rows of a bulk file for nobody, one after the other, so that a row of which the process dies is known.
package struct BulkProbe {
  /// What is being done: told before, since nothing can be told after a death.
  package enum Sign: Hashable, Sendable, LosslessStringConvertible {
    /// The next row's end is looked for.
    case reading(after: Int)
    case answering(Int)

    package var description: String {
      switch self {
      case .reading(let row): "after \(row)"
      case .answering(let row): "\(row)"
      }
    }

    package init?(_ text: String) {
      let words = text.split(separator: " ")
      guard let row = words.last.flatMap({ Int($0) }) else { return nil }
      self = words.count == 2 && words[0] == "after" ? .reading(after: row) : .answering(row)
    }
  }

  private let home: BulkFile
  private let settings: Worker.Settings
  private let planner: SequencePlanner
  private let files: any FileSystem

  /// Nil if no bulk file lies in the directory.
  package init?(
    directory: Directory, settings: Worker.Settings, planner: SequencePlanner, files: any FileSystem
  ) throws(FileError) {
    let name = FileName(directory.path.split(separator: "/").last.map(String.init) ?? "")
    guard let batch = BatchID(name),
      let home = BulkFile(batch: batch, directory: directory, names: try files.list(directory).map(\.name))
    else { return nil }
    (self.home, self.settings, self.planner, self.files) = (home, settings, planner, files)
  }

  /// Reads from the last slice on, and answers the rows with numbers from `first` up to but not including `end`.
  ///
  /// A file that is refused as a whole has no rows to die of.
  package func run(
    from first: Int, to end: Int, _ leadBook: inout LeadBook, now: Timestamp, tell: (Sign) -> Void
  ) throws {
    do {
      try answer(from: first, to: end, &leadBook, BatchID(time: now), tell)
    } catch is Refusal {}
  }

  private func answer(
    from first: Int, to end: Int, _ leadBook: inout LeadBook, _ batch: BatchID, _ tell: (Sign) -> Void
  ) throws {
    let source = try home.open(settings.rules, files).get()
    defer { files.close(source) }
    let progress = try home.progress(files)
    if progress.isGivenUp || progress.longRow != nil { return }
    let defaults = try home.rowDefaults(planner, files, largest: settings.rules.largestRequest)
    let form = try BulkForm.recognise(
      home.name, defaults: defaults, mapping: settings.columns, rowBytes: settings.slice.rowBytes, source: source,
      files: files)
    let drafting = RowDrafting(
      planner: planner, mapping: defaults.applied(to: settings.columns), batch: batch, defaults: defaults, deadly: [],
      owner: RowOwner(try files.status(source).owner, settings.rules))
    let runs = form.runs(of: source, from: progress, rowBytes: settings.slice.rowBytes, files)
    var number = progress.rows
    while number + 1 < end {
      tell(.reading(after: number))
      guard let run = runs.next(atMost: 1) else { return }
      number = run.firstNumber
      guard number >= first else { continue }
      tell(.answering(number))
      let requests = drafting.requests(of: run)
      let books = try leadBook.facts(for: requests.compactMap(\.lead))
      for row in drafting.draft(run, requests: requests, books: books).rows {
        if case .command(let command) = row.verdict { _ = try? command.order(now: batch.time) }
      }
    }
  }
}
