internal import Requests
internal import Storage

/// Runs a program of the user's own with jobs on its input, a line each.
///
/// It may write an outcome for each, as every sender can. Of a job of which it says nothing its exit status tells (sysexits.h).
package struct CommandSender: MessageSender {
  private let words: [String]
  private let batch: Int
  private let parallel: Int
  private let timeLimit: Double

  /// - Parameters:
  ///   - batch: jobs for which it is run once.
  ///   - parallel: how many of it run at once.
  ///   - timeLimit: seconds for one run.
  package init(_ words: [String], batch: Int = 1, parallel: Int = 4, timeLimit: Double = 120) {
    self.words = words
    self.batch = max(1, batch)
    self.parallel = parallel
    self.timeLimit = timeLimit
  }

  package var atOnce: Int { parallel * batch }

  package func send(_ jobs: [SenderJob], _ report: (SenderOutcome) -> Void) throws(SenderUnavailable) {
    let runs = stride(from: 0, to: jobs.count, by: batch).map { Array(jobs[$0..<min($0 + batch, jobs.count)]) }
    ChildProgram.runAll(runs.count, parallel: parallel) { run in
      (ChildProgram(words, timeLimit: timeLimit), input: runs[run].flatMap { $0.line + [0x0A] })
    } onEnd: { run, result in
      var waiting = Set(runs[run].map(\.id.description))
      var (kind, error) = Self.verdict(result)
      if case .success(let (_, output)) = result {
        let only = runs[run].count == 1 ? runs[run][0].id.description : nil
        for line in output.split(separator: 0x0A) {
          if let outcome = SenderOutcome(line: Array(line), job: only), waiting.remove(outcome.job) != nil {
            report(outcome)
          } else if kind == .sent, SenderOutcome.isMeant(by: line) {
            // Whoever means to say what became of it does not mean that all went well.
            let said = String(decoding: line.prefix(200), as: UTF8.self)
            (kind, error) = (.unknown, "what it says of the message cannot be understood: \(said)")
          }
        }
      }
      for job in runs[run] where waiting.contains(job.id.description) {
        report(SenderOutcome(job.id.description, kind, error: error))
      }
    }
  }

  private static func verdict(
    _ result: Result<(ending: ChildProgram.Ending, output: [UInt8]), FileError>
  ) -> (SenderOutcome.Kind, String?) {
    switch result {
    case .failure(let error): (.account, error.description)
    case .success(let (ending, _)):
      switch ending.end {
      case .exited(0): (.sent, nil)
      case .exited(let status): (ExitCode.kind(status), "exit status \(status)\(HTTPErrorText.of(ending.complaint))")
      case .signalled(let signal): (.unknown, "ended by signal \(signal)")
      case .timedOut: (.unknown, "did not end in time")
      }
    }
  }
}

/// What exit statuses say of a message (sysexits.h).
enum ExitCode {
  static func kind(_ status: Int32) -> SenderOutcome.Kind {
    switch status {
    case 0: .sent
    // Data, no input, no user, no host.
    case 65...68: .failed
    case 69...76: .retry
    // Wrong usage, no permission, bad configuration; the shell's "cannot be run" and "not found".
    case 64, 77, 78, 126, 127: .account
    // It has not said how far it came.
    default: .unknown
    }
  }
}
