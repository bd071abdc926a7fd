internal import Formats
internal import Outreach
internal import Requests
internal import Storage

/// What became of bulk files' rows, as entries of a history.
///
/// Their answers tell most. Those that readers have deleted, or the answers to a later file of the same name have
/// replaced, leave the jobs that they planned: so a row was accepted, and into which file it had come.
struct RowHistory {
  /// The bulk files by their slices.
  private var files: [BatchID: FileName] = [:]
  /// Those that lie in `failed/`, the earliest first, by the name of their answers: of them no record is left.
  private let refused: [FileName: [(home: BatchID, file: FileName)]]

  package init(_ homes: [ProcessedBatch], refused: [(home: BatchID, file: FileName)]) {
    self.refused = Dictionary(grouping: refused.sorted { $0.home < $1.home }) { refused in
      BulkName(refused.file)?.responses ?? refused.file
    }
    add(homes)
  }

  /// Learns of more bulk files, before the entries of their slices are asked for.
  package mutating func add(_ homes: [ProcessedBatch]) {
    for home in homes where !home.slices.isEmpty {
      guard let file = home.bulkFile else { continue }
      for slice in home.slices { files[slice.batch] = file }
    }
  }

  /// The bulk file as it was dropped.
  ///
  /// - Parameters:
  ///   - answers: the name of its answers.
  ///   - slice: the batch that answered a row of it.
  private func dropped(_ answers: FileName, _ slice: BatchID) -> FileName {
    files[slice] ?? refused[answers]?.last { $0.home < slice }?.file ?? answers
  }

  /// A sequence of which jobs were planned.
  struct Planned: Sendable {
    package var request: String
    package var lead: LeadID
  }

  package func entries(
    _ answers: [(file: FileName, answer: RowAnswer)], plannedBy planned: [Planned]
  ) -> [HistoryEntry] {
    var told: Set<RowRequest> = []
    var entries: [HistoryEntry] = []
    for (file, answer) in answers where told.insert(answer.request).inserted {
      entries.append(answer.entry(of: dropped(file, answer.request.batch)))
    }
    for sequence in planned {
      guard let request = RowRequest(sequence.request), let file = files[request.batch], told.insert(request).inserted
      else { continue }
      let open = request.opening("accepted", lead: sequence.lead, file: file).bytes
      entries.append(request.entry("accepted", lead: sequence.lead, detail: file.description, open: open))
    }
    return entries
  }
}
