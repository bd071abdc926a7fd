package import Outreach
package import Requests
package import Storage

/// What a prune puts away, and what stays and why.
///
/// Made without the lock: whether something has ended is decided for ever, so what may go when one looks may still go
/// later. See <doc:Pruning>.
package struct PrunePlan: Sendable {
  /// A day of `jobs/` in which every job has ended.
  package struct EndedDay: Hashable, Sendable {
    package var day: CivilDay
    package var jobs: Int
    /// Its files; a day in which there are others by then stays.
    package var files: Set<FileName>
  }

  /// A day of `processed/`, of whose batches nobody will ask again.
  package struct SettledDay: Hashable, Sendable {
    package var day: CivilDay
    package var requests: Int
    package var batches: Set<BatchID>
    package var count: Int { batches.count }
  }

  /// Files of `responses/` that were written on one day, and that nobody needs there.
  package struct AnswersDay: Hashable, Sendable {
    package var day: CivilDay
    package var names: Set<FileName>
  }

  /// Something old enough that stays.
  package struct Stay: Hashable, Sendable {
    package enum Folder: String, Sendable { case jobs, processed, failed, responses }

    package var place: Folder
    package var day: CivilDay
    /// Jobs still to be sent, in `jobs/`.
    package var pending = 0
    /// As half a sentence: "3 of 120 jobs are pending".
    package var reason: String
  }

  package var ended: [EndedDay] = []
  package var settled: [SettledDay] = []
  /// Batches in days of `failed/` of which nothing waits to be mended.
  package var refused: [SettledDay] = []
  package var answers: [AnswersDay] = []
  package var stays: [Stay] = []
  /// Days of `done/` with files that are not compressed yet, which an earlier prune left.
  package var uncompressed: [CivilDay] = []
  /// Whether an earlier prune was cut short and left what is to be removed.
  var hasScraps = false

  package var isEmpty: Bool {
    ended.isEmpty && settled.isEmpty && refused.isEmpty && answers.isEmpty && uncompressed.isEmpty && !hasScraps
  }
}

extension PrunePlan {
  /// What was found in a day of `jobs/`.
  struct JobsDay: Sendable {
    package var day: CivilDay
    package var files: Set<FileName> = []
    package var jobs = 0
    package var pending = 0
    /// Lines that are no jobs.
    var unknownLines = 0
    /// Files that are no settled batch's.
    var strangers: [FileName] = []
  }

  /// What was found in a day of `processed/`.
  struct ProcessedDay: Sendable {
    package var day: CivilDay
    package var batches: Set<BatchID> = []
    /// Those, and the slices of bulk files of which they are the home: in their names jobs were planned.
    var planners: Set<BatchID> = []
    package var requests = 0
    /// Why it cannot be archived as it is; nil if it can.
    var obstacle: String?
  }

  /// What may be known of time: everything else is on the disk.
  struct Terms: Sendable {
    /// Only days before are put away.
    package var before: CivilDay
    package var today: CivilDay
    package var cooldownDays: Int
    /// The day of the spool's last batch, which others look for in `processed/`.
    package var lastBatch: CivilDay?

    /// The first day that is within the cool-down.
    var coolSince: CivilDay { CivilDay(number: today.number - cooldownDays) }
  }

  /// The decision.
  ///
  /// - Parameter remembered: batches of which a job line lies in a day that stays in `jobs/`, or that is within the
  ///   cool-down.
  mutating func decide(_ found: [JobsDay], _ terms: Terms) {
    for day in found where day.day < terms.before {
      let stay = { (reason: String) in Stay(place: .jobs, day: day.day, pending: day.pending, reason: reason) }
      if day.pending > 0 {
        stays.append(stay("\(day.pending) of \(counted(day.jobs, "job")) \(day.pending == 1 ? "is" : "are") pending"))
      } else if let stranger = day.strangers.min() {
        stays.append(stay("\(stranger) is no settled batch's"))
      } else if day.unknownLines > 0 {
        stays.append(
          stay(
            "\(counted(day.unknownLines, "line is", plural: "lines are")) no \(day.unknownLines == 1 ? "job" : "jobs"); audit names \(day.unknownLines == 1 ? "it" : "them")"
          ))
      } else {
        ended.append(EndedDay(day: day.day, jobs: day.jobs, files: day.files))
      }
    }
  }

  mutating func decide(_ found: [ProcessedDay], remembered: Set<BatchID>, _ terms: Terms) {
    for day in found where day.day < terms.before {
      let stay = { (reason: String) in Stay(place: .processed, day: day.day, reason: reason) }
      if day.day >= terms.coolSince {
        stays.append(stay("it is within the cool-down of \(counted(terms.cooldownDays, "day"))"))
      } else if day.day == terms.lastBatch {
        stays.append(stay("the spool's last batch is of that day"))
      } else if let obstacle = day.obstacle {
        stays.append(stay(obstacle))
      } else if let batch = day.planners.intersection(remembered).min() {
        stays.append(stay("batch \(batch) has jobs that are pending, or within the cool-down"))
      } else {
        settled.append(SettledDay(day: day.day, requests: day.requests, batches: day.batches))
      }
    }
  }
}
